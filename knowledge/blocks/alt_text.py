"""Whether a picture's alternative text describes it, or is only what a program put there."""

from __future__ import annotations

import re

from django.core.exceptions import ValidationError

_FILE = re.compile(
    r"[^\n]*\.(?:png|jpe?g|gif|bmp|tiff?|webp|svg|emf|wmf|heic|avif|ico|pdf|mp4|mov)", re.I
)
_PATH = re.compile(
    r"(?:[a-z]:[\\/]|\\\\|file:|/(?:users|home|var|tmp)/|https?://|data:)\S*[^\n]*", re.I
)
_NAME = re.compile(
    r"(?:picture|image|graphic|photo|img|dsc[nf]?|screenshot|screen ?shot|bild|grafik|imagen?|shape|"
    r"rectangle|object|chart|diagram|smartart|group|content placeholder|picture placeholder|"
    r"online media|video|media)[\s_-]*[\d(): ._-]*",
    re.I,
)
_GUESSED = re.compile(
    r"(?:description|beschreibung)?\s*(?:automatically generated|automatisch generierte? beschreibung|"
    r"générée? automatiquement|generad[ao] automáticamente|generata automaticamente|"
    r"automatisch gegenereerde beschrijving|gerada automaticamente)"
    r"|ai[- ]generated content may be incorrect",
    re.I,
)


def description(text: str | None) -> str:
    """The text where it describes something; "" for a file's name or path, a program's guess or number."""
    said = " ".join((text or "").split())
    if not re.search(r"[^\W_]", said):
        return ""
    if _GUESSED.search(said) or _PATH.fullmatch(said) or _NAME.fullmatch(said):
        return ""
    return "" if _FILE.fullmatch(said) and len(said.split()) <= 8 else said


def describes(text: str) -> None:
    """ValidationError for words that are there and say nothing of the picture."""
    if text.strip() and not description(text):
        raise ValidationError(
            "This is a file's name or a program's words. Say what the picture shows.",
            code="no_description",
        )
