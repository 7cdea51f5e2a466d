"""A file inside a Word file that Word makes part of the text when it opens it (altChunk)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from lxml import html

from knowledge.documents.office.guard import UnsafeArchive, office_kind
from knowledge.documents.office.items import OfficeDocument, Paragraph, Run
from knowledge.documents.office.package import UnreadablePackage, XmlElement

_HTML = re.compile(rb"\s*(?:\xef\xbb\xbf)?\s*<(?:!doctype html|html|\?xml|body|head|p|div)", re.I)
_HEADING = re.compile(r"h([1-6])")
_UNSEEN = {"script", "style", "head", "title", "noscript", "template"}
_BLOCKS = {
    "p", "div", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "table", "ul", "ol", "section",
    "article", "blockquote", "pre", "dd", "dt", "header", "footer", "body",
}  # fmt: skip


def inserted_file(
    data: bytes, read_word: Callable[[bytes], OfficeDocument]
) -> OfficeDocument | None:
    """What the file says: another .docx, a web page, a plain text. None for any other kind."""
    if data.startswith(b"PK"):
        try:
            return read_word(data) if office_kind(data) == "docx" else None
        except (UnsafeArchive, UnreadablePackage):
            return None
    if _HTML.match(data[:500]):
        return _as_document(_page(data))
    if data.startswith((b"{\\rtf", b"MIME-Version", b"%PDF")) or b"\0" in data[:2000]:
        return None
    text = data.decode("utf-8", "replace")
    return _as_document([Paragraph((Run(line),)) for line in text.splitlines() if line.strip()])


def _as_document(paragraphs: list[Paragraph]) -> OfficeDocument:
    words = [("", paragraph.text) for paragraph in paragraphs]
    return OfficeDocument(list(paragraphs), words=words)


def _page(data: bytes) -> list[Paragraph]:
    try:
        root = html.document_fromstring(data)
    except Exception:
        # lxml raises several kinds of errors for what is no page at all.
        return []
    return [paragraph for paragraph in _lines(root) if paragraph.text]


def _lines(root: XmlElement) -> Iterator[Paragraph]:
    """A paragraph for each block of the page, a heading's with its level."""
    words: list[str] = []
    level, kind = 0, ""

    def walk(element: XmlElement) -> Iterator[Paragraph]:
        nonlocal level, kind
        if not isinstance(element.tag, str) or element.tag in _UNSEEN:
            return
        is_block = element.tag in _BLOCKS
        if is_block:
            yield taken()
            match = _HEADING.fullmatch(element.tag)
            level, kind = int(match[1]) if match else 0, "bullet" if element.tag == "li" else ""
        if element.tag in {"br", "td", "th"}:
            words.append(" ")
        words.append(element.text or "")
        for child in element:
            yield from walk(child)
            words.append(child.tail or "")
        if is_block:
            yield taken()
            level, kind = 0, ""

    def taken() -> Paragraph:
        text = "".join(words)
        words.clear()
        return Paragraph((Run(text),), "bullet" if kind else "", heading=level)

    yield from walk(root)
