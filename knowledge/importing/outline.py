"""Arranges what was read into sections as the pack itself names them. Pure.

With a table of contents, its rows are the sections and every other title is a heading inside one;
without one, every slide or highest heading is a section. A title that goes on joins the one before.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from knowledge.importing.items import (
    ImportWarning,
    Paragraph,
    Part,
    Run,
    Source,
    SourceSection,
    Table,
    normalised,
    words_of,
)
from knowledge.importing.spacing import mend_spaces, word_counts

_CONTINUED = re.compile(
    r"\s*[(\[]?\b(?:continued|cont(?:['’]d|inued|\.)?|part \d+|\d+ (?:of|/) \d+|\d+/\d+)[)\]]?\s*$",
    re.I,
)
_CONTENTS = {"contents", "table of contents"}
_END = re.compile(r"[.:;,!?]['’”\")]*$")


@dataclass
class Section:
    """A section to be: its title, where it came from, and its parts; headings are paragraphs."""

    title: str
    places: list[str]
    parts: list[Part] = field(default_factory=list)

    @property
    def place(self) -> str:
        """Where it stood, for the report: "slides 6, 7"."""
        if len(self.places) < 2:
            return "".join(self.places)
        numbers = [place.rsplit(" ", 1)[-1] for place in self.places]
        return f"{self.places[0].rsplit(' ', 1)[0]}s {', '.join(numbers)}"


@dataclass
class Outline:
    """The source, arranged."""

    title: str
    title_lines: list[Paragraph]
    sections: list[Section]
    warnings: list[ImportWarning]


def bare_title(title: str) -> str:
    """A title without "(continued)", "2 of 3" or a mark at its end."""
    return _CONTINUED.sub("", title).strip().rstrip("*").strip() or title.strip()


def arrange(source: Source) -> Outline:
    """The outline of a source; what it leaves out it says in `warnings`."""
    outline = Outline(source.title, source.title_lines, [], list(source.warnings))
    rows = _contents(source, outline)
    top = _top_level(source)
    counts = word_counts(text for _, text in source.texts())
    heading = ""
    for slide in source.sections:
        if normalised(slide.title) in _CONTENTS and rows:
            continue
        title = bare_title(slide.title)
        named, overline = _named_in_contents(title, rows)
        current = outline.sections[-1] if outline.sections else None
        parts = [_mended(part, counts, outline) for part in slide.parts]
        goes_on = current is not None and (
            not title or normalised(named or title) == normalised(current.title)
        )
        is_heading = (
            current is not None and bool(title) and (not named if rows else slide.level > top)
        )
        if goes_on and current is not None:
            _join(current, slide, title, outline)
            heading = ""
        elif is_heading and current is not None:
            if normalised(title) == normalised(heading):
                _join(current, slide, title, outline)
            else:
                heading = title
                current.parts.append(
                    Paragraph((Run(title),), heading=max(1, slide.level - top), place=slide.place)
                )
                _add_place(current, slide.place)
        else:
            heading = ""
            lead = _taken_overline(current) if named and current is not None else []
            current = Section(named or title or source.title, [slide.place])
            outline.sections.append(current)
            if overline:
                lead = [Paragraph((Run(overline, bold=True),), place=slide.place)]
            current.parts += lead
        current.parts += _without_repeated_title(parts, title, current.title, outline)
    for section in outline.sections:
        section.parts = _numbered(section.parts, outline)
    return outline


def _contents(source: Source, outline: Outline) -> dict[str, str]:
    """Normalised → title of the rows of the table of contents, which itself goes to the report."""
    for slide in source.sections:
        if normalised(slide.title) not in _CONTENTS:
            continue
        titles = {
            normalised(row[0].text): row[0].text
            for part in slide.parts
            if isinstance(part, Table)
            for row in part.rows
            if row
        } or {
            normalised(part.text): part.text for part in slide.parts if isinstance(part, Paragraph)
        }
        known = {normalised(bare_title(other.title)) for other in source.sections}
        rows = {
            key: title
            for key, title in titles.items()
            if any(key == other or other.endswith(" " + key) for other in known)
        }
        if len(rows) < 2:
            return {}
        what = "The table of contents, which the hub makes by itself"
        words = [slide.title]
        for part in slide.parts:
            if isinstance(part, Table):
                words += [" ".join(row) for row in part.texts]
            elif isinstance(part, Paragraph):
                words.append(part.text)
        outline.warnings.append(ImportWarning(what, "\n".join(words), slide.place))
        return rows
    return {}


def _top_level(source: Source) -> int:
    """The level whose headings are sections: the highest with two, else the highest there is."""
    levels = [section.level for section in source.sections if section.title]
    for level in sorted(set(levels)):
        if levels.count(level) > 1:
            return level
    return min(levels, default=1)


def _named_in_contents(title: str, rows: dict[str, str]) -> tuple[str, str]:
    """(the contents' wording of a title, what the title says before it); ("", "") when not listed."""
    key = normalised(title)
    if key in rows:
        return rows[key], ""
    for row_key, row in rows.items():
        found = title.casefold().find(row.casefold())
        if found > 0 and key.endswith(" " + row_key):
            return row, title[:found].rstrip(" :–-—|")
    return "", ""


def _join(current: Section, slide: SourceSection, title: str, outline: Outline) -> None:
    if title:
        outline.warnings.append(ImportWarning("Goes on under the title before", title, slide.place))
    _add_place(current, slide.place)


def _add_place(section: Section, place: str) -> None:
    if place not in section.places and place.startswith("slide"):
        section.places.append(place)


def _taken_overline(section: Section) -> list[Part]:
    """A short line at the very end of a section, after a list: it stands over the next title."""
    if len(section.parts) < 2:
        return []
    before, last = section.parts[-2:]
    is_overline = (
        isinstance(last, Paragraph)
        and isinstance(before, Paragraph)
        and before.list_kind in {"bullet", "number"}
        and not last.list_kind
        and not last.heading
        and not last.has_link
        and not last.is_formula
        and len(words_of(last.text)) <= 8
        and not _END.search(last.text)
    )
    if not is_overline or not isinstance(last, Paragraph):
        return []
    section.parts.pop()
    return [replace(last, runs=(Run(last.text, bold=True),))]


def _without_repeated_title(
    parts: list[Part], title: str, section_title: str, outline: Outline
) -> list[Part]:
    if parts and isinstance(parts[0], Paragraph):
        first = parts[0]
        if not first.has_link and normalised(first.text) in {
            normalised(title),
            normalised(section_title),
        } - {""}:
            outline.warnings.append(
                ImportWarning("Repeats the title above it", first.text, first.place)
            )
            return parts[1:]
    return parts


def _mended(part: Part, counts: dict[str, int], outline: Outline) -> Part:
    if not isinstance(part, Paragraph):
        return part
    mended, glued = mend_spaces(part, counts)
    for word in glued:
        outline.warnings.append(
            ImportWarning("A space was missing inside this and was put in", word, part.place)
        )
    return mended


def _numbered(parts: list[Part], outline: Outline) -> list[Part]:
    """Lines that are only 1, 2, 3 … number the lines after them; other lone numbers are a page's."""
    lone = {
        index: int(part.text)
        for index, part in enumerate(parts)
        if isinstance(part, Paragraph) and not part.heading and part.text.isdecimal()
    }
    numbers = list(lone.items())
    listed: set[int] = set()
    for at, (index, number) in enumerate(numbers):
        run = [index]
        while number == 1 and at + len(run) < len(numbers):
            following, value = numbers[at + len(run)]
            if value != len(run) + 1 or following != run[-1] + 2:
                break
            run.append(following)
        if len(run) > 1:
            listed |= set(run)
            what = "These numbers became the numbering of a list"
            words = " ".join(str(lone[item]) for item in run)
            outline.warnings.append(ImportWarning(what, words, parts[index].place))
    dropped: set[int] = set()
    for index in lone.keys() - listed:
        page = [index]
        before = parts[index - 1] if index else None
        if (
            isinstance(before, Paragraph)
            and not before.heading
            and not before.has_link
            and len(words_of(before.text)) <= 5
        ):
            page.insert(0, index - 1)
        dropped |= set(page)
        words = " ".join(_text(parts[item]) for item in page)
        outline.warnings.append(
            ImportWarning("Looks like the head and the number of a printed page", words)
        )
    result: list[Part] = []
    for index, part in enumerate(parts):
        if index in listed or index in dropped:
            continue
        if index - 1 in listed and isinstance(part, Paragraph):
            part = replace(part, list_kind="number")
        result.append(part)
    return result


def _text(part: Part) -> str:
    return part.text if isinstance(part, Paragraph) else ""
