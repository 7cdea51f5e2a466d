"""Signing in by a mailed code, for people who never enter the admin."""
