"""The demo's words are plain and its own."""

from __future__ import annotations

import re
from pathlib import Path
from statistics import mean

import pytest
from django.conf import settings
from docx import Document
from pptx import Presentation

from examples.demo import DEMO_PAGES
from knowledge.demo import blocks as b
from knowledge.demo.drawings import PICTURES
from knowledge.demo.pages import PAGES
from knowledge.demo.vocabulary import REQUIREMENTS, RUNGS

RUN = 14
"""So many words in a row would be a copy."""
LONGEST_MEAN = 18
"""Words a sentence may have on average."""


def strings(value) -> list[str]:
    """Every string inside a block's value."""
    match value:
        case str():
            return [value]
        case tuple():
            return [text for block in value for text in strings(block.value)]
        case b.Words():
            return [value.text]
        case b.Items():
            return [text for item in value.values for text in strings(item)]
        case dict():
            return [text for item in value.values() for text in strings(item)]
    return []


def texts_of(page) -> list[str]:
    """What a page of the demo says, part by part."""
    parts = [page.title, page.summary]
    for block in page.body:
        parts += strings(block.value)
    for name, value in page.fields.items():
        if name != "transcript":
            parts += strings(value)
    return parts


def demo_texts() -> dict[str, str]:
    """Everything that the demo says, by where it stands."""
    texts = {page.slug: "\n\n".join(texts_of(page)) for page in (*PAGES, *DEMO_PAGES)}
    texts["rungs"] = "\n\n".join(f"{name}. {what} {then}" for _, name, what, then in RUNGS)
    texts["requirements"] = "\n\n".join(str(row["explanation"]) for row in REQUIREMENTS)
    texts["pictures"] = "\n\n".join(picture.description for picture in PICTURES.values())
    return texts


def committed_texts() -> dict[str, str]:
    """The files themselves, with whatever stands in them."""
    root = Path(settings.BASE_DIR)
    paths = [root / "examples" / "demo.py", *(root / "knowledge" / "demo").rglob("*")]
    return {
        str(path.relative_to(root)): path.read_text(encoding="utf-8")
        for path in paths
        if path.suffix in {".py", ".html", ".vtt"}
    }


def words_of(text: str) -> list[str]:
    """The words in order, without case, marks or the quotes of source code."""
    joined = re.sub(r"\"\s*\n\s*\"", "", text)
    plain = re.sub(r"\]\([^)]*\)", " ", joined).lower()
    return re.findall(r"[a-z0-9]+", plain.replace("’", "").replace("'", ""))


def runs(text: str) -> set[tuple[str, ...]]:
    words = words_of(text)
    return {tuple(words[at : at + RUN]) for at in range(len(words) - RUN + 1)}


def source_text(folder: Path) -> str:
    """Everything that the pack's files say."""
    parts = [path.read_text(encoding="utf-8") for path in folder.glob("*.txt")]
    for path in folder.glob("*.docx"):
        document = Document(str(path))
        parts += [paragraph.text for paragraph in document.paragraphs]
        parts += [c.text for table in document.tables for r in table.rows for c in r.cells]
    for path in folder.glob("*.pptx"):
        for slide in Presentation(str(path)).slides:
            for shape in slide.shapes:
                if shape.has_text_frame:
                    parts.append(shape.text_frame.text)
                if getattr(shape, "has_table", False):
                    parts += [cell.text for row in shape.table.rows for cell in row.cells]
    return "\n".join(parts)


@pytest.mark.pack
def test_nothing_is_copied_from_the_source(real_pack):
    copied = runs(source_text(real_pack))
    assert copied
    found = {
        place: " ".join(sorted(same)[0])
        for place, text in {**demo_texts(), **committed_texts()}.items()
        if (same := runs(text) & copied)
    }
    assert not found


def sentences(text: str) -> list[int]:
    """How many words each sentence has; an item of a list and a line are sentences."""
    lines = re.split(r"\n\s*\n|\n\s*(?=- |\d+\. )", text)
    parts = [part for line in lines for part in re.split(r"(?<=[.?!:])\s+", " ".join(line.split()))]
    return [len(words_of(part)) for part in parts if len(words_of(part)) > 1]


def test_sentences_are_short():
    long = {
        place: round(mean(lengths), 1)
        for place, text in demo_texts().items()
        if (lengths := sentences(text)) and mean(lengths) > LONGEST_MEAN
    }
    assert not long
    assert mean(length for text in demo_texts().values() for length in sentences(text)) < 13


def test_no_sentence_is_very_long():
    long = {place: max(sentences(text)) for place, text in demo_texts().items()}
    assert {place: length for place, length in long.items() if length > 36} == {}


def test_every_picture_is_described_in_words():
    for picture in PICTURES.values():
        assert 40 <= len(picture.description) <= 255, picture.key


def test_slugs_and_targets_are_known():
    pages = (*PAGES, *DEMO_PAGES)
    slugs = [page.slug for page in pages]
    assert len(slugs) == len(set(slugs))
    targets = set(re.findall(r"\]\(page:([^)]+)\)", "\n".join(demo_texts().values())))
    assert targets <= set(slugs)
