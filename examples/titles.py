"""Makes a page's title from what somebody wrote in a template's first field. Pure."""

from __future__ import annotations

import re

TITLE_LENGTH = 120


def short_title(text: str) -> str:
    """The first line, cut at a word with "…" where it is longer than a title should be; "" if empty."""
    line = next((part.strip() for part in text.splitlines() if part.strip()), "")
    if len(line) <= TITLE_LENGTH:
        return line
    cut = (
        line[:TITLE_LENGTH].rsplit(" ", 1)[0] if " " in line[:TITLE_LENGTH] else line[:TITLE_LENGTH]
    )
    return cut.rstrip(" ,;:–-") + "…"


SUMMARY_LENGTH = 300
_LIST_MARK = re.compile(r"^\s*(?:[-–*•·]|\d{1,2}[.)])\s+")
"""What people put before each point of a list."""


def short_summary(text: str) -> str:
    """The text's beginning in one line for cards and lists, cut at a sentence or a word."""
    line = " ".join(_LIST_MARK.sub("", line) for line in text.splitlines() if line.strip())
    line = " ".join(line.split())
    if len(line) <= SUMMARY_LENGTH:
        return line
    cut = line[:SUMMARY_LENGTH]
    for end in (". ", "! ", "? "):
        if cut.rfind(end) > SUMMARY_LENGTH // 3:
            return cut[: cut.rfind(end) + 1]
    return (cut.rsplit(" ", 1)[0] if " " in cut else cut).rstrip(" ,;:–-") + "…"
