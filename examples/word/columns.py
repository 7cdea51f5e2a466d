"""Knows a row of labels whose answers stand in the row below, whatever cells are merged. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from examples.recognition import field_from_prompt, split_label
from examples.rewordings import field_called, likely_field, split_reworded
from examples.template_fields import TemplateField
from examples.word.blocks import FormCell
from examples.word.labels import Labels
from examples.word.wording import is_a_questions_number, is_of_the_form, says_something

_WORDS_OF_A_LABEL = 8


@dataclass(frozen=True)
class Column:
    """A label in a row of labels, and the places in the table's grid that it stands over."""

    field: TemplateField | None
    """None where its words are no label that we know."""
    text: str
    start: int
    end: int


def column_heads(labels: Labels, row: list[FormCell], below: list[FormCell] | None) -> list[Column]:
    """The columns under a row in which (nearly) every cell with words is a label; or none.

    Where a label comes next, or nothing does, two names of fields are a label and somebody's answer.
    """
    if any(labels.controls_of(cell) for cell in row):
        return []
    columns = [
        Column(_head(labels, cell.text, is_first), cell.text, start, start + cell.span)
        for cell, start, is_first in _placed(row)
    ]
    named = [column for column in columns if column.text.strip()]
    known = [column.field for column in named if column.field]
    if len(known) < 2 or len({field.key for field in known}) != len(known):
        return []
    unknown = [column for column in named if not column.field]
    if below is not None and lies_across(columns, below):
        text = "\n".join(cell.text for cell in below)
        is_label = _certain(labels, text) is not None or is_of_the_form(text)
        return [] if unknown or is_label else columns
    if below is None or not _fits(columns, below):
        return columns if len(known) > 2 and not unknown else []
    # "Our project" below "Project name" is no further label: a form asks for nothing twice.
    further = [_certain(labels, cell.text) not in (None, *known) for cell in below]
    first = next((at for at, cell in enumerate(below) if _says_more_than_a_number(cell)), 0)
    if further[first]:
        return []
    if unknown and (any(further) or not _may_be_unknown(unknown, named, below)):
        return []
    return columns


def cells_under(columns: list[Column], row: list[FormCell]) -> list[tuple[Column, list[FormCell]]]:
    """Each column with the cells of a row that begin under it; none where the row is of another width."""
    if not _fits(columns, row):
        return []
    placed = [(cell, start) for cell, start, _ in _placed(row)]
    return [
        (column, [cell for cell, start in placed if column.start <= start < column.end])
        for column in columns
    ]


def columns_of(row: list[FormCell]) -> list[Column]:
    """The columns that a row's cells stand over, whatever they say."""
    return [Column(None, cell.text, start, start + cell.span) for cell, start, _ in _placed(row)]


def lies_across(columns: Sequence[Column], row: list[FormCell]) -> bool:
    """Whether a row is one cell with words, under all of these columns."""
    cells = [cell for cell in row if cell.span]
    return (
        len(cells) == 1
        and len(columns) > 1
        and cells[0].span == columns[-1].end
        and says_something(cells[0].text)
    )


def _fits(columns: list[Column], row: list[FormCell]) -> bool:
    return len(row) > 1 and sum(cell.span for cell in row) == columns[-1].end


def _placed(row: list[FormCell]) -> list[tuple[FormCell, int, bool]]:
    """Each cell with its place in the grid, and whether it is the first with words."""
    placed, start, is_first = [], 0, True
    for cell in row:
        placed.append((cell, start, is_first))
        start += cell.span
        is_first = is_first and not cell.text.strip()
    return placed


def _may_be_unknown(unknown: list[Column], named: list[Column], below: list[FormCell]) -> bool:
    """Whether one cell among labels may be a label that we do not know, and no answer.

    An answer stands right of its label; a ward's name stands left of it.
    """
    column, *more = unknown
    is_short = len(column.text.split()) <= _WORDS_OF_A_LABEL and "\n" not in column.text.strip()
    if more or not is_short:
        return False
    if column is named[0]:
        return len(named) > 3 or not below[0].text.strip()
    return len(named) > 3 or column is named[-1]


def _head(labels: Labels, text: str, is_first: bool) -> TemplateField | None:
    """The field that a cell names with all its words.

    A label that only resembles one counts where it begins the row or is put as a question, for an
    answer may resemble a label.
    """
    if (split := split_label(text, labels.template)) is not None:
        return None if split.rest else split.field
    if (called := field_called(text, labels.template)) is not None:
        return called
    if not is_first and not _is_question(text):
        return None
    likely = likely_field(text, labels.template)
    return likely if likely and not split_reworded(text, likely).rest else None


def _says_more_than_a_number(cell: FormCell) -> bool:
    return says_something(cell.text) and not is_a_questions_number(cell.text)


def _certain(labels: Labels, text: str) -> TemplateField | None:
    """The field that a text names for certain: an answer may resemble a label."""
    split = split_label(text, labels.template)
    if split is not None and (split.is_set_off or not split.rest):
        return split.field
    return (
        field_called(text, labels.template)
        or field_from_prompt(text, labels.template)
        or (likely_field(text, labels.template) if _is_question(text) else None)
    )


def _is_question(text: str) -> bool:
    return text.strip().endswith(("?", ":", "?)"))
