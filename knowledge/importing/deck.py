"""Reads a .pptx: every word of every slide in reading order, its links, tables, files, films and notes.

Pure apart from unpacking. Grouped shapes, text boxes, SmartArt, charts and shapes in compatibility
wrappers are read too; what has words but no place in a draft comes back as an `Oddity`.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from lxml import etree
from pptx import Presentation
from pptx.oxml.ns import qn

from knowledge.importing.deck_text import LinkFinder, cell_of, paragraphs_of
from knowledge.importing.items import (
    Embedded,
    Note,
    Oddity,
    Paragraph,
    Part,
    Run,
    Source,
    SourceSection,
    Table,
    words_of,
)

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
_A_T = qn("a:t")
_P14_MEDIA = "{http://schemas.microsoft.com/office/powerpoint/2010/main}media"
_TITLES = {"title", "ctrTitle"}
_FURNITURE = {"dt", "ftr", "sldNum", "hdr"}
PICTURES = {".png", ".jpg", ".jpeg", ".gif", ".webp"}
VIDEOS = {".mp4", ".webm"}
_ROW = 300_000
"""Height in EMU (8 mm) within which shapes count as one row, read from left to right."""


def read_deck(data: bytes, name: str) -> Source:
    """The source in a .pptx. Raises whatever python-pptx raises when the file is broken inside."""
    deck = Presentation(io.BytesIO(data))
    source = Source(name=name, format="pptx", title="")
    numbers = {slide.slide_id: number for number, slide in enumerate(deck.slides, start=1)}
    parts_of_slides = {slide.part.partname: numbers[slide.slide_id] for slide in deck.slides}
    for number, slide in enumerate(deck.slides, start=1):
        reader = _SlideReader(slide, number, source, parts_of_slides)
        section = reader.read()
        if number == 1 and _is_title_slide(slide, section, alone=len(numbers) == 1):
            _take_title(section, source)
        else:
            source.sections.append(section)
    if not source.title:
        source.title = (deck.core_properties.title or "").strip()
        if source.title in {"", "PowerPoint Presentation"}:
            source.title = next((part.title for part in source.sections if part.title), name)
    return source


def _is_title_slide(slide: Any, section: SourceSection, *, alone: bool) -> bool:
    """Whether a first slide only names the deck: by its layout, or by a few short lines and no body."""
    kinds = {element.get("type") for element in slide._element.iter(qn("p:ph"))}
    texts = [part for part in section.parts if isinstance(part, Paragraph)]
    is_short = len(texts) <= 2 and all(len(words_of(part.text)) <= 12 for part in texts)
    has_body = bool({None, "body", "obj"} & kinds)
    return bool(section.title) and (
        bool({"ctrTitle", "subTitle"} & kinds) or (is_short and not has_body and not alone)
    )


def _take_title(section: SourceSection, source: Source) -> None:
    """Title and lines of the title slide; what else is on it is reported, or stands as a section."""
    source.title, source.has_own_title = section.title, True
    rest: list[Part] = []
    for part in section.parts:
        if isinstance(part, Paragraph):
            source.title_lines.append(part)
        elif isinstance(part, Note):
            source.oddities.append(Oddity("Words for the speaker", part.text, section.place))
        elif isinstance(part, Embedded) and part.kind == "picture":
            source.oddities.append(
                Oddity("A picture on the title page was left out", part.alt, section.place)
            )
        else:
            rest.append(part)
    if rest:
        source.sections.append(SourceSection(section.title, section.place, parts=rest))


class _SlideReader:
    """Reads one slide into a section; oddities go to the source."""

    def __init__(self, slide: Any, number: int, source: Source, slides: dict[Any, int]) -> None:
        self.slide, self.source = slide, source
        self.place = f"slide {number}"
        self.links = LinkFinder(slides)
        self.title = ""
        self.title_element: Any = None

    def read(self) -> SourceSection:
        shapes = list(self._shapes(self.slide.shapes._spTree))
        self._find_title(shapes)
        parts: list[Part] = []
        for shape in shapes:
            if shape is not self.title_element:
                parts += self._parts_of(shape, self.slide.part)
        if self.slide._element.get("show") == "0":
            self._odd("This slide was hidden in the slide show; it was imported all the same")
        parts += self._notes()
        self._slide_comments()
        if not self.title:
            self.title, parts = _title_from_parts(parts)
        return SourceSection(self.title, self.place, parts=parts)

    def _odd(self, what: str, text: str = "") -> None:
        self.source.oddities.append(Oddity(what, text, self.place))

    # --- order ---

    def _shapes(self, tree: Any) -> Iterator[Any]:
        """The shape elements below a tree from top to bottom and left to right."""
        found = []
        for element in tree:
            if element.tag == f"{_MC}AlternateContent":
                # The first choice is the shape itself, the fallback a picture of it.
                chosen = next(iter(element), None)
                found += list(chosen) if chosen is not None else []
            elif isinstance(element.tag, str):
                found.append(element)
        wanted = {
            qn("p:sp"),
            qn("p:grpSp"),
            qn("p:graphicFrame"),
            qn("p:pic"),
            qn("p:cxnSp"),
        }
        shapes = [element for element in found if element.tag in wanted]
        return iter(sorted(shapes, key=self._position))

    def _position(self, element: Any) -> tuple[int, int]:
        offset = next(element.iter(qn("a:off"), qn("p:off")), None)
        ph = next(element.iter(qn("p:ph")), None)
        if ph is not None and ph.get("type") in _TITLES:
            return -1, 0
        if offset is None:
            top, left = self._inherited_position(element)
        else:
            top, left = int(offset.get("y", 0)), int(offset.get("x", 0))
        return top // _ROW, left

    def _inherited_position(self, element: Any) -> tuple[int, int]:
        for shape in self.slide.placeholders:
            if shape._element is element:
                return int(shape.top or 0), int(shape.left or 0)
        return 0, 0

    def _find_title(self, shapes: list[Any]) -> None:
        for element in shapes:
            ph = next(element.iter(qn("p:ph")), None)
            if ph is not None and ph.get("type") in _TITLES and element.tag == qn("p:sp"):
                text = " ".join(
                    part.text
                    for part in paragraphs_of(element, self.slide.part, self.links, self.place)
                )
                if words_of(text):
                    self.title, self.title_element = text, element
                    return

    # --- shapes ---

    def _parts_of(self, element: Any, part: Any) -> list[Part]:
        ph = next(element.iter(qn("p:ph")), None)
        properties = next(element.iter(qn("p:cNvPr")), None)
        alt = (properties.get("descr") or "").strip() if properties is not None else ""
        if ph is not None and ph.get("type") in _FURNITURE:
            text = " ".join(node.text or "" for node in element.iter(_A_T)).strip()
            if words_of(text):
                self._odd("Footer, date or number of the slide", text)
            return []
        if element.tag == qn("p:grpSp"):
            found: list[Part] = []
            for child in self._shapes(element):
                found += self._parts_of(child, part)
            if alt:
                self._odd("Alternative text of a group of shapes", alt)
            return found
        if element.tag == qn("p:pic"):
            return self._picture(element, part, alt)
        if element.tag == qn("p:graphicFrame"):
            return self._frame(element, part, alt)
        paragraphs = list(paragraphs_of(element, part, self.links, self.place))
        if alt and words_of(alt):
            self._odd("Alternative text of a shape", alt)
        for message, text in self.links.take_oddities():
            self._odd(message, text)
        return [paragraph for paragraph in paragraphs if paragraph.text]

    def _picture(self, element: Any, part: Any, alt: str) -> list[Part]:
        properties = next(element.iter(qn("p:cNvPr")))
        name = properties.get("name") or ""
        film = next(element.iter(qn("a:videoFile")), None)
        sound = next(element.iter(qn("a:audioFile")), None)
        still = self._image(element, part, alt)
        if film is not None:
            return self._video(element, film, part, name, alt, still)
        if sound is not None:
            self._odd("A sound recording, which the hub cannot hold", name)
            return []
        found: list[Part] = [still] if still else []
        link = properties.find(qn("a:hlinkClick"))
        if link is not None and (target := self.links.target(link, part)) is not None:
            found.append(Paragraph((Run(alt or name, href=target),), place=self.place))
        for message, text in self.links.take_oddities():
            self._odd(message, text)
        return found

    def _image(self, element: Any, part: Any, alt: str) -> Embedded | None:
        blip = next(element.iter(qn("a:blip")), None)
        key = blip.get(qn("r:embed")) if blip is not None else None
        if not key:
            return None
        image = part.related_part(key)
        extension = "." + image.partname.ext.lower()
        if extension not in PICTURES:
            self._odd(f"A picture in a format that browsers do not show ({extension})", alt)
            return None
        return Embedded("picture", image.blob, extension, alt, alt, place=self.place)

    def _video(
        self, element: Any, film: Any, part: Any, name: str, alt: str, still: Embedded | None
    ) -> list[Part]:
        media = next(element.iter(_P14_MEDIA), None)
        keys = [
            media.get(qn("r:embed")) if media is not None else None,
            film.get(qn("r:link")),
        ]
        for key in filter(None, keys):
            relation = part.rels[key]
            if relation.is_external:
                return [Paragraph((Run(name, href=relation.target_ref),), place=self.place)]
            blob, extension = relation.target_part.blob, "." + relation.target_part.partname.ext
            if extension.lower() not in VIDEOS:
                self._odd(f"A video in a format that browsers do not play ({extension})", name)
                return []
            title = name if not name.lower().endswith(tuple(VIDEOS)) else name.rsplit(".", 1)[0]
            return [
                Embedded(
                    "video", blob, extension.lower(), title, alt, poster=still, place=self.place
                )
            ]
        self._odd("A video whose file is missing", name)
        return []

    def _frame(self, element: Any, part: Any, alt: str) -> list[Part]:
        if alt:
            self._odd("Alternative text of a table, chart or diagram", alt)
        table = next(element.iter(qn("a:tbl")), None)
        if table is not None:
            rows = [
                tuple(
                    cell_of(cell, part, self.links, self.place)
                    for cell in row.findall(qn("a:tc"))
                    if cell.get("hMerge") not in {"1", "true"}
                    and cell.get("vMerge") not in {"1", "true"}
                )
                for row in table.findall(qn("a:tr"))
            ]
            for message, text in self.links.take_oddities():
                self._odd(message, text)
            return [Table(tuple(row for row in rows if row), place=self.place)]
        ole = next(element.iter(qn("p:oleObj")), None)
        if ole is not None:
            return self._embedded_file(ole, part)
        diagram = next(element.iter(f"{_DIAGRAM}relIds"), None)
        if diagram is not None:
            data = part.related_part(diagram.get(qn("r:dm")))
            return self._diagram(data.blob)
        chart = next(element.iter("{*}chart"), None)
        if chart is not None and chart.get(qn("r:id")):
            words = _chart_words(part.related_part(chart.get(qn("r:id"))).blob)
            self._odd("A chart, which the hub cannot draw; its words and figures", words)
            return []
        texts = [node.text or "" for node in element.iter(_A_T)]
        return [Paragraph((Run(text),), place=self.place) for text in texts if text.strip()]

    def _embedded_file(self, ole: Any, part: Any) -> list[Part]:
        key = ole.get(qn("r:id"))
        name = ole.get("name") or ole.get("progId") or "embedded file"
        if not key or part.rels[key].is_external:
            self._odd("A linked file that is not inside the deck", name)
            return []
        target = part.related_part(key)
        extension = "." + target.partname.ext.lower()
        picture = next(ole.iter(qn("a:blip")), None)
        if picture is not None and picture.get(qn("r:embed")):
            icon = part.related_part(picture.get(qn("r:embed")))
            self._odd(f"The icon of an embedded file was left out (.{icon.partname.ext.lower()})")
        return [Embedded("file", target.blob, extension, place=self.place)]

    def _diagram(self, blob: bytes) -> list[Part]:
        root = etree.fromstring(blob, etree.XMLParser(resolve_entities=False, no_network=True))
        found: list[Part] = []
        for point in root.iter(f"{_DIAGRAM}pt"):
            if point.get("type", "node") in {"node", "asst"}:
                for paragraph in point.iter(qn("a:p")):
                    text = "".join(node.text or "" for node in paragraph.iter(_A_T))
                    if text.strip():
                        found.append(Paragraph((Run(text),), "bullet", place=self.place))
        return found

    # --- beside the slide ---

    def _notes(self) -> list[Part]:
        if not self.slide.has_notes_slide:
            return []
        frame = self.slide.notes_slide.notes_text_frame
        text = frame.text.replace("\v", "\n").strip() if frame is not None else ""
        return [Note(text, self.place)] if words_of(text) else []

    def _slide_comments(self) -> None:
        for relation in self.slide.part.rels.values():
            if relation.is_external or not relation.reltype.endswith("/comments"):
                continue
            root = etree.fromstring(
                relation.target_part.blob,
                etree.XMLParser(resolve_entities=False, no_network=True),
            )
            words = " ".join(text.strip() for text in root.itertext() if text.strip())
            if words:
                self._odd("A comment in the margin of the slide", words)


def _title_from_parts(parts: list[Part]) -> tuple[str, list[Part]]:
    """A slide without a title is called by its first short line; "" when it has none."""
    for part in parts:
        if isinstance(part, Paragraph) and part.text:
            if len(words_of(part.text)) <= 12 and not part.has_link:
                return part.text, [other for other in parts if other is not part]
            break
    return "", parts


def _chart_words(blob: bytes) -> str:
    root = etree.fromstring(blob, etree.XMLParser(resolve_entities=False, no_network=True))
    nodes = root.iter(_A_T, "{*}v")
    return " ".join(" ".join(filter(None, (node.text for node in nodes))).split())
