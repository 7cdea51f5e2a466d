"""What a private link opens."""
