"""The words inside a PowerPoint shape: paragraphs with their bullets, emphasis and links. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pptx.oxml.ns import qn

from knowledge.importing.items import Cell, ListKind, Paragraph, Run

_BODY_PLACEHOLDERS = {None, "body", "obj", "half", "quarter"}


class LinkFinder:
    """Finds where a link of a slide leads; remembers what the report must say about it."""

    def __init__(self, slides: dict[Any, int]) -> None:
        self._slides = slides
        self._oddities: list[tuple[str, str]] = []

    def target(self, link: Any, part: Any, words: str = "") -> str | None:
        """The address, "" for a link that leads nowhere, None for a jump or a player's button."""
        action = link.get("action") or ""
        key = link.get(qn("r:id")) or ""
        if "media" in action:
            return None
        if "hlinksldjump" in action and key in part.rels:
            number = self._slides.get(part.rels[key].target_part.partname)
            self._oddities.append((f"A jump to slide {number} is plain text now", words))
            return None
        if action and not key:
            self._oddities.append(("A button of the slide show is plain text now", words))
            return None
        if key not in part.rels:
            return ""
        relation = part.rels[key]
        address = relation.target_ref if relation.is_external else ""
        return str(address).strip()

    def take_oddities(self) -> list[tuple[str, str]]:
        """What is to be reported since it was last asked."""
        taken, self._oddities = self._oddities, []
        return taken


def paragraphs_of(element: Any, part: Any, links: LinkFinder, place: str) -> Iterator[Paragraph]:
    """The paragraphs of a shape. A link on the whole shape is a link on its words."""
    body = next(element.iter(qn("p:txBody")), None)
    if body is None:
        return
    ph = next(element.iter(qn("p:ph")), None)
    inherits = ph is not None and ph.get("type") in _BODY_PLACEHOLDERS
    properties = next(element.iter(qn("p:cNvPr")), None)
    click = properties.find(qn("a:hlinkClick")) if properties is not None else None
    whole = None
    if click is not None:
        words = " ".join(node.text or "" for node in body.iter(qn("a:t")))
        whole = links.target(click, part, words)
    for paragraph in body.findall(qn("a:p")):
        found = _paragraph(paragraph, part, links, place, inherits=inherits)
        if whole is not None:
            runs = tuple(
                Run(run.text, whole if run.href is None else run.href, run.bold, run.italic)
                for run in found.runs
            )
            found = Paragraph(runs, found.list_kind, found.level, place=place)
        if found.text:
            yield found


def cell_of(cell: Any, part: Any, links: LinkFinder, place: str) -> Cell:
    """A cell of a table."""
    body = cell.find(qn("a:txBody"))
    found = [] if body is None else body.findall(qn("a:p"))
    paragraphs = [_paragraph(item, part, links, place, inherits=False) for item in found]
    return Cell(tuple(paragraph for paragraph in paragraphs if paragraph.text))


def _paragraph(
    element: Any, part: Any, links: LinkFinder, place: str, *, inherits: bool
) -> Paragraph:
    properties = element.find(qn("a:pPr"))
    level = int(properties.get("lvl", 0)) if properties is not None else 0
    kind: ListKind = "inherited" if inherits else ""
    if properties is not None:
        if properties.find(qn("a:buAutoNum")) is not None:
            kind = "number"
        elif (
            properties.find(qn("a:buChar")) is not None
            or properties.find(qn("a:buBlip")) is not None
        ):
            kind = "bullet"
        elif properties.find(qn("a:buNone")) is not None:
            kind = ""
    runs: list[Run] = []
    for child in element:
        if child.tag == qn("a:br"):
            runs.append(Run(" "))
        elif child.tag in {qn("a:r"), qn("a:fld")}:
            runs.append(_run(child, part, links))
    return Paragraph(tuple(run for run in runs if run.text), kind, level, place=place)


def _run(element: Any, part: Any, links: LinkFinder) -> Run:
    text = "".join(node.text or "" for node in element.iter(qn("a:t")))
    text = text.replace("\v", " ").replace("\t", " ")
    properties = element.find(qn("a:rPr"))
    if properties is None:
        return Run(text)
    click = properties.find(qn("a:hlinkClick"))
    return Run(
        text,
        href=links.target(click, part, text) if click is not None else None,
        bold=properties.get("b") in {"1", "true"},
        italic=properties.get("i") in {"1", "true"},
    )
