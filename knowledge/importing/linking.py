"""Turns the runs of a paragraph into rich text, and judges every link on the way. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape
from typing import Literal
from urllib.parse import urlsplit

from knowledge.importing.items import Paragraph

_PLAIN_ADDRESS = re.compile(
    r"(?P<url>https?://[^\s<>\"]*[^\s<>\".,;:!?)\]'’”])"
    r"|(?P<mail>[A-Za-z0-9][\w.+-]*@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)"
)
_HOST = re.compile(r"^(?:[a-z0-9-]+\.)+(?P<end>[a-z]{2,})(?:[/?#]\S*)?$", re.I)
_FILES = {"doc", "docx", "htm", "html", "pdf", "ppt", "pptx", "txt", "xls", "xlsx", "mp4"}
"""Endings of files beside the source, which look like the ending of a host."""


@dataclass(frozen=True)
class LinkFinding:
    """A link that an editor should look at."""

    kind: Literal["nowhere", "home"]
    """"nowhere": it has no target and is plain text now; "home": it leads only to a home page."""
    words: str
    href: str
    place: str


def read_address(href: str) -> str | None:
    """The address as a link may have it, or None when it leads nowhere a reader could follow."""
    href = href.strip()
    if not href or href.startswith("#") or href.lower() in {"http://", "https://"}:
        return None
    if href.lower().startswith("mailto:"):
        return href if "@" in href else None
    host = _HOST.match(href)
    if host and host["end"].lower() not in _FILES:
        href = "https://" + href
    try:
        parts = urlsplit(href)
        hostname = parts.hostname or ""
    except ValueError:  # such as a bracket that is never closed
        return None
    if parts.scheme.lower() not in {"http", "https"} or "." not in hostname:
        return None
    return href


def is_home_page(address: str) -> bool:
    """Whether an address names a site and no page of it."""
    parts = urlsplit(address)
    return parts.scheme in {"http", "https"} and parts.path in {"", "/"} and not parts.query


def html_of(paragraph: Paragraph) -> tuple[str, list[LinkFinding]]:
    """The paragraph as rich text without a block around it, and what is to be said of its links."""
    findings: list[LinkFinding] = []
    pieces: list[str] = []
    runs = paragraph.runs
    for number, run in enumerate(runs):
        text = re.sub(r"\s+", " ", run.text)
        if not number:
            text = text.lstrip()
        if number == len(runs) - 1:
            text = text.rstrip()
        if not text:
            continue
        if run.href is None:
            piece = _with_addresses(text)
        else:
            piece = _link(text, run.href, paragraph.place, findings)
        if text.strip():
            piece = _wrapped(piece, "i", run.italic)
            piece = _wrapped(piece, "b", run.bold)
        pieces.append(piece)
    html = "".join(pieces)
    for tag in ("b", "i"):
        html = re.sub(rf"</{tag}>(\s*)<{tag}>", r"\1", html)
    return html, findings


def _link(text: str, href: str, place: str, findings: list[LinkFinding]) -> str:
    address = read_address(href)
    words = text.strip()
    if address is None:
        if words:
            findings.append(LinkFinding("nowhere", words, href, place))
        return escape(text, quote=False)
    if not words:
        return text
    if is_home_page(address):
        findings.append(LinkFinding("home", words, address, place))
    # Spaces at the ends stay outside the link.
    left = text[: len(text) - len(text.lstrip())]
    right = text[len(text.rstrip()) :]
    return f'{left}<a href="{escape(address)}">{escape(words, quote=False)}</a>{right}'


def _with_addresses(text: str) -> str:
    """Text in which written-out addresses are links."""
    pieces, position = [], 0
    for match in _PLAIN_ADDRESS.finditer(text):
        pieces.append(escape(text[position : match.start()], quote=False))
        href = match["url"] or f"mailto:{match['mail']}"
        pieces.append(f'<a href="{escape(href)}">{escape(match[0], quote=False)}</a>')
        position = match.end()
    pieces.append(escape(text[position:], quote=False))
    return "".join(pieces)


def _wrapped(html: str, tag: str, wanted: bool) -> str:
    if not wanted or not html.strip():
        return html
    left = html[: len(html) - len(html.lstrip())]
    right = html[len(html.rstrip()) :]
    return f"{left}<{tag}>{html.strip()}</{tag}>{right}"
