"""Reads a plain text file: sections where a line equals a row of its Contents, tables by their tabs.

Pure. A text has no heading marks of its own, so its table of contents says what is a heading; lines
that begin with "# " count as headings too. Links are written `[words](address)` or `<address>`.
"""

from __future__ import annotations

import re
from html import unescape
from pathlib import PurePath

from knowledge.importing.guard import decode_text
from knowledge.importing.items import (
    Cell,
    ImportWarning,
    Paragraph,
    Run,
    Source,
    SourceSection,
    Table,
    normalised,
    words_of,
)

_LINK = re.compile(
    r"\[(?P<words>(?:\\.|[^\[\]\\])+)\]\((?P<href>[^)\s]*)\)"
    r"|<(?P<bare>(?:https?://|mailto:)[^>\s]+)>"
    r"|\*\*(?P<bold>[^*\s](?:[^*]*[^*\s])?)\*\*"
    r"|(?<![\w*])\*(?P<italic>[^*\s](?:[^*]*[^*\s])?)\*(?![\w*])"
    r"|<(?P<tag>b|i|em|strong)>(?P<tagged>.*?)</(?P=tag)>",
    re.S,
)
_ESCAPED = re.compile(r"\\([()\[\]*_#<>\\])")
_BULLET = re.compile(r"^(?P<indent>\s*)(?:[-*•‣–]\s+)(?P<words>\S.*)$")
_NUMBERED = re.compile(r"^(?P<indent>\s*)(?P<number>\d{1,2})[.)]\s+(?P<words>\S.*)$")
_HEADING = re.compile(r"^(?P<marks>#{1,4})\s+(?P<words>\S.*)$")
_TAG = re.compile(r"</?(?:ul|ol|li|p|br|div|span)\b[^>]*>", re.I)
_ITEM = re.compile(r"<li\b[^>]*>|•", re.I)
_CONTENTS = {"contents", "table of contents"}
TITLE_WORDS = 16
"""A first line of more words is a sentence, not a title."""


def read_text(data: bytes, name: str) -> Source:
    """The source in a text file. `name` is its file name, which titles a text without a title."""
    text = (decode_text(data) or "").replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n")
    lines = [line.rstrip(" ") for line in text.replace("\xa0", " ").split("\n")]
    rows = contents_rows(lines)
    source = Source(name=name, format="txt", title="")
    section: SourceSection | None = None
    number = 0
    while number < len(lines):
        line, place = lines[number], f"line {number + 1}"
        if not line.strip():
            number += 1
            continue
        heading = _heading(line, rows)
        if heading:
            section = SourceSection(title=heading[1], place=place, level=heading[0])
            source.sections.append(section)
            number += 1
        elif "\t" in line.strip("\n"):
            end = number
            while end < len(lines) and "\t" in lines[end]:
                end += 1
            table = _table(lines[number:end], place)
            section = _here(source, section, place)
            section.parts.append(table)
            number = end
        else:
            paragraph, number = _paragraph(lines, number, rows)
            if not words_of(paragraph.text):
                _note_signs(source, paragraph.text, place)
                continue
            if not source.title and section is None and _takes_title(source, paragraph.text):
                continue
            if section is None and rows:
                source.title_lines.append(paragraph)
            else:
                section = _here(source, section, place)
                section.parts.append(paragraph)
    if not source.title:
        source.title = _title_of_file(name)
    return source


def _note_signs(source: Source, text: str, place: str) -> None:
    """What has no words is reported, but for the lines of stars that separate parts."""
    if text.strip("* "):
        source.warnings.append(ImportWarning("Signs without words", text, place))


def _takes_title(source: Source, first_line: str) -> bool:
    """Whether a text's first line is its title; else its file's name is."""
    if len(words_of(first_line)) <= TITLE_WORDS:
        source.title, source.has_own_title = first_line, True
        return True
    source.title = _title_of_file(source.name)
    return False


