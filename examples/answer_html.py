"""Turns an answer in plain text into safe HTML: paragraphs, line breaks and the lists people type."""

from __future__ import annotations

import re

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

_BULLET = re.compile(r"^\s*(?:[-–—*•·▪‣o]|\uf0b7)\s+(?=\S)")


def html_of_answer(text: str) -> SafeString:
    """Blank lines end a paragraph; lines that begin with a dash or bullet make a list."""
    parts: list[str] = []
    lines: list[str] = []
    items: list[str] = []

    def close_lines() -> None:
        if lines:
            parts.append(f"<p>{'<br>'.join(lines)}</p>")
            lines.clear()

    def close_items() -> None:
        if items:
            bullets = "".join(f"<li>{item}</li>" for item in items)
            parts.append(f'<ul class="nhsuk-list nhsuk-list--bullet">{bullets}</ul>')
            items.clear()

    for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        bullet = _BULLET.match(line)
        if bullet:
            close_lines()
            items.append(escape(line[bullet.end() :].strip()))
        elif line.strip():
            close_items()
            lines.append(escape(line.strip()))
        else:
            close_lines()
            # A blank line between two bullets does not part a list.
    close_lines()
    close_items()
    return mark_safe("".join(parts))  # noqa: S308 - every word went through escape()
