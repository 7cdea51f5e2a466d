"""What hangs on a Word paragraph beside its words: boxes, pictures, charts, files, controls, WordArt."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Literal

from knowledge.documents.office.drawings import Drawings
from knowledge.documents.office.items import (
    Control,
    Embedded,
    OfficeBlock,
    Paragraph,
    Run,
)
from knowledge.documents.office.package import XmlElement, attribute, child_of, local

NO_TEXT = {
    "del", "moveFrom", "delText", "instrText", "delInstrText", "pPr", "rPr", "tblPr", "tblPrEx",
    "tblGrid", "trPr", "tcPr", "sdtPr", "sdtEndPr", "sectPr", "Fallback", "fldData",
}  # fmt: skip


@dataclass(frozen=True)
class Context:
    """What holds for everything below an element."""

    part: str
    place: str = ""
    href: str | None = None
    control: Control | None = None
    is_prompt: bool = False
    is_unsure: bool = False
    """Whether nothing but LibreOffice's mark says so, which stays when somebody writes over the prompt."""
    is_body: bool = False
    """Whether headings may stand here: in the body, and neither in a cell nor in a box."""
    in_object: bool = False


@dataclass
class Line:
    """A paragraph that was read, with what hangs on it."""

    runs: tuple[Run, ...]
    floating: list[OfficeBlock] = field(default_factory=list)
    jumps: list[str] = field(default_factory=list)
    left_out: list[tuple[Literal["hidden", "struck"], str]] = field(default_factory=list)
    """What is hidden or struck through: its kind and words."""
    is_contents: bool = False
    bold_size: int | None = None
    """Size of its letters where all of them are bold; None where they are not."""


class HangingReader:
    """Adds what hangs on a paragraph to its line."""

    def __init__(
        self, drawings: Drawings, box: Callable[[XmlElement, Context], list[OfficeBlock]]
    ) -> None:
        self.drawings, self.box = drawings, box
        self.line = Line(())

    def _object(self, element: XmlElement, context: Context) -> Iterator[Run]:
        yield from self._drawing(element, replace(context, in_object=True))

    def _drawing(self, element: XmlElement, context: Context) -> Iterator[Run]:
        for child in element:
            name = local(child)
            if name == "txbxContent":
                inside = replace(context, is_body=False, control=None, is_prompt=False, href=None)
                self.line.floating += self.box(child, inside)
            elif name and name not in NO_TEXT:
                self.line.floating += self._hanging(child, name, context)
                yield from self._drawing(child, context)

    def _hanging(self, element: XmlElement, name: str, context: Context) -> list[OfficeBlock]:
        found: Embedded | None = None
        if name in {"blip", "imagedata", "fill"}:
            is_picture = name != "fill" or attribute(element, "id")
            if is_picture and not context.in_object and not context.is_prompt:
                found = self.drawings.picture(
                    element, context.part, context.place, _properties(element)
                )
        elif name == "OLEObject":
            found = self.drawings.file(element, context.part, context.place)
        elif name == "chart" and attribute(element, "id"):
            self.drawings.chart(element, context.part, context.place)
        elif name == "relIds":
            return list(self.drawings.diagram(element, context.part, context.place))
        elif name == "textpath" and element.get("string"):
            return [_as_box(element.get("string"), context)]
        elif name == "control":
            return self._active(element, context)
        elif name in {"docPr", "shape", "rect", "roundrect"}:
            self._link_on_shape(element, name, context)
        elif name == "p" and element.tag.startswith("{http://schemas.openxmlformats.org/drawingml"):
            text = "".join(node.text or "" for node in element.iter("{*}t"))
            return [_as_box(text, context)] if text.strip() else []
        return [found] if found is not None else []

    def _link_on_shape(self, element: XmlElement, name: str, context: Context) -> None:
        """A link on a shape without a picture goes to the report: its words may be anywhere in it."""
        holder = element.getparent() if name == "docPr" else element
        if any(local(each) in {"blip", "imagedata"} for each in holder.iter()):
            return
        click = child_of(element, "hlinkClick")
        address = self.drawings.address(click, context.part) or (
            element.get("href") if name != "docPr" else None
        )
        if address:
            self.drawings.remark("A link on a shape", address, context.place, "jump")

    def _active(self, element: XmlElement, context: Context) -> list[OfficeBlock]:
        text = self.drawings.active_control(element, context.part, context.place)
        return [_as_box(text, context)] if text else []


def _properties(element: XmlElement) -> XmlElement:
    """What holds the description of a picture: the properties of its shape."""
    for above in element.iterancestors():
        name = local(above)
        if name == "pic":
            own = next(above.iter("{*}cNvPr"), None)
            if own is not None and (own.get("descr") or child_of(own, "hlinkClick") is not None):
                return own
        elif name in {"shape", "rect", "roundrect", "oval"}:
            return above
        elif name in {"inline", "anchor"}:
            return child_of(above, "docPr")
        elif name in {"p", "r"}:
            break
    return None


def _as_box(text: str, context: Context) -> Paragraph:
    return Paragraph((Run(text),), place=context.place, is_box=True)
