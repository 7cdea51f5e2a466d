"""The hub's people as rows: one app of its own, since Wagtail's tables point at it."""
