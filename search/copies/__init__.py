"""The engines' copies of the records: kept in step, checked, rebuilt."""
