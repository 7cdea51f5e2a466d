"""Versions of the pack: what was public at a moment, kept as it was, to read and to download."""
