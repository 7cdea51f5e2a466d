"""How large pictures may be, in words that need no library."""

MILLION_PIXELS = 50
"""As many are held at once: above what phones send. A JPEG is made smaller while it is read."""
MAX_SIDE = 4000
"""Longer sides are made this long: more than any page shows."""
