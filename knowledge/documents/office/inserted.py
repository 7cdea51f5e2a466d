"""A file inside a Word file that Word makes part of the text when it opens it (altChunk)."""

from __future__ import annotations

import codecs
import email
import re
from collections.abc import Callable, Iterable, Iterator

from lxml import html

from knowledge.documents.office.guard import UnsafeArchive, office_kind
from knowledge.documents.office.items import OfficeDocument, Paragraph, Run, merged
from knowledge.documents.office.package import UnreadablePackage, XmlElement
from knowledge.documents.office.rich_text_file import lines_of_rtf

_CHARSET = re.compile(rb"<(?:meta|\?xml)[^>]*(?:charset|encoding)\s*=\s*[\"']?([\w-]+)", re.I)
_HTML = re.compile(r"\s*<(?:!doctype|!--|\?xml|/?[a-z][a-z0-9]*[\s/>])", re.I)
_DECLARED = re.compile(r"^\s*<\?xml[^>]*\?>")
_MAIL = re.compile(rb"(?:[\w-]+:[^\n]*\n)*?MIME-Version:", re.I)
_HEADING = re.compile(r"h([1-6])")
_UNSEEN = {"script", "style", "head", "title", "noscript", "template"}
_BLOCKS = {
    "p", "div", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "table", "ul", "ol", "section",
    "article", "blockquote", "pre", "dd", "dt", "header", "footer", "body",
}  # fmt: skip


def inserted_file(
    data: bytes, read_word: Callable[[bytes], OfficeDocument]
) -> OfficeDocument | None:
    """What the file says: another .docx, a web page, RTF, a plain text. None for any other kind."""
    if data.startswith(b"PK"):
        try:
            return read_word(data) if office_kind(data) == "docx" else None
        except (UnsafeArchive, UnreadablePackage):
            return None
    if data.startswith(b"{\\rtf"):
        return _as_lines(lines_of_rtf(data))
    if _MAIL.match(data):
        return _as_document(_page(_web_archive(data)))
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        data = data.decode("utf-16", "replace").encode("utf-8-sig")
    if not data or data.startswith(b"%PDF") or b"\0" in data[:2000]:
        return None
    text = _decoded(data)
    return _as_document(_page(text)) if _HTML.match(text[:500]) else _as_lines(text.splitlines())


def _decoded(data: bytes) -> str:
    """Bytes as text: what the page says of itself, else UTF-8, else what Windows writes."""
    charset = None if data.startswith(codecs.BOM_UTF8) else _CHARSET.search(data[:2000])
    try:
        return data.decode(charset[1].decode() if charset else "utf-8-sig")
    except (LookupError, UnicodeDecodeError):
        return data.decode("cp1252", "replace")


def _web_archive(data: bytes) -> str:
    """The page inside a web page that was saved as one file (.mht)."""
    message = email.message_from_bytes(data)
    pages = (part for part in message.walk() if part.get_content_type() == "text/html")
    page = next(pages, None)
    content = page.get_payload(decode=True) if page is not None else None
    if page is None or not isinstance(content, bytes):
        return ""
    try:
        return content.decode(page.get_content_charset("utf-8"), "replace")
    except LookupError:
        return _decoded(content)


def _as_lines(lines: Iterable[str]) -> OfficeDocument:
    return _as_document([Paragraph((Run(line),)) for line in lines if line.strip()])


def _as_document(paragraphs: list[Paragraph]) -> OfficeDocument:
    words = [("", paragraph.text) for paragraph in paragraphs]
    return OfficeDocument(list(paragraphs), words=words)


def _page(text: str) -> list[Paragraph]:
    try:
        # A text that names an encoding of its own would be refused.
        root = html.document_fromstring(_DECLARED.sub("", text))
    except Exception:
        # lxml raises several kinds of errors for what is no page at all.
        return []
    return [paragraph for paragraph in _lines(root) if paragraph.text]


def _lines(root: XmlElement) -> Iterator[Paragraph]:
    """A paragraph for each block of the page, a heading's with its level."""
    runs: list[Run] = []
    level, kind = 0, ""

    def say(text: str | None, href: str | None) -> None:
        if text:
            runs.append(Run(text, href))

    def walk(element: XmlElement, href: str | None = None) -> Iterator[Paragraph]:
        nonlocal level, kind
        if not isinstance(element.tag, str) or element.tag in _UNSEEN:
            return
        is_block = element.tag in _BLOCKS
        if is_block:
            yield taken()
            match = _HEADING.fullmatch(element.tag)
            level, kind = int(match[1]) if match else 0, "bullet" if element.tag == "li" else ""
        if element.tag == "a" and element.get("href"):
            href = element.get("href")
        say(" " if element.tag in {"br", "td", "th"} else None, None)
        say(element.get("alt") if element.tag == "img" else element.text, href)
        for child in element:
            yield from walk(child, href)
            say(child.tail, href)
        if is_block:
            yield taken()
            level, kind = 0, ""

    def taken() -> Paragraph:
        found = tuple(merged(iter(runs)))
        runs.clear()
        return Paragraph(found, "bullet" if kind else "", heading=level)

    yield from walk(root)
