"""Reads a .pptx whole: every word of every slide in reading order, links, tables, files, films, notes.

A bad detail is a remark with its slide and never an error; `UnreadablePackage` only where there are no
slides to read. What stands on layouts is said once.
"""

from __future__ import annotations

from collections.abc import Iterator, Set
from pathlib import Path

from knowledge.documents.office.deck_numbers import (
    NumberedBox,
    is_only_a_number,
    numbered_box,
    typed_numbers,
)
from knowledge.documents.office.deck_order import Placed, in_reading_order
from knowledge.documents.office.deck_shapes import ShapeReader, shapes_below
from knowledge.documents.office.deck_text import SlideText, is_page_number, placeholder_of
from knowledge.documents.office.drawings import Drawings
from knowledge.documents.office.items import (
    OfficeBlock,
    OfficeDeck,
    Paragraph,
    Remark,
    Run,
    Slide,
    lines_in,
)
from knowledge.documents.office.own_words import words_of_deck
from knowledge.documents.office.package import (
    Package,
    XmlElement,
    attribute,
    child_of,
    figure,
    local,
)

_TITLES = {"title", "ctrTitle"}
_NOT_NOTES = {"sldImg", "sldNum", "hdr", "ftr", "dt"}


def read_deck_file(source: bytes | Path) -> OfficeDeck:
    """The deck, with its slides in the order in which they are shown."""
    package = Package(source)
    main = package.main_part("ppt/presentation.xml")
    names = list(_slide_parts(package, main))
    slides = {name.lower(): number for number, name in enumerate(names, start=1)}
    deck = OfficeDeck([], title=package.title())
    drawings = Drawings(package, deck.remarks)

    def readers() -> Iterator[_SlideReader]:
        return (
            _SlideReader(drawings, slides, name, number)
            for number, name in enumerate(names, start=1)
        )

    typed = _typed_numbers(readers(), len(names), _size(package.xml(main)))
    for reader in readers():
        slide = reader.read({box.at for box in typed if box.slide == reader.slide.number})
        if slide.is_hidden:
            deck.remarks.append(_hidden(slide))
        else:
            deck.slides.append(slide)
    if typed:
        texts = "\n".join(box.text for box in typed)
        deck.remarks.append(Remark("furniture", "Numbers of the slides, typed in boxes", texts))
    beside = _layouts(package, names)
    deck.remarks += _layout_words(drawings, beside)
    deck.words = list(words_of_deck(package, names, beside))
    deck.remarks += [Remark("unread", fault) for fault in dict.fromkeys(package.faults)]
    deck.remarks = _once(deck.remarks)
    return deck


def _hidden(slide: Slide) -> Remark:
    """A slide that the show leaves out, as hidden text is left out."""
    lines = [slide.title, *lines_in(slide.blocks), *slide.notes]
    what = "A slide that is hidden in the slide show; show it there, and it is read"
    return Remark("hidden", what, "\n".join(filter(None, lines)), slide.place)


def _slide_parts(package: Package, main: str) -> Iterator[str]:
    """The slides in their order; one whose entry or part is missing is passed over."""
    root = package.xml(main, must_be_whole=True)
    relations = package.relations(main)
    listed = child_of(root, "sldIdLst")
    for entry in listed if listed is not None else ():
        key = next((str(v) for k, v in entry.items() if k.endswith("}id")), "")
        relation = relations.get(key)
        if relation is not None and not relation.is_external and relation.target in package:
            yield relation.target


def _size(root: XmlElement) -> tuple[int, int]:
    """Width and height of the slides in EMU."""
    size = child_of(root, "sldSz")
    return figure(attribute(size, "cx"), 9_144_000), figure(attribute(size, "cy"), 6_858_000)


def _typed_numbers(
    readers: Iterator[_SlideReader], slides: int, size: tuple[int, int]
) -> list[NumberedBox]:
    """Boxes that hold only the number of their slide; they are no words of a page."""
    return typed_numbers([box for each in readers for box in each.numbered_boxes(size)], slides)


def _layouts(package: Package, slides: list[str]) -> list[str]:
    """The layouts that slides use, and the masters of those."""
    layouts = dict.fromkeys(
        layout for name in slides for layout in package.related(name, "slideLayout")
    )
    masters = dict.fromkeys(
        master for layout in layouts for master in package.related(layout, "slideMaster")
    )
    return [*layouts, *masters]


