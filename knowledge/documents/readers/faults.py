"""What a reader of files raises besides its libraries' own errors."""

from __future__ import annotations


class Encrypted(Exception):
    """The file is protected by a password."""


class TooBig(Exception):
    """The file is bigger, unpacked, than we are willing to read."""
