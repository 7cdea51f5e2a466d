"""Takes out of a query what could tell who somebody is: mail addresses and numbers of people. Pure.

When in doubt it masks: an editor can do without a number, a person cannot undo its being kept.
"""

from __future__ import annotations

import re
import unicodedata

EMAIL = "[e-mail]"
NUMBER = "[number]"
LONG = 6
"""So many digits, also with blanks and strokes between them, are a person's number to us."""

_EMAIL = re.compile(r"[^\s@<>(),;:\"]+@[^\s@<>(),;:\"]+")
_RUN = re.compile(r"(?:\+|\()?\d(?:[\s().\-\u2010-\u2015/+]{0,3}\d)*\)?")
_DATE = re.compile(r"\b\d{1,2}[\s./-]\d{1,2}[\s./-](?:\d\d){1,2}\b")
_YEARS = re.compile(r"(?<!\S)(?:19|20)\d\d(?:[/\-\u2013](?:19|20)?\d\d)?(?!\S)")


def masked(text: str) -> str:
    """The text with every address as [e-mail], every phone number, date and long number as [number].

    Years and spans of years stay: people ask for "Ockenden 2022" and "CNST 2023/24".
    """
    text = unicodedata.normalize("NFKC", text)
    return _RUN.sub(_masked_run, _DATE.sub(NUMBER, _EMAIL.sub(EMAIL, text)))


def _masked_run(run: re.Match[str]) -> str:
    without_years = _YEARS.sub(" ", run[0])
    digits = sum(character.isdigit() for character in without_years)
    return NUMBER if digits >= LONG else run[0]
