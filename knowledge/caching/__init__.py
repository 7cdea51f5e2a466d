"""Public pages kept as they were answered, and how the hub knows that one is out of date."""