def _title_of_file(name: str) -> str:
    return PurePath(name).stem.replace("-", " ").replace("_", " ").capitalize()


def contents_rows(lines: list[str]) -> dict[str, str]:
    """Normalised title → title, of every row of the table of contents; empty when there is none."""
    for number, line in enumerate(lines):
        if normalised(line) not in _CONTENTS:
            continue
        start = number + 1
        while start < len(lines) and not lines[start].strip():
            start += 1
        rows: dict[str, str] = {}
        while start < len(lines) and "\t" in lines[start]:
            title = lines[start].split("\t")[0].strip()
            rows[normalised(title)] = title
            start += 1
        if len(rows) > 1:
            return rows
    return {}


def _heading(line: str, rows: dict[str, str]) -> tuple[int, str] | None:
    """(level, title) when the line is a heading."""
    if marked := _HEADING.match(line):
        return len(marked["marks"]), _plain(marked["words"])
    words = normalised(line)
    if "\t" not in line and not _BULLET.match(line) and (words in rows or words in _CONTENTS):
        return (1, line.strip()) if rows else None
    return None


def _here(source: Source, section: SourceSection | None, place: str) -> SourceSection:
    """The section that goes on; the text before any heading has one of its own."""
    if section is None:
        section = SourceSection(title=source.title, place=place)
        source.sections.append(section)
    return section


def _paragraph(lines: list[str], number: int, rows: dict[str, str]) -> tuple[Paragraph, int]:
    """The paragraph that begins at a line, and the number of the line after it.

    Every line is a paragraph of its own: text exported from slides is not wrapped.
    """
    line, place = lines[number], f"line {number + 1}"
    if bullet := _BULLET.match(line):
        level = len(bullet["indent"].replace("\t", "    ")) // 2
        return Paragraph(runs_of(bullet["words"]), "bullet", level, place=place), number + 1
    if numbered := _NUMBERED.match(line):
        level = len(numbered["indent"]) // 2
        item = Paragraph(
            runs_of(numbered["words"]), "number", level, place=place,
            number=int(numbered["number"]) if not level else None,
        )  # fmt: skip
        return item, number + 1
    return Paragraph(runs_of(line.strip()), place=place), number + 1


def runs_of(text: str) -> tuple[Run, ...]:
    """The runs of a line with its links and emphasis."""
    runs: list[Run] = []
    position = 0
    for match in _LINK.finditer(text):
        runs.append(Run(_plain(text[position : match.start()])))
        if match["words"] is not None:
            runs.append(Run(_plain(match["words"]), href=match["href"]))
        elif match["bare"]:
            address = match["bare"]
            runs.append(Run(address.removeprefix("mailto:"), href=address))
        elif match["bold"] or match["tag"] in {"b", "strong"}:
            runs.append(Run(_plain(match["bold"] or match["tagged"]), bold=True))
        else:
            runs.append(Run(_plain(match["italic"] or match["tagged"]), italic=True))
        position = match.end()
    runs.append(Run(_plain(text[position:])))
    return tuple(run for run in runs if run.text)


def _plain(text: str) -> str:
    return _ESCAPED.sub(r"\1", unescape(text))


def _table(lines: list[str], place: str) -> Table:
    rows = [[_cell(cell, place) for cell in line.split("\t")] for line in lines]
    return Table(tuple(tuple(row) for row in rows), place=place)


def _cell(text: str, place: str) -> Cell:
    """A cell; `<li>` and "•" begin an item, other layout marks are dropped."""
    has_items = bool(_ITEM.search(text))
    first, *items = _ITEM.split(text) if has_items else [text]
    parts = [(first, ""), *((item, "bullet") for item in items)]
    paragraphs = []
    for words, kind in parts:
        runs = runs_of(" ".join(_TAG.sub(" ", words).split()))
        if runs:
            paragraphs.append(Paragraph(runs, kind, place=place))  # type: ignore[arg-type]
    return Cell(tuple(paragraphs))
