"""What hangs on a paragraph or a slide beside its words: pictures, charts, diagrams, files.

A detail that is missing, or in a format that nothing here shows, is a remark with its place and never
an error.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import filetype

from knowledge.blocks.alt_text import description
from knowledge.documents.office.embedded import content_of, part_extension
from knowledge.documents.office.items import (
    TICKED,
    UNTICKED,
    Embedded,
    Paragraph,
    Remark,
    Run,
)
from knowledge.documents.office.package import (
    Package,
    R,
    Relation,
    XmlElement,
    attribute,
    child_of,
    figure,
    local,
)

PICTURES = {".png", ".jpg", ".jpeg", ".gif", ".webp"}
VIDEOS = {".mp4", ".webm"}
MOST_LEVELS = 8
_BOXES = ("{8BD21D40-", "{8BD21D50-")
"""ActiveX's boxes to tick and its choices; one that is not ticked may have no value."""


class Drawings:
    """Reads what parts of one package refer to; what cannot be read goes to `remarks`."""

    def __init__(self, package: Package, remarks: list[Remark]) -> None:
        self.package, self.remarks = package, remarks

    def remark(self, what: str, text: str = "", place: str = "", kind: Any = "unread") -> None:
        """Something that the report must name."""
        self.remarks.append(Remark(kind, what, " ".join(text.split()), place))

    def relation(self, part: str, key: str) -> Relation | None:
        """What an id of a part leads to; None for one that leads nowhere."""
        return self.package.relations(part).get(key) if key else None

    def address(self, link: XmlElement, part: str) -> str | None:
        """Where a click leads, as an address outside the file; None where there is no such link."""
        relation = self.relation(part, attribute(link, "id")) if link is not None else None
        return relation.target if relation is not None and relation.is_external else None

    # --- pictures ---

    def picture(
        self, blip: XmlElement, part: str, place: str, properties: XmlElement | None = None
    ) -> Embedded | None:
        """The picture that an a:blip or v:imagedata shows. `properties` hold its description."""
        alt = self.described(properties, place)
        key = blip.get(f"{R}embed") or blip.get(f"{R}id") or blip.get(f"{R}pict") or ""
        linked = self.relation(part, blip.get(f"{R}link") or blip.get(f"{R}href") or "")
        relation = self.relation(part, key)
        if relation is None or relation.is_external:
            found = relation or linked
            if found is not None:
                words = f"{alt} {found.target}".strip()
                self.remark("A picture that is not inside the file", words, place)
            elif key:
                self.remark("A picture that is missing from the file", alt, place)
            return None
        extension = part_extension(relation.target)
        if relation.target not in self.package:
            self.remark("A picture that is missing from the file", alt, place)
            return None
        if extension not in PICTURES and extension not in {"", ".bin", ".tmp", ".jfif", ".dat"}:
            self.remark(
                f"A picture in a format that browsers do not show ({extension})", alt, place
            )
            return None
        data = self.package.read(relation.target)
        guessed = filetype.guess(data[:8192]) if data else None
        extension = f".{guessed.extension}" if guessed else extension
        if not data or extension not in PICTURES:
            self.remark("A picture that cannot be opened", alt, place)
            return None
        return Embedded(
            "picture", data, extension, alt, alt, place=place,
            href=self._click(properties, blip, part), is_decorative=is_decorative(properties),
        )  # fmt: skip

    def described(self, properties: XmlElement, place: str) -> str:
        """The description of a shape; one that says nothing goes to the report."""
        said = ""
        for name in ("descr", "alt", "title"):
            text = (properties.get(name) or "") if properties is not None else ""
            if found := description(text):
                return found
            said = said or text
        if any(letter.isalnum() for letter in said):
            self.remark("A description that only a program wrote was left out", said, place, "alt")
        return ""

    def _click(self, properties: XmlElement, blip: XmlElement, part: str) -> str | None:
        if properties is None:
            return None
        click = child_of(properties, "hlinkClick")
        if click is None and local(properties) == "shape":
            return properties.get("href") or None
        if click is None:
            picture = next((a for a in blip.iterancestors() if local(a) == "pic"), None)
            inner = next(picture.iter("{*}cNvPr"), None) if picture is not None else None
            click = child_of(inner, "hlinkClick")
        return self.address(click, part)

    # --- charts and diagrams ---

    def chart(self, element: XmlElement, part: str, place: str) -> None:
        """A chart goes to the remarks, with its words and figures."""
        relation = self.relation(part, attribute(element, "id"))
        root = self.package.xml(relation.target) if relation and not relation.is_external else None
        if root is None:
            self.remark("A chart that is missing from the file", "", place)
            return
        lines = list(chart_lines(root))
        for name in self.package.related(relation.target, "chartUserShapes") if relation else ():
            # Boxes of text that were drawn into the chart.
            lines += paragraph_lines(self.package.xml(name))
        what = "A chart, which the hub cannot draw; its words and figures"
        self.remarks.append(Remark("chart", what, "\n".join(lines), place))

    def diagram(self, element: XmlElement, part: str, place: str) -> list[Paragraph]:
        """The words of a SmartArt as a list, in the order of its points."""
        relation = self.relation(part, attribute(element, "dm"))
        root = self.package.xml(relation.target) if relation and not relation.is_external else None
        if root is None:
            drawn = self.package.related(part, "diagramDrawing")
            lines = [line for name in drawn for line in paragraph_lines(self.package.xml(name))]
            self.remark("A diagram that is missing from the file", "\n".join(lines), place)
            return []
        if relation is not None and self.package.related(relation.target, "image"):
            self.remark("The pictures in a diagram were left out", "", place)
        return [
            Paragraph((Run(text),), "bullet", level, place=place)
            for level, text in diagram_lines(root)
        ]

    # --- controls, files ---

    def active_control(self, element: XmlElement, part: str, place: str) -> str:
        """An ActiveX control: its caption and whether it is ticked, where it says so."""
        relation = self.relation(part, attribute(element, "id"))
        root = self.package.xml(relation.target) if relation is not None else None
        values = {
            attribute(each, "name"): attribute(each, "value")
            for each in (root.iter("{*}ocxPr") if root is not None else ())
        }
        if not values:
            name = attribute(element, "name")
            self.remark("A control whose answer cannot be read", name, place)
            return ""
        value = values.get("Value", "")
        if not value and attribute(root, "classid").upper().startswith(_BOXES):
            value = "0"
        mark = {"1": TICKED, "0": UNTICKED}.get(value, value)
        return f"{mark} {values.get('Caption', '')}".strip()

    def file(self, element: XmlElement, part: str, place: str) -> Embedded | None:
        """The file that an OLE object holds."""
        name = (
            attribute(element, "name")
            or attribute(element, "ProgID")
            or attribute(element, "progId")
        )
        relation = self.relation(part, attribute(element, "id"))
        if relation is None or relation.is_external:
            self.remark("A linked file that is not inside the file", name, place)
            return None
        data = self.package.read(relation.target)
        if data is None:
            self.remark("An embedded file that is missing from the file", name, place)
            return None
        content, extension = content_of(data, part_extension(relation.target))
        if extension == ".bin":
            self.remark("An embedded object whose file cannot be taken out", name, place)
            return None
        return Embedded("file", content, extension, place=place)


