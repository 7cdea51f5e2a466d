"""From what a visitor typed to what they are shown."""
