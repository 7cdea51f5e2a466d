"""What editors see in Wagtail's admin beside pages."""
