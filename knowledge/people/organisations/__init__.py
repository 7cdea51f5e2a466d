"""How people join organisations, and what becomes of them when organisations change."""
