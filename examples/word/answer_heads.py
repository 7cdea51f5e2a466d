"""Knows a row of heads over several columns of answers, such as "2023 | 2024", and names each answer's. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from examples.word.blocks import Block, FormCell, FormRun, Paragraph
from examples.word.columns import Column, cells_under, columns_of
from examples.word.labels import Labels
from examples.word.wording import is_answer, is_of_the_form

_WORDS_OF_A_HEAD = 4
_TIME = re.compile(r"\b(?:19|20)\d\d\b")


def answer_heads(labels: Labels, row: list[FormCell], below: list[FormCell] | None) -> list[Column]:
    """The columns of a first row without labels, where the row below is a label and its answers; or none."""
    if below is None or any(labels.controls_of(cell) for cell in row):
        return []
    first, *heads = columns_of(row)
    texts = [head.text.strip() for head in heads]
    if (
        len(set(texts)) < 2
        or len(set(texts)) != len(texts)
        or not cells_under([first, *heads], below)
    ):
        return []
    is_short = all(text and len(text.split()) <= _WORDS_OF_A_HEAD for text in texts)
    is_over_labels = not first.text.strip() or is_of_the_form(first.text)
    is_over_labels |= all(map(_TIME.search, texts))
    return heads if is_short and is_over_labels and labels.label_of(below[0], below) else []


def with_heads(heads: Sequence[Column], row: list[FormCell]) -> tuple[list[FormCell], list[str]]:
    """A row under heads, with its column's head before each answer, and those heads.

    A row of another width stays as it is.
    """
    if not heads or sum(cell.span for cell in row) != heads[-1].end:
        return row, []
    named: list[FormCell] = []
    said: list[str] = []
    for cell, place in zip(row, columns_of(row), strict=True):
        over = (each for each in heads if each.start <= place.start < place.end <= each.end)
        head = next((each.text for each in over), "")
        if head and is_answer(cell.text) and not is_of_the_form(head):
            cell = _headed(cell, " ".join(head.split()))
            said.append(head)
        named.append(cell)
    return named, said


def _headed(cell: FormCell, head: str) -> FormCell:
    said = f"{head.rstrip(':')}: "
    blocks: list[Block] = list(cell.blocks)
    for at, block in enumerate(blocks):
        if isinstance(block, Paragraph) and block.text.strip():
            place = next(n for n, run in enumerate(block.runs) if run.text.strip())
            runs = list(block.runs)
            runs[place] = replace(runs[place], text=said + runs[place].text.lstrip())
            blocks[at] = replace(block, runs=runs)
            return replace(cell, blocks=blocks)
        if not isinstance(block, Paragraph):
            break
    return replace(cell, blocks=[Paragraph([FormRun(said.strip())]), *blocks])
