"""What is said of each item to a search engine, kept in step with the items."""
