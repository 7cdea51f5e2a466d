"""Who belongs to which organisation: saying so, being confirmed, leaving; merging and splitting bodies."""
