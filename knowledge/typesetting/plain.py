"""Makes of a page as visitors get it plain text that a document keeps: a few kinds of blocks, no more.

Headings without gaps, paragraphs, lists, quotations, tables with headings, pictures with words for them
and links. Every other element is opened up or left out, and nothing else of the page's markup
gets through; so what is kept is harmless, and PDF and Word can be made of it without surprises. What
belongs to the living site alone is left out: navigation, forms, players, and whatever has `data-live`.
"""

from __future__ import annotations

import re
from typing import Protocol

from lxml import html
from lxml.etree import SubElement
from lxml.html import HtmlElement

HEADINGS = {f"h{level}": level for level in range(1, 7)}
LOWEST = 6
STYLES = {"b": "strong", "strong": "strong", "em": "em", "i": "em", "sub": "sub", "sup": "sup"}
STYLES |= {"mark": "mark", "code": "code"}
INLINE = {*STYLES, "a", "abbr", "bdi", "br", "cite", "img", "picture", "q", "small", "span", "time"}
DROPPED = {
    "nav",
    "form",
    "search",
    "button",
    "input",
    "select",
    "textarea",
    "dialog",
    "script",
    "style",
}
DROPPED |= {"svg", "video", "audio", "iframe", "object", "template", "noscript", "source", "link"}
_SPACES = re.compile(r"[ \t\n\r\f]+")


class Addresses(Protocol):
    """What becomes of a page's addresses."""

    def link(self, address: str) -> str:
        """The address that the document keeps; empty where there is no link."""

    def picture(self, address: str) -> str:
        """The same of a picture; empty where it is not there."""


def plain_html(page: HtmlElement, addresses: Addresses) -> str:
    """The text of a page's main part. Its first `h1` is left out: a document has the title by itself."""
    out = html.Element("div")
    title = page.find(".//h1")
    if title is not None:
        for child in list(title):
            title.remove(child)
        title.text, title.tag = "", "p"
    _Writer(addresses).blocks(page, out)
    return "\n".join(html.tostring(block, encoding="unicode", with_tail=False) for block in out)


