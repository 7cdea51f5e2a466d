"""What the importer writes is the same after an editor has opened it in Wagtail's editor and saved it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from bs4 import BeautifulSoup, NavigableString, Tag
from hypothesis import given, settings
from hypothesis import strategies as st
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter

from knowledge.blocks.text import RICH_TEXT_FEATURES
from knowledge.importing.items import Paragraph, Run
from knowledge.importing.prose import rich_text

Line = tuple[str, str]
"""What stands before a line, such as "2." or "•" with its depth, and the line with its marks."""


def opened_and_saved(html: str) -> str:
    converter = ContentstateConverter(features=RICH_TEXT_FEATURES)
    return converter.to_database_format(converter.from_database_format(html))


def lines_of(html: str) -> list[Line]:
    """What readers see, line by line, however it is marked up."""
    return [line for tag in BeautifulSoup(html, "html.parser").contents for line in _lines(tag, 0)]


def _lines(tag: Tag | NavigableString, depth: int) -> Iterator[Line]:
    if not isinstance(tag, Tag):
        assert not str(tag).strip(), f"Words outside of any block: {tag}"
        return
    if tag.name == "p":
        yield "", _inline(tag)
        return
    assert tag.name in {"ol", "ul"}
    for number, item in enumerate(tag.find_all("li", recursive=False), start=1):
        mark = f"{number}." if tag.name == "ol" else "•"
        yield f"{depth} {mark}", _inline(item)
        for inner in item.find_all(["ol", "ul"], recursive=False):
            yield from _lines(inner, depth + 1)


def _inline(block: Tag) -> str:
    """Its own words with what is bold, slanted or a link, without what stands in lists below it."""
    pieces = []
    for child in block.children:
        if isinstance(child, Tag) and child.name in {"ol", "ul"}:
            continue
        assert not (isinstance(child, Tag) and child.name in {"p", "li"})
        pieces.append(_marked(child, frozenset()))
    return " ".join("".join(pieces).split())


def _marked(node: Tag | NavigableString, marks: frozenset[str]) -> str:
    if isinstance(node, NavigableString):
        # Letter by letter, as two ways to nest the same marks are the same to readers.
        said = "/".join(sorted(marks))
        return "".join(each if each.isspace() else f"{each}{said}" for each in str(node))
    own = {f"a:{node['href']}"} if node.name == "a" else {node.name}
    return "".join(_marked(child, marks | own) for child in node.children)


texts = st.text(alphabet="ab 1.:&<>\"'é\n\t\u00a0", min_size=1, max_size=8) | st.sampled_from(
    ["Ring the ward", "see www.example.org", "https://example.org/a?b=1&c=2", "me@example.org"]
)
hrefs = st.none() | st.sampled_from(
    ["https://example.org/a?b=1&c=2", "example.org", "#top", "mailto:me@example.org", "x.docx"]
)
runs = st.builds(Run, text=texts, bold=st.booleans(), italic=st.booleans(), href=hrefs)
paragraphs = st.builds(
    Paragraph,
    runs=st.lists(runs, min_size=1, max_size=3).map(tuple),
    list_kind=st.sampled_from(["", "bullet", "number", "inherited"]),
    level=st.integers(0, 3),
    number=st.none() | st.integers(1, 4),
)


@settings(max_examples=300, deadline=None)
@given(st.lists(paragraphs, min_size=1, max_size=7))
def test_whatever_is_imported(row):
    html, _ = rich_text(row)
    assert not html or lines_of(opened_and_saved(html)) == lines_of(html)


def items(*said: tuple[str, int, str]) -> list[Paragraph]:
    kinds = {"1": "number", "-": "bullet", "": ""}
    return [Paragraph((Run(text),), kinds[kind], level) for kind, level, text in said]


@pytest.mark.parametrize(
    ("row", "html"),
    [
        (
            items(("1", 0, "Ring"), ("1", 1, "by day"), ("1", 0, "Ask")),
            "<ol><li>Ring<ol><li>by day</li></ol></li><li>Ask</li></ol>",
        ),
        (
            items(("1", 0, "Ring"), ("-", 1, "by day"), ("1", 0, "Ask"), ("-", 1, "Sam")),
            "<p>1. Ring</p><ul><li>by day</li></ul><p>2. Ask</p><ul><li>Sam</li></ul>",
        ),
        (
            items(("-", 0, "Ring"), ("1", 1, "at nine"), ("1", 1, "at ten"), ("-", 0, "Ask")),
            "<ul><li>Ring<ol><li>at nine</li><li>at ten</li></ol></li><li>Ask</li></ul>",
        ),
        (
            items(("-", 0, "Ring"), ("1", 1, "at nine"), ("-", 2, "sharp"), ("1", 1, "at ten")),
            "<ul><li>Ring<ul><li>1. at nine<ul><li>sharp</li></ul></li><li>2. at ten</li></ul></li></ul>",
        ),
        (
            items(("1", 0, "Ring"), ("-", 1, "by day"), ("", 0, "Then"), ("1", 0, "Ask")),
            "<ol><li>Ring<ul><li>by day</li></ul></li></ol><p>Then</p><ol><li>Ask</li></ol>",
        ),
    ],
)
def test_numbers_are_written_out_only_where_the_editor_would_lose_them(row, html):
    assert rich_text(row)[0] == html
    assert lines_of(opened_and_saved(html)) == lines_of(html)


def test_a_link_without_words_is_none():
    row = [Paragraph((Run("Before"), Run(" ", href="https://example.org/a"), Run("after")))]
    assert rich_text(row)[0] == "<p>Before after</p>"
