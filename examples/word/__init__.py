"""Practice examples as Word files: blank to fill in, filled in, and read back without losing a word."""
