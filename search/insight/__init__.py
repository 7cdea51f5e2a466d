"""What was searched for, without who searched, and what editors do with it."""
