"""Whether words that somebody must give say anything: dots and signs that nobody sees do not."""

from __future__ import annotations

import re

from django.core.exceptions import ValidationError

_WORD = re.compile(r"[^\W\d_\u115f\u1160\u3164\uffa0]{2,}")
"""Letters; without Hangul's fillers, which are letters that nobody sees."""
_FEWEST_WORDS = 3


def says_something(text: str) -> None:
    """ValidationError unless there is a word in it."""
    if not _WORD.search(text):
        raise ValidationError("Write it in words.", code="no_words")


def says_why(text: str) -> None:
    """ValidationError unless it could be a reason: several different words."""
    if len({word.lower() for word in _WORD.findall(text)}) < _FEWEST_WORDS:
        raise ValidationError(
            "Write the reason in a sentence that others understand.", code="no_reason"
        )