def is_decorative(properties: XmlElement) -> bool:
    """Whether a shape's author marked it as decorative."""
    found = properties.iter("{*}decorative") if properties is not None else ()
    return any(attribute(each, "val") in {"1", "true"} for each in found)


def paragraph_lines(root: XmlElement) -> list[str]:
    """The words of every paragraph of a drawing."""
    found = root.iter("{*}p") if root is not None else ()
    texts = ("".join(node.text or "" for node in each.iter("{*}t")) for each in found)
    return [text for text in texts if text.strip()]


def chart_lines(root: XmlElement) -> Iterator[str]:
    """Title and texts of a chart, then each series with its categories, figures and labels."""
    yield from paragraph_lines(root)
    for title in root.iter("{*}title"):
        # It may stand in a cell of the sheet.
        yield from (each.text or "" for each in title.iter("{*}v"))
    told = False
    for series in root.iter("{*}ser"):
        told = True
        name = " ".join(_points(child_of(series, "tx")).values())
        labels = _points(child_of(series, "cat") if child_of(series, "cat") is not None
                         else child_of(series, "xVal"))  # fmt: skip
        values = _points(child_of(series, "val") if child_of(series, "val") is not None
                         else child_of(series, "yVal"))  # fmt: skip
        said = [f"{labels.get(key, '')} {value}".strip() for key, value in values.items()]
        said += [label for key, label in labels.items() if key not in values]
        yield f"{name}: {', '.join(said)}" if said else name
        yield from (each.text or "" for cells in series.iter("{*}dlblRangeCache")
                    for each in cells.iter("{*}v"))  # fmt: skip
    if not told:
        yield from ((each.text or "").strip() for each in root.iter("{*}pt", "{*}v"))


def _points(element: XmlElement) -> dict[str, str]:
    """Index → value; of levels of categories the words of all."""
    found: dict[str, str] = {}
    for value in element.iter("{*}v") if element is not None else ():
        point = value.getparent()
        key = point.get("idx") or "0"
        found[key] = f"{found[key]} {value.text or ''}" if key in found else value.text or ""
    return found


def diagram_lines(root: XmlElement) -> list[tuple[int, str]]:
    """(level, text) of the points of a SmartArt, as they hang below each other."""
    points = {
        point.get("modelId"): point for point in root.iter("{*}pt") if point.get("type") != "pres"
    }
    below = _hanging_below(root, points)
    seen: set[str | None] = set()
    lines: list[tuple[int, str]] = []

    def take(key: str | None, level: int) -> None:
        if key in seen or key not in points:
            return
        seen.add(key)
        depth = min(max(level, 0), MOST_LEVELS)
        lines.extend((depth, text) for text in _texts_of(points[key]))
        for _, child in sorted(below.get(key, []), key=lambda place: place[0]):
            take(child, level + 1)

    for key in [key for key, point in points.items() if point.get("type") == "doc"]:
        take(key, -1)
    for key in points:
        take(key, 0)
    return lines


def _texts_of(point: XmlElement) -> list[str]:
    texts = ("".join(node.text or "" for node in p.iter("{*}t")) for p in point.iter("{*}p"))
    return [text for text in texts if text.strip()]


def _hanging_below(
    root: XmlElement, points: dict[str | None, XmlElement]
) -> dict[str | None, list[tuple[int, str]]]:
    """Point → (order, point) of those below it."""
    below: dict[str | None, list[tuple[int, str]]] = {}
    for joint in root.iter("{*}cxn"):
        if joint.get("type", "parOf") == "parOf" and joint.get("destId") in points:
            place = (figure(joint.get("srcOrd", "0")), joint.get("destId"))
            below.setdefault(joint.get("srcId"), []).append(place)
    return below
