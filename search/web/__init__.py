"""The pages that visitors ask: addresses, results, suggestions."""
