"""How a list that counts in letters or in Roman figures writes its numbers: "c)", "(iv)". Pure."""

from __future__ import annotations

import re

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
    (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_PLACE = re.compile(r"%\d")
_MOST = 4000


def written_mark(number: int, counting: str, around: str) -> str:
    """What stands before an item; "" where it counts in figures, as rich text does.

    `counting` is Word's name ("lowerLetter"), PowerPoint's ("alphaLcParenR") or OpenDocument's ("a");
    `around` is the mark with "%1" in the number's place.
    """
    said = _said(number, counting)
    if not said:
        return ""
    # Of a mark such as "%1.%2)" the numbers above would be needed too.
    return _PLACE.sub(said, around) if len(_PLACE.findall(around)) == 1 else f"{said}."


def _said(number: int, counting: str) -> str:
    kind = counting.lower()
    if not 0 < number < _MOST:
        return ""
    if kind in {"lowerletter", "upperletter", "a"} or kind.startswith("alpha"):
        # After z comes aa, then bb.
        said = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
    elif kind in {"lowerroman", "upperroman", "i"} or kind.startswith("roman"):
        said = _roman(number)
    else:
        return ""
    is_upper = kind.startswith("upper") or counting in {"A", "I"} or "uc" in kind
    return said.upper() if is_upper else said


def _roman(number: int) -> str:
    said = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        said += letters * count
    return said


def around_of(counting: str) -> str:
    """What stands around the number in PowerPoint's kinds: "alphaLcParenR" → "%1)"."""
    if counting.endswith("ParenBoth"):
        return "(%1)"
    return "%1)" if counting.endswith("ParenR") else "%1."
