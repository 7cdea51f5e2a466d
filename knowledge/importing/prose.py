"""Turns a row of paragraphs into rich text: paragraphs, lists and lists within lists. Pure.

Slides give every line a bullet by their layout; such a line is an item only where it reads as one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from knowledge.importing.items import ListKind, Paragraph, Run, words_of
from knowledge.importing.linking import LinkFinding, html_of

_SENTENCE_END = re.compile(r"[.!:]['’”\")]*$")
_ADDRESS_END = re.compile(r"(?:https?://|www\.)\S+$")
SHORT_LINE = 10
"""Words up to which a line without a full stop can be an item of a list that has no bullets."""


def is_sentence(paragraph: Paragraph) -> bool:
    """Whether it reads as running text: it ends like a sentence, or in an address after some words."""
    text = paragraph.text
    if _SENTENCE_END.search(text):
        return len(words_of(text)) > 3
    return bool(_ADDRESS_END.search(text)) and len(words_of(text)) > 8


def with_list_kinds(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """The paragraphs, each with what it is: an item with its level, or running text."""
    result = list(paragraphs)
    for start, end in _stretches(result):
        stretch = result[start:end]
        if stretch[0].list_kind == "inherited":
            has_levels = len({paragraph.level for paragraph in stretch}) > 1
            result[start:end] = _levelled(stretch) if has_levels else _judged(stretch)
        elif len(stretch) > 2 and not stretch[0].list_kind:
            result[start:end] = _short_lines(stretch)
    return result


def _stretches(paragraphs: Sequence[Paragraph]) -> list[tuple[int, int]]:
    """(start, end) of neighbours of one kind and level; lines of a layout may differ in level."""
    found: list[tuple[int, int]] = []
    for index, paragraph in enumerate(paragraphs):
        if found and index:
            before = paragraphs[index - 1]
            same_level = before.level == paragraph.level or paragraph.list_kind == "inherited"
            if before.list_kind == paragraph.list_kind and same_level:
                found[-1] = (found[-1][0], index + 1)
                continue
        found.append((index, index + 1))
    return found


def _levelled(stretch: list[Paragraph]) -> list[Paragraph]:
    """Lines that their author put on levels are a list; sentences on the highest before it are text."""
    lowest = min(paragraph.level for paragraph in stretch)
    result = []
    is_lead = True
    for at, paragraph in enumerate(stretch):
        following = stretch[at + 1].level if at + 1 < len(stretch) else paragraph.level
        is_lead = is_lead and paragraph.level == lowest == following and is_sentence(paragraph)
        kind: ListKind = "" if is_lead else "bullet"
        result.append(replace(paragraph, list_kind=kind, level=paragraph.level - lowest))
    return result


def _judged(stretch: list[Paragraph]) -> list[Paragraph]:
    """Lines with inherited bullets: leading sentences are text, the rest a list if it reads as one."""
    lead = 0
    while lead < len(stretch) and is_sentence(stretch[lead]):
        lead += 1
    rest = stretch[lead:]
    items = sum(1 for paragraph in rest if not is_sentence(paragraph))
    if items < 2 or items * 2 <= len(rest):
        return [replace(paragraph, list_kind="", level=0) for paragraph in stretch]
    result = [replace(paragraph, list_kind="", level=0) for paragraph in stretch[:lead]]
    nested = False
    for paragraph in rest:
        text = paragraph.text
        nested = nested and text[:1].islower()
        result.append(replace(paragraph, list_kind="bullet", level=1 if nested else 0))
        nested = nested or text.endswith(":")
    return result


def with_written_numbers(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """The paragraphs, with the numbers written out of a list that does not begin at 1, or counts in
    letters.

    Rich text numbers every list from 1, and a reference to "point 4" or "point (b)" must go on leading
    there. Within another list such an item becomes a bullet with its number.
    """
    result: list[Paragraph] = []
    written: dict[int, bool] = {}
    for paragraph in paragraphs:
        kind, level = paragraph.list_kind, paragraph.level if paragraph.list_kind else -1
        written = {each: is_ for each, is_ in written.items() if each <= level}
        if kind != "number":
            written.pop(level, None)
            result.append(paragraph)
            continue
        if level not in written or paragraph.number == 1:
            written[level] = paragraph.number not in {None, 1} or bool(paragraph.mark)
        result.append(_with_number(paragraph) if written[level] else paragraph)
    return result


def _with_number(paragraph: Paragraph) -> Paragraph:
    """An item with its number as its first words; within another list it stays an item."""
    if paragraph.number is None:
        return paragraph
    runs = (Run(f"{paragraph.mark or f'{paragraph.number}.'} "), *paragraph.runs)
    kind: ListKind = "bullet" if paragraph.level else ""
    return replace(paragraph, runs=runs, list_kind=kind, number=None, mark="")


def with_lists_that_last(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """The paragraphs, with the numbers of lists written out that Wagtail's editor could not keep.

    Where numbers and bullets stand within each other it begins the outer list anew after the inner one,
    or takes its items for the inner one's kind, as soon as somebody saves the page.
    """
    result: list[Paragraph] = []
    at = 0
    while at < len(paragraphs):
        end = at
        while end < len(paragraphs) and paragraphs[end].list_kind:
            end += 1
        lists = list(paragraphs[at:end])
        result += lists if _lasts(lists) else _numbers_written(lists)
        result += paragraphs[end : end + 1]
        at = end + 1
    return result


def _lasts(lists: Sequence[Paragraph]) -> bool:
    """Whether the editor keeps kinds and numbers: it compares an item with the one before it only."""
    open_lists: list[str] = []
    for item in lists:
        depth = min(item.level, len(open_lists))
        kind = item.list_kind
        if depth < len(open_lists) - 1:
            outer, inner = open_lists[depth], open_lists[-1]
            if (kind == inner != outer) or (kind == outer == "number" != inner):
                return False
        open_lists[depth:] = [kind]
    return True


def _numbers_written(lists: Sequence[Paragraph]) -> list[Paragraph]:
    """Points of the outermost list as paragraphs, those within as bullets, each with its number."""
    result = []
    counts: list[int] = []
    for item in lists:
        depth = min(item.level, len(counts))
        count = counts[depth] if depth < len(counts) else 0
        counts[depth:] = [count + 1 if item.list_kind == "number" else 0]
        if item.list_kind == "number":
            number = counts[depth] if item.number is None else item.number
            item = _with_number(replace(item, number=number, level=depth))
        result.append(item)
    return result


def _short_lines(stretch: list[Paragraph]) -> list[Paragraph]:
    """Three and more short lines in a row without bullets are a list, too."""
    result = list(stretch)
    start = 0
    while start < len(stretch):
        end = start
        while end < len(stretch) and _is_short_line(stretch[end]):
            end += 1
        if end - start >= 3:
            for index in range(start, end):
                result[index] = replace(stretch[index], list_kind="bullet")
        start = max(end, start + 1)
    return result


def _is_short_line(paragraph: Paragraph) -> bool:
    text = paragraph.text
    return 0 < len(words_of(text)) <= SHORT_LINE and not re.search(r"[.:;,!?]['’”\")]*$", text)


def rich_text(paragraphs: Sequence[Paragraph]) -> tuple[str, list[LinkFinding]]:
    """The paragraphs as one piece of rich text, and what is to be said of its links."""
    findings: list[LinkFinding] = []
    pieces: list[str] = []
    open_lists: list[str] = []

    def close(depth: int) -> None:
        while len(open_lists) > depth:
            pieces.append(f"</li></{open_lists.pop()}>")

    known = [paragraph for paragraph in with_list_kinds(paragraphs) if paragraph.text]
    for paragraph in with_lists_that_last(with_written_numbers(known)):
        html, found = html_of(paragraph)
        findings += found
        if not html.strip():
            continue
        if not paragraph.list_kind:
            close(0)
            pieces.append(f"<p>{html}</p>")
            continue
        tag = "ol" if paragraph.list_kind == "number" else "ul"
        depth = min(paragraph.level, len(open_lists)) + 1
        close(depth)
        if len(open_lists) == depth and open_lists[-1] != tag:
            close(depth - 1)
        if len(open_lists) == depth:
            pieces.append("</li><li>")
        else:
            pieces.append(f"<{tag}><li>")
            open_lists.append(tag)
        pieces.append(html)
    close(0)
    return "".join(pieces), findings
