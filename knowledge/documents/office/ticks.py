"""Boxes to tick that a list shows as its bullets, and ticks in columns: what was chosen must not look like
what was not. Pure."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from knowledge.documents.office.items import TICKED, UNTICKED, Cell, Paragraph, Run, Table
from knowledge.documents.office.signs import signs, signs_without_font

_BOXES = {TICKED, "☑", "🗹", "🗵"}
"""Nobody has these for mere ornament."""
_YES = {*_BOXES, "✓", "✔"}
_NO = {UNTICKED, "✗", "✘"}
_MARKS = _YES | _NO | {"x", "√", "●", "⚫", "•", "✅", "❌"}
_WORDS_OF_A_HEAD = 6


def tick_of(bullet: str, font: str) -> str:
    """The box or tick that a bullet is; "" for any other."""
    shown = signs_without_font(signs(bullet, font))
    return shown if shown in _YES | _NO else ""


def is_told(tick: str, beside: Collection[str]) -> bool:
    """Whether a bullet says something: empty boxes and lone ticks are ornament, unless both kinds are there."""
    both = not _YES.isdisjoint(beside) and not _NO.isdisjoint(beside)
    return bool(tick) and (tick in _BOXES or both)


def with_tick(runs: tuple[Run, ...], tick: str) -> tuple[Run, ...]:
    """The runs of an item with its box before them."""
    if not tick or not any(run.text.strip() for run in runs):
        return runs
    return (replace(runs[0], text=f"{tick} ", href=None, note="", kind=""), *runs)


def with_ticked_columns(table: Table) -> Table:
    """The table with the head of its column behind each lone tick: "✓" under "Refused" says little alone."""
    if not table.rows or len(table.rows[0]) < 3:
        return table
    heads = [cell.text for cell in table.rows[0]]
    is_head = all(0 < len(head.split()) <= _WORDS_OF_A_HEAD for head in heads[1:])
    if not is_head or any(head.lower() in _MARKS for head in heads):
        return table
    rows = [table.rows[0]]
    for row in table.rows[1:]:
        said = [cell.text.lower() for cell in row[1:]]
        fits = len(row) == len(heads) and all(cell.span == 1 for cell in row)
        if fits and any(said) and _MARKS.issuperset(filter(None, said)):
            row = (row[0], *(_under(*pair) for pair in zip(row[1:], heads[1:], strict=True)))
        rows.append(row)
    return replace(table, rows=tuple(rows))


def _under(cell: Cell, head: str) -> Cell:
    blocks = [
        replace(block, runs=(*block.runs, Run(f" {head}")))
        if isinstance(block, Paragraph) and block.text
        else block
        for block in cell.blocks
    ]
    return replace(cell, blocks=tuple(blocks))
