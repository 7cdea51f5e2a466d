"""Many resources at once, from the rows of a spreadsheet: looked at first, then made as drafts."""
