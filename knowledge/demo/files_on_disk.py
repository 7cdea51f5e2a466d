"""The demo's own files that are kept ready-made beside this module."""

from __future__ import annotations

from pathlib import Path

FILES = Path(__file__).parent / "files"


def read_bytes(name: str) -> bytes:
    """A file's content."""
    return (FILES / name).read_bytes()


def read_text(name: str) -> str:
    """A text file's content."""
    return (FILES / name).read_text(encoding="utf-8")
