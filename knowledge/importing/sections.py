"""Turns the parts of a section into the blocks of a draft. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from html import escape
from typing import Any

from knowledge.blocks.plain_text import text_of_html
from knowledge.importing.comparisons import (
    ExplainedList,
    explained_lists,
    rows_of,
    two_wordings,
)
from knowledge.importing.items import (
    Cell,
    Embedded,
    ImportWarning,
    Note,
    Paragraph,
    Part,
    Table,
    words_of,
)
from knowledge.importing.linking import LinkFinding, html_of
from knowledge.importing.outline import Section
from knowledge.importing.prose import rich_text
from knowledge.importing.table_readers import TableReader
from knowledge.importing.tables import KnownTable, TableSlot, has_header, with_known_tables

_QUOTED = re.compile(r"^[‘“]([^‘“]+)[’”]$")
_CLICK = re.compile(r"\b(click|follow (this|the) link|link here)\b", re.I)
HEADING_LENGTH = 200
_REFERENCES = {"document", "image", "video", "page_link"}


@dataclass(frozen=True)
class Block:
    """A block of a body. A page's value is the key of its draft; so is a file's, once it has one."""

    kind: str
    value: Any

    @property
    def is_reference(self) -> bool:
        """Whether it stands for another draft."""
        return self.kind in _REFERENCES

    @property
    def text(self) -> str:
        """Every word it shows by itself."""
        match self.kind:
            case "heading":
                return str(self.value["text"])
            case "text":
                return text_of_html(self.value)
            case "quotation":
                return str(self.value["quotation"])
            case "comparison":
                words = [self.value[key] for key in ("heading", "left_title", "right_title")]
                words += [word for row in self.value["rows"] for word in row.values()]
                return "\n".join(words)
            case "element_list":
                words = [self.value["heading"]]
                for element in self.value["elements"]:
                    words += [element["title"], text_of_html(element["text"])]
                return "\n".join(words)
        return ""

    @property
    def links(self) -> list[str]:
        """The addresses it leads to."""
        return re.findall(r'href="([^"]*)"', str(self.value)) if not self.is_reference else []


@dataclass
class ShapedSection:
    """A section as blocks, with what it brings along."""

    title: str
    place: str
    blocks: list[Block] = field(default_factory=list)
    tables: list[KnownTable] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    links: list[LinkFinding] = field(default_factory=list)
    warnings: list[ImportWarning] = field(default_factory=list)

    @property
    def has_own_words(self) -> bool:
        """Whether it is more than the place of forms that are pages of their own."""
        return any(block.kind != "page_link" for block in self.blocks)


def shape(section: Section, readers: Sequence[TableReader], seen: set[str]) -> ShapedSection:
    """The blocks of a section. `seen` holds long paragraphs met before: each is kept once."""
    shaped = ShapedSection(section.title, section.place)
    parts = [part for part in section.parts if not isinstance(part, Paragraph) or _has_words(part)]
    placed, shaped.tables, links = with_known_tables(parts, readers, shaped.warnings)
    shaped.links += links
    builder = _Builder(shaped, seen)
    builder.add(placed)
    return shaped


def _has_words(paragraph: Paragraph) -> bool:
    return bool(words_of(paragraph.text))


class _Builder:
    """Adds parts to a shaped section, gathering neighbouring paragraphs into one text."""

    def __init__(self, shaped: ShapedSection, seen: set[str]) -> None:
        self.shaped, self.seen = shaped, seen
        self.waiting: list[Paragraph] = []
        self.is_below = False

    def add(self, parts: Sequence[Part | TableSlot]) -> None:
        """Adds all of them."""
        items: list[Any] = self._with_lists(list(parts))
        for index, part in enumerate(items):
            following = items[index + 1] if index + 1 < len(items) else None
            if isinstance(part, Paragraph):
                self._paragraph(part, following)
                continue
            if isinstance(part, Note):
                self.shaped.notes.append(part)
                continue
            self._flush()
            if isinstance(part, Block):
                self.shaped.blocks.append(part)
            elif isinstance(part, TableSlot):
                self.shaped.blocks.append(Block("page_link", part.key))
            elif isinstance(part, Embedded):
                self._file(part)
            elif isinstance(part, Table):
                self._table(part)
        self._flush()

    # --- lists with meanings ---

    def _with_lists(self, parts: list[Any]) -> list[Any]:
        wordings = two_wordings(parts)
        if wordings:
            parts = self._comparison(parts, *wordings)
        for found in reversed(explained_lists(parts)):
            parts[found.start : found.end] = [self._elements(found)]
        return parts

    def _elements(self, found: ExplainedList) -> Block:
        elements = []
        for pair in found.pairs:
            html, links = html_of(pair.meaning)
            self.shaped.links += links
            elements.append({"title": pair.name.text, "text": f"<p>{html}</p>"})
        return Block("element_list", {"heading": "", "numbered": False, "elements": elements})

    def _comparison(self, parts: list[Any], left: ExplainedList, right: ExplainedList) -> list[Any]:
        above_right = _titles_above(parts, right.start, left.end)[-1:]
        above_left = _titles_above(parts, left.start, 0)[-2:]
        heading = above_left[-1].text if above_left else self.shaped.title
        names = "\n".join(pair.name.text for pair in right.pairs)
        self.shaped.warnings.append(
            ImportWarning("Names of the second wording, which stand once in the comparison", names)
        )
        for pair in (*left.pairs, *right.pairs):
            self.shaped.links += [
                LinkFinding("nowhere", run.text.strip(), run.href, pair.meaning.place)
                for run in pair.meaning.runs
                if run.href is not None
            ]
        block = Block(
            "comparison",
            {
                "heading": heading[:HEADING_LENGTH],
                "left_title": above_left[0].text if len(above_left) > 1 else "First wording",
                "right_title": above_right[0].text if above_right else "Second wording",
                "rows": [
                    {"name": name, "left": first, "right": second}
                    for name, first, second in rows_of(left, right)
                ],
            },
        )
        return [
            *parts[: left.start - len(above_left)],
            block,
            *parts[left.end : right.start - len(above_right)],
            *parts[right.end :],
        ]

    # --- paragraphs ---

    def _paragraph(self, part: Paragraph, following: Any) -> None:
        if part.heading or _reads_as_heading(part, following):
            self._flush()
            # A line that only reads as a heading is below one that the source marked.
            self.is_below = self.is_below or bool(part.heading)
            level = "3" if self.is_below and part.heading not in {1, 2} else "2"
            if len(part.text) <= HEADING_LENGTH:
                self.shaped.blocks.append(Block("heading", {"text": part.text, "level": level}))
                return
        words = words_of(part.text)
        if len(words) >= 12:
            key = " ".join(words)
            if key in self.seen:
                self.shaped.warnings.append(
                    ImportWarning("Stands in the source again; kept once", part.text, part.place)
                )
                return
            self.seen.add(key)
        quoted = _QUOTED.match(part.text)
        if quoted and len(words) >= 8 and not part.has_link:
            self._flush()
            value = {"quotation": quoted[1], "attribution": "", "source": ""}
            self.shaped.blocks.append(Block("quotation", value))
            return
        if _CLICK.search(part.text) and not part.has_link:
            self.shaped.links.append(LinkFinding("nowhere", part.text, "", part.place))
        self.waiting.append(part)

    def _flush(self) -> None:
        if not self.waiting:
            return
        html, links = rich_text(self.waiting)
        self.shaped.links += links
        self.waiting = []
        if html:
            self.shaped.blocks.append(Block("text", html))

    # --- files and tables ---

    def _file(self, part: Embedded) -> None:
        kind = {"file": "document", "video": "video", "picture": "image"}[part.kind]
        self.shaped.blocks.append(Block(kind, part))

    def _table(self, table: Table) -> None:
        rows = [row for row in table.rows if any(cell.text for cell in row)]
        if not rows:
            return
        titled = all(row[0].text and len(row[0].text) <= 250 for row in rows)
        if max(len(row) for row in rows) < 2 or not titled:
            for row in rows:
                self.waiting += [paragraph for cell in row for paragraph in cell.paragraphs]
            self._flush()
            return
        header = rows.pop(0) if has_header(table) else ()
        names = [cell.text for cell in header[1:]]
        elements = []
        for row in rows:
            texts = [self._links_of_title(row[0])]
            for number, cell in enumerate(row[1:]):
                html, links = rich_text(cell.paragraphs)
                self.shaped.links += links
                if html and number < len(names):
                    html = f"<p><b>{escape(names[number], quote=False)}</b></p>{html}"
                texts.append(html)
            elements.append({"title": " ".join(row[0].text.split()), "text": "".join(texts)})
        value = {
            "heading": header[0].text[:HEADING_LENGTH] if header else "",
            "numbered": False,
            "elements": elements,
        }
        self.shaped.blocks.append(Block("element_list", value))

    def _links_of_title(self, cell: Cell) -> str:
        """The links in a row's first cell, which its title cannot hold, as the first line of its text."""
        pieces = []
        for paragraph in cell.paragraphs:
            links = tuple(run for run in paragraph.runs if run.href is not None)
            html, findings = html_of(replace(paragraph, runs=links))
            self.shaped.links += findings
            if "<a " in html:
                pieces.append(f"<p>{html}</p>")
        return "".join(pieces)


def _titles_above(parts: Sequence[Any], position: int, lowest: int) -> list[Paragraph]:
    """Short lines that stand directly above a list, in their order; at most two."""
    found: list[Paragraph] = []
    while position > lowest and len(found) < 2:
        part = parts[position - 1]
        if (
            not isinstance(part, Paragraph)
            or part.has_link
            or len(words_of(part.text)) > 12
            or len(part.text) > 120
        ):
            break
        found.insert(0, part)
        position -= 1
    return found


def _reads_as_heading(part: Paragraph, following: Any) -> bool:
    """A short line without bullet, stop or link, right before a sentence of some length."""
    return (
        part.list_kind in {"", "inherited"}
        and not part.has_link
        and not part.is_formula
        and not all(run.bold for run in part.runs)
        and 1 <= len(words_of(part.text)) <= 9
        and part.text[-1:] not in ".:;,!"
        and isinstance(following, Paragraph)
        and not following.heading
        and following.list_kind in {"", "inherited"}
        and following.level == part.level
        and len(words_of(following.text)) >= 8
        and following.text[-1:] in ".:"
    )
