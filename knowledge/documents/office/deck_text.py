"""The words inside a shape of a slide: paragraphs with their bullets, emphasis, links and formulas. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from knowledge.documents.office.choices import is_stressed_on_slide, with_choice
from knowledge.documents.office.formula import formula
from knowledge.documents.office.items import Cell, ListKind, Paragraph, Remark, Run, Table, left_out
from knowledge.documents.office.list_marks import around_of, written_mark
from knowledge.documents.office.package import (
    Package,
    XmlElement,
    attribute,
    child_of,
    figure,
    local,
)
from knowledge.documents.office.page_numbers import is_beside_a_number
from knowledge.documents.office.signs import signs
from knowledge.documents.office.ticks import is_told, tick_of, with_tick, with_ticked_columns

_BODY = {"", "body", "obj", "half", "quarter"}
DEEPEST = 8


@dataclass
class SlideText:
    """Reads the texts of one part; jumps and buttons become remarks."""

    package: Package
    slides: dict[str, int]
    """Name of a slide's part → its number."""
    remarks: list[Remark]
    part: str
    place: str
    counts: dict[int, int] = field(default_factory=dict)
    ticks: set[str] = field(default_factory=set)
    """Bullets of the shape that are boxes to tick."""
    stressed: list[tuple[str, bool]] = field(default_factory=list)
    """Pieces of the line, and whether they stand out."""

    def target(self, link: XmlElement, words: str = "") -> str | None:
        """The address, "" for a link that leads nowhere, None for a jump or a player's button."""
        action = link.get("action") or ""
        key = attribute(link, "id")
        relation = self.package.relations(self.part).get(key) if key else None
        if "media" in action:
            return None
        if "hlinksldjump" in action and relation is not None:
            number = self.slides.get(relation.target.lower())
            where = f"slide {number}" if number else "another slide"
            self._remark(f"A jump to {where} is plain text now", words)
            return None
        if action and not key:
            self._remark("A button of the slide show is plain text now", words)
            return None
        if relation is None or not relation.is_external:
            return ""
        return relation.target

    def _remark(self, what: str, words: str) -> None:
        self.remarks.append(Remark("jump", what, " ".join(words.split()), self.place))

    def paragraphs(
        self, shape: XmlElement, body: XmlElement, placeholder: str | None
    ) -> Iterator[Paragraph]:
        """The paragraphs of a shape. A link on the whole shape is a link on its words."""
        inherits = placeholder is not None and placeholder in _BODY
        click = child_of(_properties(shape), "hlinkClick")
        if click is None:
            click = child_of(_properties(shape), "hlinkHover")
        whole = None
        if click is not None:
            words = " ".join(node.text or "" for node in body.iter("{*}t"))
            whole = self.target(click, words)
        self.counts = {}
        self.ticks = {_tick(element) for element in body if local(element) == "p"}
        for element in body:
            if local(element) == "p":
                found = self.paragraph(element, inherits=inherits)
                if whole is not None:
                    runs = tuple(
                        replace(run, href=whole if run.href is None else run.href)
                        for run in found.runs
                    )
                    found = replace(found, runs=runs)
                if found.text:
                    yield found

    def table(self, element: XmlElement) -> Table:
        """A table; places that a merged cell covers from the left are left out."""
        rows = [
            tuple(
                self._cell(cell)
                for cell in row
                if local(cell) == "tc" and cell.get("hMerge") not in {"1", "true"}
            )
            for row in element
            if local(row) == "tr"
        ]
        return with_ticked_columns(Table(tuple(row for row in rows if row), place=self.place))

    def _cell(self, cell: XmlElement) -> Cell:
        body = child_of(cell, "txBody")
        self.counts = {}
        self.ticks = {_tick(each) for each in (body if body is not None else ())}
        found = [
            self.paragraph(each, inherits=False)
            for each in (body if body is not None else ())
            if local(each) == "p"
        ]
        if child_of(cell, "tcPr", "blipFill") is not None:
            what = "A picture that fills a cell of a table was left out"
            self.remarks.append(Remark("unread", what, place=self.place))
        is_covered = cell.get("vMerge") in {"1", "true"}
        return Cell(tuple(paragraph for paragraph in found if paragraph.text), is_covered)

    def paragraph(self, element: XmlElement, *, inherits: bool) -> Paragraph:
        """One paragraph."""
        self.stressed = []
        runs = tuple(run for run in self._runs(element) if run.text)
        runs = with_choice(runs, self.stressed)
        properties = child_of(element, "pPr")
        level = figure(properties.get("lvl", "0")) if properties is not None else 0
        level = min(max(level, 0), DEEPEST)
        kind: ListKind = "inherited" if inherits else ""
        number, mark = None, ""
        numbered = child_of(properties, "buAutoNum")
        if numbered is not None:
            kind = "number"
            if any(run.text.strip() for run in runs):
                number = self._count(level, figure(numbered.get("startAt", "1"), 1))
                counting = numbered.get("type") or ""
                mark = written_mark(number, counting, around_of(counting))
        else:
            if any(child_of(properties, name) is not None for name in ("buChar", "buBlip")):
                kind = "bullet"
            elif child_of(properties, "buNone") is not None:
                kind = ""
            if any(run.text.strip() for run in runs):
                self._end_counts(level)
            tick = _tick(element)
            runs = with_tick(runs, tick if is_told(tick, self.ticks) else "")
        return Paragraph(runs, kind, level, place=self.place, number=number, mark=mark)

    def _count(self, level: int, start: int) -> int:
        self._end_counts(level + 1)
        self.counts[level] = self.counts[level] + 1 if level in self.counts else start
        return self.counts[level]

    def _end_counts(self, level: int) -> None:
        for deeper in [each for each in self.counts if each >= level]:
            del self.counts[deeper]

    def _runs(self, element: XmlElement) -> Iterator[Run]:
        struck: list[str] = []
        for child in element:
            name = local(child)
            if name == "r" and _is_struck(child):
                struck += [node.text or "" for node in child if local(node) == "t"]
                continue
            if struck:
                self.remarks.append(left_out("struck", "".join(struck), self.place))
                struck = []
            if name == "br":
                self.stressed.append((" ", False))
                yield Run(" ")
            elif name in {"r", "fld"}:
                run = self._run(child)
                self.stressed.append((run.text, is_stressed_on_slide(child)))
                yield run
            elif name in {"oMath", "oMathPara", "m"}:
                yield Run(formula(child), kind="formula")
        if struck:
            self.remarks.append(left_out("struck", "".join(struck), self.place))

    def _run(self, element: XmlElement) -> Run:
        text = "".join(node.text or "" for node in element if local(node) == "t")
        text = text.replace("\v", " ").replace("\t", " ").replace("_x000B_", " ")
        properties = child_of(element, "rPr")
        if properties is None:
            return Run(text)
        click = child_of(properties, "hlinkClick")
        if click is None:
            click = child_of(properties, "hlinkMouseOver")
        return Run(
            signs(text, font_of(element)),
            href=self.target(click, text) if click is not None else None,
            bold=properties.get("b") in {"1", "true"},
            italic=properties.get("i") in {"1", "true"},
        )


