"""Makes sections of a deck, one for each slide. Pure apart from unpacking.

What has words but no place in a draft comes back as an `ImportWarning`.
"""

from __future__ import annotations

from knowledge.documents.office.deck import read_deck_file
from knowledge.documents.office.items import Slide
from knowledge.importing.items import (
    Embedded,
    ImportWarning,
    Note,
    Paragraph,
    Part,
    Source,
    SourceSection,
    words_of,
)
from knowledge.importing.word import title_from_name, with_link

_NO_TITLES = {"", "powerpoint presentation", "presentation", "untitled"}


def read_deck(data: bytes, name: str) -> Source:
    """The source in a .pptx. UnreadablePackage when there are no slides to read."""
    deck = read_deck_file(data)
    source = Source(name=name, format="pptx", title="", words=deck.words)
    source.warnings = [ImportWarning.of(remark) for remark in deck.remarks]
    for slide in deck.slides:
        section = _section(slide)
        if slide.number == 1 and _is_title_slide(slide, section, alone=len(deck.slides) == 1):
            _take_title(section, source)
        else:
            source.sections.append(section)
    if not source.title:
        given = deck.title if deck.title.lower() not in _NO_TITLES else ""
        first = next((part.title for part in source.sections if part.title), "")
        source.title = given or first or title_from_name(name)
    return source


def _section(slide: Slide) -> SourceSection:
    parts: list[Part] = []
    for block in slide.blocks:
        parts += with_link(block) if isinstance(block, Embedded) else [block]
    parts += [Note(text, slide.place) for text in slide.notes]
    title = slide.title
    if not title:
        title, parts = _title_from_parts(parts)
    return SourceSection(title, slide.place, parts=parts)


def _is_title_slide(slide: Slide, section: SourceSection, *, alone: bool) -> bool:
    """Whether a first slide only names the deck: by its layout, or by a few short lines and no body."""
    texts = [part for part in section.parts if isinstance(part, Paragraph)]
    is_short = len(texts) <= 2 and all(len(words_of(part.text)) <= 12 for part in texts)
    has_body = bool({"body", "obj"} & slide.placeholders)
    names_deck = bool({"ctrTitle", "subTitle"} & slide.placeholders)
    return bool(section.title) and (names_deck or (is_short and not has_body and not alone))


def _take_title(section: SourceSection, source: Source) -> None:
    """Title and lines of the title slide; what else is on it is reported, or stands as a section."""
    source.title, source.has_own_title = section.title, True
    rest: list[Part] = []
    for part in section.parts:
        if isinstance(part, Paragraph):
            source.title_lines.append(part)
        elif isinstance(part, Note):
            source.warnings.append(ImportWarning("Words for the speaker", part.text, section.place))
        elif isinstance(part, Embedded) and part.kind == "picture":
            source.warnings.append(
                ImportWarning("A picture on the title page was left out", part.alt, section.place)
            )
        else:
            rest.append(part)
    if rest:
        source.sections.append(SourceSection(section.title, section.place, parts=rest))


def _title_from_parts(parts: list[Part]) -> tuple[str, list[Part]]:
    """A slide without a title is called by its first short line, if that is no sentence or formula."""
    for part in parts:
        if isinstance(part, Paragraph) and words_of(part.text):
            is_name = part.text[-1:] not in ".;," and not part.is_formula
            if len(words_of(part.text)) <= 12 and not part.has_link and is_name:
                return part.text, [other for other in parts if other is not part]
            break
    return "", parts
