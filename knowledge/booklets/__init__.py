"""Booklets: pages that somebody puts together as one PDF or Word file, made by the worker and kept for a day."""
