"""Plain marks become rich text that is safe and says what was written."""

from __future__ import annotations

import pytest

from knowledge.demo.markup import rich_text


def link(target: str) -> str | None:
    return None if target == "page:gone" else f'href="{target}"'


@pytest.mark.parametrize(
    ("words", "html"),
    [
        ("One line\nand its end.", "<p>One line and its end.</p>"),
        ("One.\n\nTwo.", "<p>One.</p><p>Two.</p>"),
        ("- one\n- two\n  goes on", "<ul><li>one</li><li>two goes on</li></ul>"),
        ("1. one\n2. two", "<ol><li>one</li><li>two</li></ol>"),
        ("**bold** and *slanted*", "<p><b>bold</b> and <i>slanted</i></p>"),
        ("See [that\npage](page:x).", '<p>See <a href="page:x">that page</a>.</p>'),
        ("See [that](page:gone).", "<p>See that.</p>"),
        ("Fish & <chips>", "<p>Fish &amp; &lt;chips&gt;</p>"),
    ],
)
def test_marks(words, html):
    assert rich_text(words, link) == html
