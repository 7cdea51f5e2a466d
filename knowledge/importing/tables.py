"""Decides what a table of a section is: a form that some app knows, or rows to be shown. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from knowledge.importing.items import (
    Embedded,
    ImportWarning,
    Note,
    Paragraph,
    Part,
    Table,
    normalised,
    words_of,
)
from knowledge.importing.linking import LinkFinding
from knowledge.importing.prose import rich_text
from knowledge.importing.table_readers import TableMatch, TableReader

_CAPTION = {"template", "templates", "example", "examples"}


@dataclass(frozen=True)
class KnownTable:
    """A table that a reader knows, with the rich text that stood above it."""

    match: TableMatch
    table: Table
    intro: str


@dataclass(frozen=True)
class TableSlot:
    """Where a known table stood in its section."""

    key: str


MOST_ROWS_OF_A_FORM = 100
"""A longer table is a list, and is not looked through again with each that goes on with it."""


def recognised(table: Table, readers: Sequence[TableReader]) -> TableMatch | None:
    """What the first reader that knows the table says of it."""
    if len(table.rows) > MOST_ROWS_OF_A_FORM or not any(len(row) > 1 for row in table.rows):
        return None
    return next((found for reader in readers if (found := reader.recognise(table.pairs))), None)


def joined_tables(parts: Sequence[Part], readers: Sequence[TableReader]) -> list[Part]:
    """The parts with every table that goes on in the next one (on the next slide) made whole."""
    result: list[Part] = []
    last: int | None = None
    for part in parts:
        if isinstance(part, Table):
            first = result[last] if last is not None else None
            whole = _joined(first, part, readers) if isinstance(first, Table) else None
            if whole is not None and last is not None:
                result[last] = whole
                continue
            last = len(result)
        elif not isinstance(part, Note | Embedded):
            last = None
        result.append(part)
    return result


def _joined(first: Table, second: Table, readers: Sequence[TableReader]) -> Table | None:
    heads = ([cell.text for cell in row] for table in (first, second) for row in table.rows[:1])
    repeats_header = bool(first.rows) and next(heads) == next(heads, None)
    rest = second.rows[1:] if repeats_header else second.rows
    whole = replace(first, rows=(*first.rows, *rest))
    match, other = recognised(first, readers), recognised(second, readers)
    if match or other or recognised(whole, readers):
        labels = {normalised(label) for label, _ in first.pairs}
        again = {normalised(row[0].text) for row in rest if row}
        found = recognised(whole, readers)
        more = found is not None and found.known > (match.known if match else 0)
        return whole if more and not labels & again else None
    same_width = len(first.rows[0]) == len(second.rows[0]) if first.rows and second.rows else False
    return whole if repeats_header and same_width and len(first.rows) > 1 else None


def with_known_tables(
    parts: Sequence[Part], readers: Sequence[TableReader], warnings: list[ImportWarning]
) -> tuple[list[Part | TableSlot], list[KnownTable], list[LinkFinding]]:
    """The parts with a `TableSlot` for every table that a reader knows, and those tables."""
    result: list[Part | TableSlot] = []
    known: list[KnownTable] = []
    findings: list[LinkFinding] = []
    for part in joined_tables(parts, readers):
        match = recognised(part, readers) if isinstance(part, Table) else None
        if match is None or not isinstance(part, Table):
            result.append(part)
            continue
        reader = next(reader for reader in readers if reader.name == match.reader)
        above = _taken_caption(result)
        intro = ""
        kept = [item for item in above if reader.keeps_intro(match) and _is_intro(item)]
        if kept:
            intro, found = rich_text(kept)
            findings += found
        warnings += [
            ImportWarning(f"Stood above the {match.kind} “{match.title}”", item.text, item.place)
            for item in above
            if item not in kept
        ]
        _make_heading(result)
        result.append(TableSlot(match.key))
        known.append(KnownTable(match, part, intro))
        findings += _links_in_cells(part)
    return result, known, findings


def _is_intro(part: Part | TableSlot) -> bool:
    return (
        isinstance(part, Paragraph)
        and not part.heading
        and not part.list_kind
        and len(words_of(part.text)) >= 12
        and bool(_CAPTION & set(words_of(part.text)))
    )


def _is_caption(part: Part | TableSlot) -> bool:
    return (
        isinstance(part, Paragraph)
        and not part.list_kind
        and len(words_of(part.text)) <= 16
        and bool(_CAPTION & set(words_of(part.text)))
    )


def _taken_caption(result: list[Part | TableSlot]) -> list[Paragraph]:
    """Takes the form's own title and introduction away from above it, in their order."""
    taken: list[Paragraph] = []
    while result and isinstance(result[-1], Paragraph) and _is_intro(result[-1]):
        last = result.pop()
        if isinstance(last, Paragraph):
            taken.insert(0, last)
    if result and _is_caption(result[-1]):
        last = result.pop()
        if isinstance(last, Paragraph):
            taken.insert(0, last)
    return taken


def _make_heading(result: list[Part | TableSlot]) -> None:
    """A single short line above a form, such as "For projects", is a heading."""
    if not result:
        return
    last, before = result[-1], result[-2] if len(result) > 1 else None
    is_line = (
        isinstance(last, Paragraph)
        and not last.heading
        and not last.list_kind
        and not last.has_link
        and len(words_of(last.text)) <= 8
        and last.text[-1:] not in ".:;,!?"
    )
    follows_line = (
        isinstance(before, Paragraph) and not before.list_kind and len(words_of(before.text)) <= 16
    )
    if is_line and not follows_line and isinstance(last, Paragraph):
        result[-1] = replace(last, heading=1)


def _links_in_cells(table: Table) -> list[LinkFinding]:
    """A form keeps plain words, so each link in it is reported with its address."""
    return [
        LinkFinding("nowhere", run.text.strip(), run.href, table.place)
        for row in table.rows
        for cell in row
        for paragraph in cell.paragraphs
        for run in paragraph.runs
        if run.href is not None
    ]


def has_header(table: Table) -> bool:
    """Whether the first row names the columns."""
    if len(table.rows) < 3 or len(table.rows[0]) < 2:
        return False
    texts = [cell.text for cell in table.rows[0]]
    return all(0 < len(words_of(text)) <= 5 and not text.isdigit() for text in texts)
