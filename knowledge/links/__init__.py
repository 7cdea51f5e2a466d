"""The link ledger: every address outside the hub that its pages, lists and files lead to, and what became of it."""
