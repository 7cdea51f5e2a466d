"""Every word that a file's own XML says, whatever a reader made of it: the account is checked by this.

Words count that a reader of the file sees: not what tracked changes deleted, not codes of fields, and
of alternate content one branch.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

from knowledge.documents.office.deck_text import font_of as font_on_slides
from knowledge.documents.office.deck_text import is_page_number
from knowledge.documents.office.formula import formula
from knowledge.documents.office.package import (
    Package,
    XmlElement,
    attribute,
    is_deleted,
    local,
    with_joined_paragraphs,
)
from knowledge.documents.office.signs import signs
from knowledge.documents.office.word_styles import Styles

_FontOf = Callable[[XmlElement, XmlElement], str]

_STRUCK_OUT = {"del", "moveFrom", "instrText", "delText", "delInstrText", "fldData"}
_SPACES = {"tab": " ", "br": " ", "cr": " ", "ptab": " ", "noBreakHyphen": "-"}


def words_of_word(package: Package, main: str, styles: Styles) -> Iterator[tuple[str, str]]:
    """(place, words) of every paragraph of a .docx, in the body and beside it."""
    kinds = ("footnotes", "endnotes", "header", "footer", "comments")
    root = with_joined_paragraphs(package.xml(main))
    yield from _paragraphs(root, "paragraph", font_of=styles.font)
    for kind in kinds:
        for part in package.related(main, kind):
            root = with_joined_paragraphs(package.xml(part))
            found = _paragraphs(root, kind, font_of=styles.font)
            yield from _told_once(found, kind)
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
            for each in (name, *package.related(name, "chartUserShapes")):
                yield from _paragraphs(package.xml(each), "drawing")


def _paragraphs(
    root: XmlElement, place: str, skip: XmlElement = None, font_of: _FontOf = font_on_slides
) -> Iterator[tuple[str, str]]:
    if root is None:
        return
    walk = _Walk(place, skip, font_of)
    walk.below(root)
    for where, pieces in walk.found:
        text = " ".join("".join(pieces).split())
        if text:
            yield where, text


class _Walk:
    """Gathers texts by the paragraph that they stand in."""

    def __init__(self, place: str, skip: XmlElement, font_of: _FontOf) -> None:
        self.place, self.skip, self.font_of = place, skip, font_of
        self.paragraph: XmlElement = None
        self.font = ""
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
            elif name == "r":
                self.font = self.font_of(child, self.paragraph)
                self.below(child)
                self.font = ""
            elif name == "oMath":
                self._say(_said_by(child))
            elif name in _SPACES:
                self._say(_SPACES[name])
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
        outer, self.paragraph = (self.paragraph, self.font), element
        self.below(element)
        self.paragraph, self.font = outer
        self.open.pop()

    def _text(self, element: XmlElement) -> None:
        if len(element):
            # dgm:t and cx:t hold paragraphs.
            self.below(element)
        else:
            self._say(signs(element.text or "", self.font))

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


def _said_by(element: XmlElement) -> str:
    """A formula as it is written in a line, where that has all its letters; else those alone."""
    own = "".join(
        node.text or ""
        for node in element.iter("{*}t")
        if not any(local(above) in _STRUCK_OUT for above in node.iterancestors())
    )
    said = formula(element)
    return own if Counter("".join(own.split())) - Counter(said) else said


def _is_placeholder(shape: XmlElement) -> bool:
    return local(shape) == "sp" and next(shape.iter("{*}ph"), None) is not None


def _is_page_number(shape: XmlElement) -> bool:
    """Whether a shape holds only the number of its slide."""
    return local(shape) == "sp" and is_page_number(shape)