def _layout_words(drawings: Drawings, parts: list[str]) -> Iterator[Remark]:
    """Words of boxes on layouts, each said once: they are seen on every slide."""
    seen: set[str] = set()
    for part in parts:
        root = drawings.package.xml(part)
        tree = child_of(root, "cSld", "spTree")
        for shape in shapes_below(tree) if tree is not None else ():
            if local(shape) == "sp" and placeholder_of(shape) is not None:
                continue
            for paragraph in shape.iter("{*}p"):
                text = " ".join("".join(n.text or "" for n in paragraph.iter("{*}t")).split())
                if any(map(str.isalnum, text)) and text not in seen:
                    seen.add(text)
                    yield Remark("layout", "Text on the layout of the slides, seen on each", text)


def _once(remarks: list[Remark]) -> list[Remark]:
    """The remarks, with what stands at the foot of every slide said once."""
    seen: set[tuple[str, str]] = set()
    kept = []
    for remark in remarks:
        key = remark.what, remark.text
        if remark.kind != "furniture" or key not in seen:
            kept.append(remark)
        seen.add(key)
    return kept


class _SlideReader:
    """Reads one slide; remarks go to the deck."""

    def __init__(self, drawings: Drawings, slides: dict[str, int], part: str, number: int) -> None:
        self.drawings, self.package, self.part = drawings, drawings.package, part
        self.slide = Slide(number)
        self.text = SlideText(self.package, slides, drawings.remarks, part, self.slide.place)
        self.shapes = ShapeReader(drawings, self.text, self._ordered)
        self.inherited = _InheritedPlaces(self.package, part)

    def numbered_boxes(self, size: tuple[int, int]) -> Iterator[NumberedBox]:
        """Boxes at its edges that hold nothing but a number, typed."""
        root = self.package.xml(self.part)
        for at, shape in enumerate(root.iter("{*}sp") if root is not None else ()):
            text = " ".join(self._words(shape).split())
            if not is_only_a_number(text) or is_page_number(shape):
                continue
            if placeholder_of(shape) in _TITLES:
                continue
            if box := numbered_box(self.slide.number, at, text, self._placed(shape), size):
                yield box

    def read(self, typed: Set[int] = frozenset()) -> Slide:
        """The slide, without the shapes at these places, which hold only its number."""
        slide = self.slide
        root = self.package.xml(self.part)
        tree = child_of(root, "cSld", "spTree")
        if root is None or tree is None:
            self.drawings.remark("A slide that cannot be read", "", slide.place)
            return slide
        self.shapes.typed_numbers = [
            shape for at, shape in enumerate(root.iter("{*}sp")) if at in typed
        ]
        shapes = self._ordered(tree)
        title = next((shape for shape in shapes if self._is_title(shape)), None)
        if title is not None:
            self._take_title(title)
        for shape in shapes:
            if shape is not title:
                slide.blocks += self.shapes.blocks(shape)
        slide.placeholders = frozenset(
            str(each.get("type") or "body") for each in root.iter("{*}ph")
        )
        slide.is_hidden = root.get("show") in {"0", "false"}
        if next(root.iter("{*}bg"), None) is not None:
            self._background(root)
        slide.blocks += self._controls(root)
        slide.notes = list(self._notes())
        self._comments()
        return slide

    def _is_title(self, shape: XmlElement) -> bool:
        return (
            local(shape) == "sp"
            and placeholder_of(shape) in _TITLES
            and bool(any(map(str.isalnum, self._words(shape))))
        )

    def _words(self, shape: XmlElement) -> str:
        return "".join(node.text or "" for node in shape.iter("{*}t"))

    def _take_title(self, shape: XmlElement) -> None:
        """The title's words; its links, which a title cannot hold, are the first lines below it."""
        body = child_of(shape, "txBody")
        found = list(self.text.paragraphs(shape, body, "title")) if body is not None else []
        self.slide.title = " ".join(paragraph.text for paragraph in found)
        links = (tuple(run for run in each.runs if run.href) for each in found)
        self.slide.blocks += [Paragraph(runs, place=self.slide.place) for runs in links if runs]

    # --- order ---

    def _ordered(self, tree: XmlElement) -> list[XmlElement]:
        """The shapes below a tree in reading order, its title first."""
        found = list(shapes_below(tree))
        titles = [shape for shape in found if placeholder_of_itself(shape) in _TITLES]
        others = [self._placed(shape) for shape in found if shape not in titles]
        return [*titles, *in_reading_order(others)]

    def _placed(self, shape: XmlElement) -> Placed:
        frame = child_of(shape, "spPr", "xfrm")
        if frame is None:
            frame = child_of(shape, "grpSpPr", "xfrm")
        if frame is None:
            frame = child_of(shape, "xfrm")
        if frame is None or child_of(frame, "off") is None:
            frame = self.inherited.frame(shape)
        offset, extent = child_of(frame, "off"), child_of(frame, "ext")
        left, top = figure(attribute(offset, "x")), figure(attribute(offset, "y"))
        width, height = figure(attribute(extent, "cx")), figure(attribute(extent, "cy"))
        return Placed(shape, left, top, left + max(width, 1), top + max(height, 1))

    # --- beside the slide ---

    def _notes(self) -> Iterator[str]:
        for name in self.package.related(self.part, "notesSlide"):
            root = self.package.xml(name)
            for shape in root.iter("{*}sp") if root is not None else ():
                body = child_of(shape, "txBody")
                if body is None or placeholder_of(shape) in _NOT_NOTES:
                    continue
                lines = (self._noted(paragraph, name) for paragraph in body.iter("{*}p"))
                text = "\n".join(lines).replace("\v", "\n").strip()
                if any(map(str.isalnum, text)):
                    yield text

    def _noted(self, paragraph: XmlElement, part: str) -> str:
        """A paragraph of the notes, with the addresses of its links in brackets."""
        pieces = []
        for child in paragraph:
            pieces.append("\n" if local(child) == "br" else "")
            pieces += [node.text or "" for node in child.iter("{*}t")]
            click = child_of(child, "rPr", "hlinkClick")
            address = self.drawings.address(click, part)
            if address and address not in "".join(pieces):
                pieces.append(f" ({address})")
        return "".join(pieces)

    def _background(self, root: XmlElement) -> None:
        if child_of(root, "cSld", "bg", "bgPr", "blipFill") is not None:
            self.drawings.remark("A picture behind the slide was left out", "", self.slide.place)

    def _controls(self, root: XmlElement) -> Iterator[OfficeBlock]:
        """Boxes and buttons that only run in Windows."""
        controls = child_of(root, "cSld", "controls")
        for control in controls.iter("{*}control") if controls is not None else ():
            if text := self.drawings.active_control(control, self.part, self.slide.place):
                yield Paragraph((Run(text),), place=self.slide.place, is_box=True)

    def _comments(self) -> None:
        for name in self.package.related(self.part, "comments"):
            root = self.package.xml(name)
            words = " ".join(
                text.strip()
                for text in (root.itertext() if root is not None else ())
                if text.strip()
            )
            if words:
                what = "A comment in the margin of the slide"
                self.drawings.remark(what, words, self.slide.place, "comment")