def _is_struck(run: XmlElement) -> bool:
    properties = child_of(run, "rPr")
    return attribute(properties, "strike") in {"sngStrike", "dblStrike"}


def _tick(paragraph: XmlElement) -> str:
    """The box to tick that a paragraph has for its bullet."""
    properties = child_of(paragraph, "pPr")
    bullet = attribute(child_of(properties, "buChar"), "char")
    font = attribute(child_of(properties, "buFont"), "typeface")
    return tick_of(bullet, font) if bullet else ""


def font_of(run: XmlElement, paragraph: XmlElement = None) -> str:
    """The font that a run names for its signs or letters; "" where it names none."""
    properties = child_of(run, "rPr")
    fonts = (child_of(properties, "sym"), child_of(properties, "latin"))
    return next((attribute(each, "typeface") for each in fonts if each is not None), "")


def _properties(shape: XmlElement) -> XmlElement:
    return next(shape.iter("{*}cNvPr"), None)


def placeholder_of(shape: XmlElement) -> str | None:
    """The kind of a placeholder, "" for one without a kind, None for a shape that is none."""
    found = next(shape.iter("{*}ph"), None)
    return None if found is None else str(found.get("type") or "")


def is_page_number(element: XmlElement) -> bool:
    """Whether a shape, or its text, is only the number of its slide: “3”, “Page 3”, “3 / 12”."""
    texts = [node for node in element.iter("{*}t") if (node.text or "").strip()]
    own = [node for node in texts if local(node.getparent()) != "fld"]
    fields = [node.getparent().get("type") for node in texts if node not in own]
    if set(fields) - {"slidenum"}:
        return False
    said = "".join(node.text or "" for node in own)
    is_bare = not own or said.strip().isdecimal()
    is_field = bool(fields) and is_beside_a_number(said)
    return bool(texts) and (is_field or (is_bare and _is_number_placeholder(element)))


def _is_number_placeholder(element: XmlElement) -> bool:
    return any(each.get("type") == "sldNum" for each in element.iter("{*}ph"))