class _Writer:
    """Goes through a page once."""

    def __init__(self, addresses: Addresses) -> None:
        self.addresses = addresses
        self.level = 1
        self.ids: list[str] = []
        """Of elements that are opened up: the next block takes them over."""

    def blocks(self, source: HtmlElement, out: HtmlElement) -> None:
        """What stands in the source, as blocks."""
        loose = html.Element("p")
        _say(loose, source.text)
        for child in source:
            if _is_dropped(child):
                pass
            elif child.tag in INLINE:
                self._note_id(child)
                self._inline_element(child, loose)
            else:
                self._finish(loose, out)
                loose = html.Element("p")
                self._note_id(child)
                self._block(child, out)
            _say(loose, child.tail)
        self._finish(loose, out)

    def _block(self, source: HtmlElement, out: HtmlElement) -> None:
        if source.tag in HEADINGS:
            self._heading(source, HEADINGS[source.tag], out)
        elif source.tag in {"p", "pre", "figcaption", "summary"}:
            self.blocks(source, out)
        elif source.tag in {"ul", "ol"}:
            self._list(source, out)
        elif source.tag == "table":
            self._table(source, out)
        elif source.tag == "dl":
            self._pairs(source, out)
        elif source.tag == "blockquote":
            self._quotation(source, out)
        elif source.tag == "details":
            self._details(source, out)
        else:
            self.blocks(source, out)

    def _heading(self, source: HtmlElement, level: int, out: HtmlElement) -> None:
        level = min(max(level, 2), self.level + 1, LOWEST)
        heading = html.Element(f"h{level}")
        self._inline(source, heading)
        if self._finish(heading, out):
            self.level = level

    def _details(self, source: HtmlElement, out: HtmlElement) -> None:
        """What is folded is open; its name is a heading below the one before it."""
        before = self.level
        summary = source.find("summary")
        if summary is not None:
            self._heading(summary, before + 1, out)
            summary.drop_tree()
        self.blocks(source, out)
        self.level = before

    def _list(self, source: HtmlElement, out: HtmlElement) -> None:
        made = html.Element(source.tag)
        for name in ("start", "reversed"):
            if source.tag == "ol" and name in source.attrib:
                made.set(name, source.attrib[name])
        for item in source.iterchildren("li"):
            if not _is_dropped(item):
                self._note_id(item)
                self._cell(item, SubElement(made, "li"))
        for item in list(made):
            if _is_empty(item):
                made.remove(item)
        if len(made):
            out.append(made)

    def _table(self, source: HtmlElement, out: HtmlElement) -> None:
        made = html.Element("table")
        caption = source.find("caption")
        if caption is not None:
            self._cell(caption, SubElement(made, "caption"))
        rows = [row for row in source.iter("tr") if next(row.iterancestors("table")) is source]
        heads = [row for row in rows if row.getparent().tag == "thead"]
        if not heads and rows and all(cell.tag == "th" for cell in rows[0]):
            heads = rows[:1]
        for part, members in (
            ("thead", heads),
            ("tbody", [row for row in rows if row not in heads]),
        ):
            if members:
                self._rows(members, SubElement(made, part))
        if rows:
            out.append(made)

    def _rows(self, rows: list[HtmlElement], part: HtmlElement) -> None:
        usual = "col" if part.tag == "thead" else "row"
        for row in rows:
            made = SubElement(part, "tr")
            for cell in row.iterchildren("th", "td"):
                self._note_id(cell)
                new = SubElement(made, cell.tag)
                if cell.tag == "th":
                    new.set("scope", cell.get("scope") or usual)
                for name in ("colspan", "rowspan"):
                    if cell.get(name, "1").isdigit() and int(cell.get(name, "1")) > 1:
                        new.set(name, cell.get(name))
                self._cell(cell, new)

    def _pairs(self, source: HtmlElement, out: HtmlElement) -> None:
        """A list of names and what is said of them, as a table of two columns."""
        body = SubElement(html.Element("table"), "tbody")
        said: HtmlElement | None = None
        for part in source.iter("dt", "dd"):
            self._note_id(part)
            if part.tag == "dt":
                row = SubElement(body, "tr")
                self._cell(part, SubElement(row, "th", scope="row"))
                said = SubElement(row, "td")
            elif said is not None:
                self._cell(part, said)
        if len(body):
            out.append(body.getparent())

    def _quotation(self, source: HtmlElement, out: HtmlElement) -> None:
        made = html.Element("blockquote")
        self.blocks(source, made)
        if len(made):
            out.append(made)

    def _cell(self, source: HtmlElement, cell: HtmlElement) -> None:
        """What stands in an item or a cell, as lines; lists and tables stay what they are."""
        if self.ids and "id" not in cell.attrib:
            cell.set("id", self.ids.pop(0))
        before, inside = self.level, html.Element("div")
        self.blocks(source, inside)
        self.level = before
        for block in [each for part in inside for each in _opened(part)]:
            if block.tag in {"ul", "ol", "table"}:
                cell.append(block)
                continue
            if not _is_empty(cell):
                SubElement(cell, "br")
            line = cell
            if block.tag in HEADINGS and cell.tag != "th":
                line = SubElement(cell, "strong")
            if "id" in block.attrib:
                _keep_id(block.attrib["id"], cell, line)
            _say(line, block.text)
            line.extend(list(block))
        if source.get("lang"):
            cell.set("lang", source.get("lang"))

    def _inline(self, source: HtmlElement, out: HtmlElement) -> None:
        _say(out, source.text)
        for child in source:
            if not _is_dropped(child):
                self._inline_element(child, out)
            _say(out, child.tail)

    def _inline_element(self, source: HtmlElement, out: HtmlElement) -> None:
        if source.tag == "br":
            SubElement(out, "br")
        elif source.tag == "img":
            self._picture(source, out)
        elif source.tag == "a":
            self._link(source, out)
        elif source.tag in STYLES or source.get("lang"):
            styled = SubElement(out, STYLES.get(source.tag, "span"))
            if source.get("lang"):
                styled.set("lang", source.get("lang"))
            self._inline(source, styled)
        elif source.tag in INLINE:
            self._inline(source, out)
        else:
            _say(out, " ")
            self._inline(source, out)
            _say(out, " ")

    def _picture(self, source: HtmlElement, out: HtmlElement) -> None:
        words = " ".join(source.get("alt", "").split())
        address = self.addresses.picture(source.get("src", "")) if words else ""
        if not address:
            _say(out, words)
            return
        picture = SubElement(out, "img", src=address, alt=words)
        for name in ("width", "height"):
            if source.get(name, "").isdigit():
                picture.set(name, source.get(name))

    def _link(self, source: HtmlElement, out: HtmlElement) -> None:
        """Its words alone: readers of PDF get a link of its own for each style within one."""
        inside = html.Element("span")
        self._inline(source, inside)
        for picture in list(inside.iter("img")):
            picture.drop_tree()
            picture.tail = None
            out.append(picture)
        words = inside.text_content()
        address = self.addresses.link(source.get("href", ""))
        if address and words.strip():
            SubElement(out, "a", href=address).text = words
        else:
            _say(out, words)

    def _note_id(self, source: HtmlElement) -> None:
        if source.get("id"):
            self.ids.append(source.get("id"))

    def _finish(self, block: HtmlElement, out: HtmlElement) -> bool:
        """Tidy the block and put it down, unless nothing stands in it."""
        _tidy(block)
        if _is_empty(block):
            return False
        for number, each in enumerate(self.ids):
            if number == 0:
                block.set("id", each)
            else:
                block.insert(0, html.Element("span", id=each))
                block[0].tail, block.text = block.text, None
        self.ids = []
        out.append(block)
        return True


