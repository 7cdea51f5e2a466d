"""Limits that ordinary use never reaches, and what is asked of a browser above them."""
