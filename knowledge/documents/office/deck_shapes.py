"""What a shape of a slide holds: words, a picture, a film, a table, a chart, a diagram, a file, a group."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from knowledge.blocks.alt_text import description
from knowledge.documents.office.deck_text import SlideText, is_page_number, placeholder_of
from knowledge.documents.office.drawings import VIDEOS, Drawings
from knowledge.documents.office.embedded import part_extension
from knowledge.documents.office.items import Embedded, OfficeBlock, Paragraph, Run
from knowledge.documents.office.package import R, XmlElement, attribute, child_of, local

_SHAPES = {"sp", "grpSp", "graphicFrame", "pic", "cxnSp", "contentPart"}
_FURNITURE = {"dt", "ftr", "sldNum", "hdr"}


def shapes_below(tree: XmlElement) -> Iterator[XmlElement]:
    """The shapes directly below a tree or group."""
    return (element for element in tree if local(element) in _SHAPES)


class ShapeReader:
    """Reads the shapes of one slide; what has no place in a text is remarked."""

    def __init__(
        self, drawings: Drawings, text: SlideText, ordered: Callable[[XmlElement], list[XmlElement]]
    ) -> None:
        self.drawings, self.text, self.ordered = drawings, text, ordered
        self.part, self.place = text.part, text.place
        self.typed_numbers: list[XmlElement] = []
        """Shapes that say only the number of the slide."""

    def blocks(self, shape: XmlElement) -> list[OfficeBlock]:
        """What the shape holds, in reading order."""
        if shape in self.typed_numbers:
            return []
        properties = next(shape.iter("{*}cNvPr"), None)
        if properties is not None and properties.get("hidden") in {"1", "true"}:
            words = " ".join(node.text or "" for node in shape.iter("{*}t"))
            self._remark("A shape that is hidden on the slide", words, "hidden")
            return []
        if placeholder_of(shape) in _FURNITURE and local(shape) == "sp":
            self._furniture(shape)
            return []
        reader = _READERS.get(local(shape), ShapeReader._words)
        return reader(self, shape, properties)

    def _remark(self, what: str, text: str = "", kind: str = "unread") -> None:
        self.drawings.remark(what, text, self.place, kind)

    def _furniture(self, shape: XmlElement) -> None:
        """Foot, date and number of the slide; a number alone is nothing to report."""
        if placeholder_of(shape) == "sldNum" and is_page_number(shape):
            return
        text = " ".join(node.text or "" for node in shape.iter("{*}t")).strip()
        if any(map(str.isalnum, text)):
            self._remark("Footer, date or number of the slide", text, "furniture")

    def _alt(self, properties: XmlElement, what: str, *, has_words: bool = False) -> None:
        """Its description and its link go to the report; the link of a shape with words is on them."""
        if alt := description(properties.get("descr") if properties is not None else ""):
            self._remark(f"Alternative text of {what}", alt, "alt")
        address = self.drawings.address(child_of(properties, "hlinkClick"), self.part)
        address = address or self.drawings.address(child_of(properties, "hlinkHover"), self.part)
        if address and not has_words:
            self._remark(f"A link on {what}", address, "jump")

    # --- words, groups ---

    def _words(self, shape: XmlElement, properties: XmlElement) -> list[OfficeBlock]:
        found: list[OfficeBlock] = []
        body = child_of(shape, "txBody")
        if body is not None and not is_page_number(body):
            found += self.text.paragraphs(shape, body, placeholder_of(shape))
        fill = child_of(shape, "spPr", "blipFill", "blip")
        if fill is not None:
            picture = self.drawings.picture(fill, self.part, self.place, properties)
            return [*found, picture] if picture else found
        self._alt(properties, "a shape", has_words=bool(found))
        return found

    def _group(self, shape: XmlElement, properties: XmlElement) -> list[OfficeBlock]:
        found = [block for child in self.ordered(shape) for block in self.blocks(child)]
        own = child_of(shape, "nvGrpSpPr", "cNvPr")
        self._alt(own, "a group of shapes")
        return found

    # --- pictures and films ---

    def _picture(self, shape: XmlElement, properties: XmlElement) -> list[OfficeBlock]:
        film = next(shape.iter("{*}videoFile", "{*}quickTimeFile"), None)
        sound = next(shape.iter("{*}audioFile", "{*}wavAudioFile"), None)
        blip = next(shape.iter("{*}blip"), None)
        if film is None and sound is not None:
            name = (properties.get("name") or "") if properties is not None else ""
            self._remark("A sound recording, which the hub cannot hold", name)
            return []
        still = None
        if blip is not None:
            still = self.drawings.picture(blip, self.part, self.place, properties)
        if film is not None:
            return self._film(shape, film, properties, still)
        return [still] if still is not None else []

    def _film(
        self, shape: XmlElement, film: XmlElement, properties: XmlElement, still: Embedded | None
    ) -> list[OfficeBlock]:
        name = _name_of(properties)
        media = next(shape.iter("{*}media"), None)
        keys = [
            media.get(f"{R}embed") if media is not None else None,
            media.get(f"{R}link") if media is not None else None,
            attribute(film, "link"),
        ]
        for key in filter(None, keys):
            relation = self.drawings.relation(self.part, key)
            if relation is None:
                continue
            if relation.is_external:
                return self._film_elsewhere(relation.target, name, still)
            extension = part_extension(relation.target)
            if extension not in VIDEOS:
                self._remark(f"A video in a format that browsers do not play ({extension})", name)
                return []
            data = self.drawings.package.read(relation.target)
            if data is not None:
                title = name.rsplit(".", 1)[0] if name.lower().endswith(tuple(VIDEOS)) else name
                alt = still.alt if still else ""
                return [
                    Embedded(
                        "video", data, extension, title, alt, poster=still, place=self.place
                    )
                ]  # fmt: skip
        self._remark("A video whose file is missing", name)
        return []

    def _film_elsewhere(self, address: str, name: str, still: Embedded | None) -> list[OfficeBlock]:
        if not address.lower().startswith(("http://", "https://")):
            self._remark("A video that is not inside the file", f"{name} {address}".strip())
            return []
        return [Embedded("video", b"", "", name, poster=still, place=self.place, href=address)]

    # --- frames ---

    def _frame(self, shape: XmlElement, properties: XmlElement) -> list[OfficeBlock]:
        self._alt(properties, "a table, chart or diagram")
        table = next(shape.iter("{*}tbl"), None)
        if table is not None:
            return [self.text.table(table)]
        ole = next(shape.iter("{*}oleObj"), None)
        if ole is not None:
            file = self.drawings.file(ole, self.part, self.place)
            if file is not None and next(ole.iter("{*}blip"), None) is not None:
                self._remark("The icon of an embedded file was left out")
            return [file] if file is not None else []
        diagram = next(shape.iter("{*}relIds"), None)
        if diagram is not None:
            return list(self.drawings.diagram(diagram, self.part, self.place))
        chart = next((e for e in shape.iter("{*}chart") if attribute(e, "id")), None)
        if chart is not None:
            self.drawings.chart(chart, self.part, self.place)
            return []
        texts = ("".join(n.text or "" for n in p.iter("{*}t")) for p in shape.iter("{*}p"))
        return [Paragraph((Run(text),), place=self.place) for text in texts if text.strip()]


def _name_of(properties: XmlElement) -> str:
    """What a film is called: by its description, its title, or a name that a person gave it."""
    if properties is None:
        return ""
    title = description(properties.get("title"))
    name = " ".join((properties.get("name") or "").split())
    own = name if description(name.rsplit(".", 1)[0]) else ""
    return title or description(properties.get("descr")) or own or name


_Reader = Callable[[ShapeReader, Any, Any], list[OfficeBlock]]
_READERS: dict[str, _Reader] = {
    "grpSp": ShapeReader._group,
    "pic": ShapeReader._picture,
    "graphicFrame": ShapeReader._frame,
}