def _opened(block: HtmlElement) -> list[HtmlElement]:
    return list(block) if block.tag == "blockquote" else [block]


def _keep_id(name: str, cell: HtmlElement, line: HtmlElement) -> None:
    if "id" not in cell.attrib:
        cell.set("id", name)
    else:
        SubElement(line, "span", id=name)


def _is_dropped(element: HtmlElement) -> bool:
    if not isinstance(element.tag, str):
        return True  # a comment
    return (
        element.tag in DROPPED
        or "hidden" in element.attrib
        or "data-live" in element.attrib
        or (element.get("aria-hidden") == "true" and element.tag != "span")
    )


def _is_empty(block: HtmlElement) -> bool:
    return not block.text_content().strip() and block.find(".//img") is None


def _say(element: HtmlElement, words: str | None) -> None:
    """Add words at the element's end."""
    if not words:
        return
    if len(element):
        element[-1].tail = (element[-1].tail or "") + words
    else:
        element.text = (element.text or "") + words


def _tidy(block: HtmlElement) -> None:
    """One space between words, none at the beginning, at the end and beside a line's end."""
    at_start, last = True, (block, "text")
    for element, where in _slots(block):
        words = _SPACES.sub(" ", getattr(element, where) or "")
        if where == "tail" and element.tag == "br":
            at_start = True
        if at_start:
            words = words.lstrip(" ")
        setattr(element, where, words or None)
        if words:
            at_start, last = words.endswith(" "), (element, where)
        elif where == "text" and element.tag == "img":
            at_start, last = False, (element, where)
    element, where = last
    setattr(element, where, (getattr(element, where) or "").rstrip(" ") or None)


def _slots(block: HtmlElement) -> list[tuple[HtmlElement, str]]:
    """Where text may stand, in the order of reading."""
    found = [(block, "text")]
    for child in block:
        found += _slots(child)
        found.append((child, "tail"))
    return found
