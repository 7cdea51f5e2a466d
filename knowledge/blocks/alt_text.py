"""Whether a picture's alternative text describes it, or is only what a program put there."""

from __future__ import annotations

import re

from django.core.exceptions import ValidationError

_ENDING = r"\.(?:png|jpe?g|jpe|jfif|gif|bmp|tiff?|webp|svg|emf|wmf|hei[cf]|avif|ico|dng|cr2|nef|psd|eps|pdf|mp4|mov)"
_FILE = re.compile(rf"[^\n]*{_ENDING}(?:[?#@]\S*|[\s_-]*(?:copy|kopie|\(\d+\)|\d+))?", re.I)
_PATH = re.compile(
    r"(?:[a-z]:[\\/]|\\\\|~/|file:|cid:|blob:|/(?:users|home|var|tmp|media)/|https?://|data:)\S*[^\n]*",
    re.I,
)
_NAME = re.compile(
    r"(?:google shape|clip_?image|thumbnail_?image|whatsapp (?:image|video)|picture|image|graphic|photo|"
    r"img|dsc[nf]?|scan|screenshot|screen ?shot|screen recording|snip|bild|grafik|imagen?|immagine|"
    r"afbeelding|billede|bilde|kuva|k[ée]p|obr[áa]zek|obraz|imagem|shape|rectangle|object|chart|diagram|"
    r"smartart|group|content placeholder|picture placeholder|online media|video|media|untitled|"
    r"unnamed|no ?name|download|untitled design|image preview|picture preview)"
    r"(?:[\s\d():;.,_-]|\b(?:at|am|pm|p|g|wa|copy)(?![^\W\d_]))*",
    re.I,
)
_ONE_NAME = re.compile(r"(?=\S*_|(?:\S*\d){4})\S+")
"""One word with an underscore or a long number: cameras, phones and programs name files so."""
_GUESSED = re.compile(
    r"(?:description|beschreibung)?\s*(?:automatically generated|automatis(?:ch|k)t? gener(?:ier|er)\w+|"
    r"générée? automatiquement|generad[ao] automáticamente|generata automaticamente|"
    r"automatisch gegenereerde beschrijving|gerada automaticamente|wygenerowan\w+ automatycznie|"
    r"automatycznie wygenerowan\w+)"
    r"|ai[- ]generated content may be incorrect",
    re.I,
)
_QUOTES = "\"'“”‘’«» ."


def description(text: str | None) -> str:
    """The text where it describes something; "" for a file's name or path, a program's guess or number."""
    said = " ".join((text or "").split())
    if not re.search(r"[^\W_]", said):
        return ""
    bare = said.strip(_QUOTES)
    if _GUESSED.search(said) or any(made.fullmatch(bare) for made in (_PATH, _NAME, _ONE_NAME)):
        return ""
    return "" if _FILE.fullmatch(bare) and len(bare.split()) <= 8 else said


def describes(text: str) -> None:
    """ValidationError for words that are there and say nothing of the picture."""
    if text.strip() and not description(text):
        raise ValidationError(
            "This is a file's name or a program's words. Say what the picture shows.",
            code="no_description",
        )
