"""Plain text of a body: of every block, each next to each, no word is glued to another or lost."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.blocks.plain_text import passages_of_stream, text_of_html
from knowledge.blocks.streams import BodyBlock

WORD = re.compile(r"\w+")
_INLINE = ("<b>{}</b>", "<i>{}</i>", '<a href="https://example.org/">{}</a>', "{}")
_BLOCKS = (
    "<p>{}</p>",
    "<ul><li>{}</li></ul>",
    "<ol><li>{}</li></ol>",
    "<p>{}<br/></p>",
    "<h3>{}</h3>",
)


class Words:
    """Gives words that are all different, and remembers them."""

    def __init__(self) -> None:
        self.given: list[str] = []

    def one(self) -> str:
        self.given.append(f"word{len(self.given)}end")
        return self.given[-1]


def rich_text(draw, words: Words, depth: int = 0) -> str:
    """Blocks of rich text, lists within lists, with nothing between their tags."""
    html = ""
    for _ in range(draw(st.integers(1, 3))):
        said = draw(st.sampled_from(_INLINE)).format(words.one())
        if depth < 2 and draw(st.booleans()):
            inner = rich_text(draw, words, depth + 1)
            html += f"<ul><li>{said}{inner}</li><li>{words.one()}</li></ul>"
        else:
            html += draw(st.sampled_from(_BLOCKS)).format(said)
    return html


@st.composite
def bodies(draw) -> tuple[list[dict], list[str]]:
    """(a body as it is stored, every word in it)."""
    words = Words()
    makers = {
        "heading": lambda: {"text": words.one(), "level": "2"},
        "text": lambda: rich_text(draw, words),
        "callout": lambda: {"heading": words.one(), "body": rich_text(draw, words)},
        "quotation": lambda: {"quotation": words.one(), "attribution": words.one(), "source": ""},
        "element_list": lambda: {
            "heading": words.one(),
            "numbered": False,
            "elements": [{"title": words.one(), "text": rich_text(draw, words)} for _ in range(2)],
        },
        "accordion": lambda: [
            {"heading": words.one(), "body": rich_text(draw, words)} for _ in range(2)
        ],
        "comparison": lambda: {
            "heading": words.one(),
            "left_title": words.one(),
            "right_title": words.one(),
            "rows": [{"name": words.one(), "left": words.one(), "right": words.one()}],
        },
        "page_link": lambda: {"page": None, "text": words.one()},
        "document": lambda: {"document": None, "text": words.one()},
        "ways_in": lambda: [
            {"title": words.one(), "text": words.one(), "page": None, "address": "/share/"}
            for _ in range(2)
        ],
    }
    kinds = draw(st.lists(st.sampled_from(sorted(makers)), min_size=1, max_size=6))
    body = [{"type": kind, "value": makers[kind]()} for kind in kinds]
    return body, words.given


@pytest.mark.django_db
@given(bodies())
def test_no_word_of_a_body_is_glued_or_lost(made):
    body, words = made
    stream = BodyBlock().to_python(body)
    said = [f"{passage.heading}\n{passage.text}" for passage in passages_of_stream(stream)]
    assert WORD.findall("\n".join(said)) == words


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<ul><li>Shared<ul><li>Quokka</li></ul></li></ul>", "Shared\nQuokka"),
        ("mat<b>ern</b>ity", "maternity"),
        ("<p>one<br/>two</p><hr/><p>three</p>", "one\ntwo\nthree"),
        ("<p>Q&amp;A&nbsp;now</p>", "Q&A now"),
    ],
)
def test_blocks_break_at_both_ends_and_words_in_bold_do_not(html, text):
    assert text_of_html(html) == text