def placeholder_of_itself(shape: XmlElement) -> str | None:
    """The kind of a shape that is a placeholder, and not of one in a group."""
    return placeholder_of(shape) if local(shape) != "grpSp" else None


class _InheritedPlaces:
    """Where placeholders stand that say nothing themselves: as on the layout, or as on its master."""

    def __init__(self, package: Package, part: str) -> None:
        self.package, self.part = package, part
        self._shapes: list[XmlElement] | None = None

    def frame(self, shape: XmlElement) -> XmlElement:
        """The a:xfrm that holds for a placeholder; None where nothing says it."""
        wanted = next(shape.iter("{*}ph"), None)
        if wanted is None:
            return None
        found = [other for other in self._above() if self._is_same(wanted, other)]
        frames = (child_of(other, "spPr", "xfrm") for other in found)
        return next((frame for frame in frames if frame is not None), None)

    def _is_same(self, wanted: XmlElement, other: XmlElement) -> bool:
        ph = next(other.iter("{*}ph"), None)
        if ph is None:
            return False
        if wanted.get("idx") and wanted.get("idx") == ph.get("idx"):
            return True
        return bool((wanted.get("type") or "body") == (ph.get("type") or "body"))

    def _above(self) -> list[XmlElement]:
        if self._shapes is None:
            self._shapes = []
            for layout in self.package.related(self.part, "slideLayout"):
                for name in (layout, *self.package.related(layout, "slideMaster")):
                    root = self.package.xml(name)
                    self._shapes += list(root.iter("{*}sp")) if root is not None else []
        return self._shapes
