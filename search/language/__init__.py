"""Words, queries and results: decided without a database."""
