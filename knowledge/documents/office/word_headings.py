"""Headings that are only bold, underlined or in capitals, in files whose author knew no styles. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from knowledge.documents.office.items import OfficeBlock, Paragraph

_LETTERS_OF_CAPITALS = 6
MOST_WORDS, MOST_LETTERS = 14, 120
_NO_HEADING = re.compile(r"[.;,!…]['’”\")]*$")
_WORD = re.compile(r"[^\W\d_]{2,}")


@dataclass(frozen=True)
class Look:
    """How a paragraph looks: size of its letters in half points where all are bold, underlined or capitals,
    else None."""

    bold_size: int | None
    letters: int


def is_in_capitals(text: str) -> bool:
    """Whether a line is written in capitals, and is more than an abbreviation."""
    return text.isupper() and sum(map(str.isalpha, text)) >= _LETTERS_OF_CAPITALS


def with_bold_headings(
    blocks: Sequence[OfficeBlock], looks: Mapping[str, Look]
) -> list[OfficeBlock]:
    """The blocks, with a level for every bold line that heads what follows it.

    Where the file has headings of its own, a bold line heads a part below the last of them; where it
    has none, larger letters are higher levels, and a single largest line at the top is the title.
    """
    found = [at for at, block in enumerate(blocks) if _is_bold_line(block, looks)]
    looks_of = {at: _look(blocks[at], looks).bold_size or 0 for at in found}
    found = [at for at in found if _heads_something(at, blocks, looks_of)]
    result = list(blocks)
    headings = [block.heading for block in blocks if isinstance(block, Paragraph) and block.heading]
    has_title = any(isinstance(block, Paragraph) and block.is_title for block in blocks)
    if headings:
        _below_headings(result, found)
        return result
    sizes = {at: _look(blocks[at], looks).bold_size or 0 for at in found}
    levels = sorted(set(sizes.values()), reverse=True)
    for at in found:
        result[at] = _headed(blocks[at], levels.index(sizes[at]) + 1)
    first = _first_words(blocks)
    if (
        not has_title
        and len(found) > 2
        and found[0] == first
        and len(levels) > 1
        and [sizes[at] for at in found].count(levels[0]) == 1
        and sizes[found[0]] == levels[0]
    ):
        title = result[first]
        if isinstance(title, Paragraph):
            result[first] = replace(title, heading=0, is_title=True)
    return result


def _below_headings(result: list[OfficeBlock], found: list[int]) -> None:
    level = 0
    bold = set(found)
    for at, block in enumerate(result):
        if isinstance(block, Paragraph) and block.heading:
            level = block.heading
        elif at in bold and level:
            result[at] = _headed(block, min(level + 1, 6))


def _headed(block: OfficeBlock, level: int) -> OfficeBlock:
    if not isinstance(block, Paragraph):
        return block
    return replace(block, heading=level, list_kind="", level=0, number=None, mark="")


def _look(block: OfficeBlock, looks: Mapping[str, Look]) -> Look:
    return looks.get(block.place, Look(None, 0)) if isinstance(block, Paragraph) else Look(None, 0)


def _is_bold_line(block: OfficeBlock, looks: Mapping[str, Look]) -> bool:
    if not isinstance(block, Paragraph) or block.is_box or block.heading or block.is_title:
        return False
    if block.is_formula:
        return False
    text = block.text
    return (
        _look(block, looks).bold_size is not None
        and block.list_kind in {"", "number"}
        and len(text) <= MOST_LETTERS
        and 0 < len(text.split()) <= MOST_WORDS
        and bool(_WORD.search(text))
        and not _NO_HEADING.search(text)
        and not any(run.control or run.is_prompt for run in block.runs)
    )


def _heads_something(at: int, blocks: Sequence[OfficeBlock], sizes: Mapping[int, int]) -> bool:
    """Whether something that is no such line follows, or one in smaller letters.

    A bold item of a numbered list does where text stands above and below it, and no further item.
    Two bold lines of one size in a row are an address, or a title over a heading; the last is one.
    """
    own = blocks[at]
    is_item = isinstance(own, Paragraph) and bool(own.list_kind)
    if is_item and _is_item_above(at, blocks):
        return False
    for following in range(at + 1, len(blocks)):
        block = blocks[following]
        if isinstance(block, Paragraph) and not block.text:
            continue
        if isinstance(block, Paragraph) and block.heading:
            return False
        if is_item:
            # A bold item of a list is followed by more of the list.
            return not (isinstance(block, Paragraph) and block.list_kind == "number")
        smaller = sizes.get(following, sizes[at]) < sizes[at]
        return following not in sizes or smaller or at == _first_words(blocks)
    return False


def _is_item_above(at: int, blocks: Sequence[OfficeBlock]) -> bool:
    above = (
        block for block in reversed(blocks[:at]) if not isinstance(block, Paragraph) or block.text
    )
    block = next(above, None)
    return isinstance(block, Paragraph) and block.list_kind == "number"


def _first_words(blocks: Sequence[OfficeBlock]) -> int:
    return next((at for at, b in enumerate(blocks) if isinstance(b, Paragraph) and b.text), -1)
