"""Turns the plain marks that demo texts are written in into Wagtail's rich text. Pure.

Paragraphs are parted by an empty line; lines that begin with "- " or "1. " are lists; `**bold**`,
`*italic*` and `[words](target)` work inside a line. A target is an address, or `page:slug` or
`document:key`, which the caller looks up.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape
from inspect import cleandoc

LinkAttributes = Callable[[str], str | None]
"""Target → attributes of the link such as `linktype="page" id="4"`; None: show the words alone."""

_LINK = re.compile(r"\[([^\]]+)\]\(([^)\s]+)\)")
_BOLD = re.compile(r"\*\*(.+?)\*\*")
_ITALIC = re.compile(r"(?<!\*)\*([^*]+)\*(?!\*)")
_BULLET = re.compile(r"^- ")
_NUMBER = re.compile(r"^\d+\. ")


def rich_text(words: str, link: LinkAttributes) -> str:
    """The rich text of marked-up words."""
    return "".join(_part(part, link) for part in re.split(r"\n\s*\n", cleandoc(words)) if part)


def _part(part: str, link: LinkAttributes) -> str:
    for mark, tag in ((_BULLET, "ul"), (_NUMBER, "ol")):
        if mark.match(part):
            items = "".join(f"<li>{_line(item, link)}</li>" for item in _items(part, mark))
            return f"<{tag}>{items}</{tag}>"
    return f"<p>{_line(' '.join(part.split()), link)}</p>"


def _items(part: str, mark: re.Pattern[str]) -> list[str]:
    """The items of a list; a line without the mark goes on with the item before it."""
    items: list[str] = []
    for line in part.split("\n"):
        if mark.match(line):
            items.append(mark.sub("", line).strip())
        else:
            items[-1] += " " + line.strip()
    return items


def _line(line: str, link: LinkAttributes) -> str:
    def anchor(match: re.Match[str]) -> str:
        attributes = link(match[2])
        return f"<a {attributes}>{match[1]}</a>" if attributes else match[1]

    line = _LINK.sub(anchor, escape(line, quote=False))
    return _ITALIC.sub(r"<i>\1</i>", _BOLD.sub(r"<b>\1</b>", line))
