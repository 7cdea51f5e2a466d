"""Misconfiguration of the knowledge base fails at `manage.py check`, with a hint."""
