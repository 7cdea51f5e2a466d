"""Every word that a file's own XML says, whatever a reader made of it: the account is checked by this.

Words count that a reader of the file sees: not what tracked changes deleted, not codes of fields, and
of alternate content one branch.
"""

from __future__ import annotations

from collections.abc import Iterator

from knowledge.documents.office.package import Package, XmlElement, attribute, is_deleted, local

_STRUCK_OUT = {"del", "moveFrom", "instrText", "delText", "delInstrText", "fldData"}
_SPACES = {"tab", "br", "cr", "ptab"}


def words_of_word(package: Package, main: str) -> Iterator[tuple[str, str]]:
    """(place, words) of every paragraph of a .docx, in the body and beside it."""
    kinds = ("footnotes", "endnotes", "header", "footer", "comments")
    yield from _paragraphs(package.xml(main), "paragraph")
    for kind in kinds:
        for part in package.related(main, kind):
            yield from _told_once(_paragraphs(package.xml(part), kind), kind)
    parts = [main, *(part for kind in kinds for part in package.related(main, kind))]
    yield from _drawn(package, parts)


def words_of_deck(
    package: Package, slides: list[str], beside: list[str]
) -> Iterator[tuple[str, str]]:
    """(place, words) of every paragraph of a .pptx: slides, notes, comments, layouts in use."""
    for number, part in enumerate(slides, start=1):
        place = f"slide {number}"
        notes = package.related(part, "notesSlide", "comments")
        for name in (part, *notes):
            for _, text in _paragraphs(package.xml(name), place, skip=_is_page_number):
                yield place, text
        for _, text in _drawn(package, [part]):
            yield place, text
    seen: set[str] = set()
    for part in beside:
        for _, text in _paragraphs(package.xml(part), "layout", skip=_is_placeholder):
            if text not in seen:
                seen.add(text)
                yield "layout", text


def _told_once(found: Iterator[tuple[str, str]], kind: str) -> Iterator[tuple[str, str]]:
    seen: set[str] = set()
    for place, text in found:
        if kind in {"header", "footer"} and (text in seen or not any(map(str.isalpha, text))):
            continue
        seen.add(text)
        yield place, text


def _drawn(package: Package, parts: list[str]) -> Iterator[tuple[str, str]]:
    """Words of the diagrams and charts that parts refer to."""
    for part in parts:
        for name in package.related(part, "diagramData", "chart", "chartEx"):
            yield from _paragraphs(package.xml(name), "drawing")


def _paragraphs(root: XmlElement, place: str, skip: XmlElement = None) -> Iterator[tuple[str, str]]:
    if root is None:
        return
    walk = _Walk(place, skip)
    walk.below(root)
    for where, pieces in walk.found:
        text = " ".join("".join(pieces).split())
        if text:
            yield where, text


class _Walk:
    """Gathers texts by the paragraph that they stand in."""

    def __init__(self, place: str, skip: XmlElement) -> None:
        self.place, self.skip = place, skip
        self.found: list[tuple[str, list[str]]] = []
        self.open: list[list[str]] = []
        self.codes: list[bool] = []
        self.count = 0

    def below(self, element: XmlElement) -> None:
        for child in element:
            name = local(child)
            if not name or name in _STRUCK_OUT or (self.skip and self.skip(child)):
                continue
            if name in {"tr", "tc"} and is_deleted(child):
                continue
            if name in {"p", "text"} and name != "t":
                self._paragraph(child)
            elif name == "t":
                self._text(child)
            elif name in _SPACES:
                self._say(" ")
            elif name == "fldChar":
                self._field(attribute(child, "fldCharType"))
            else:
                self.below(child)

    def _paragraph(self, element: XmlElement) -> None:
        self.count += 1
        place = f"{self.place} {self.count}" if self.place == "paragraph" else self.place
        pieces: list[str] = []
        self.found.append((place, pieces))
        self.open.append(pieces)
        if element.text and element.text.strip():
            pieces.append(element.text)
        self.below(element)
        self.open.pop()

    def _text(self, element: XmlElement) -> None:
        if len(element):
            # dgm:t and cx:t hold paragraphs.
            self.below(element)
        else:
            self._say(element.text or "")

    def _say(self, text: str) -> None:
        if any(self.codes):
            return
        if self.open:
            self.open[-1].append(text)
        elif text.strip():
            self.found.append((self.place, [text]))

    def _field(self, kind: str) -> None:
        if kind == "begin":
            self.codes.append(True)
        elif kind == "separate" and self.codes:
            self.codes[-1] = False
        elif kind == "end" and self.codes:
            self.codes.pop()


def _is_placeholder(shape: XmlElement) -> bool:
    return local(shape) == "sp" and next(shape.iter("{*}ph"), None) is not None


def _is_page_number(shape: XmlElement) -> bool:
    """Whether a shape holds only the number of its slide."""
    if local(shape) != "sp":
        return False
    texts = [node for node in shape.iter("{*}t") if (node.text or "").strip()]
    return bool(texts) and all(
        local(node.getparent()) == "fld" and node.getparent().get("type") == "slidenum"
        for node in texts
    )
