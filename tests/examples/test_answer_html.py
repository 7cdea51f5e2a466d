"""Answers become paragraphs and lists, and never markup."""

from __future__ import annotations

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examples.answer_html import html_of_answer

LIST = '<ul class="nhsuk-list nhsuk-list--bullet">'


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("", ""),
        ("One line", "<p>One line</p>"),
        ("One\ntwo\n\nthree", "<p>One<br>two</p><p>three</p>"),
        ("Who:\n- one\n• two\nEnd", f"<p>Who:</p>{LIST}<li>one</li><li>two</li></ul><p>End</p>"),
        ("- one\n\n- two", f"{LIST}<li>one</li><li>two</li></ul>"),
        ("-5 degrees\n2 - 3", "<p>-5 degrees<br>2 - 3</p>"),
        ("a < b & <script>", "<p>a &lt; b &amp; &lt;script&gt;</p>"),
        ("one\r\ntwo", "<p>one<br>two</p>"),
    ],
)
def test_html_of_answer(text, html):
    assert html_of_answer(text) == html


@given(st.text())
def test_no_word_is_lost_and_only_our_tags_come_out(text):
    html = html_of_answer(text)
    tags = set(re.findall(r"<[^>]*>", html))
    assert tags <= {"<p>", "</p>", "<br>", LIST, "<li>", "</li>", "</ul>"}
    shown = unescape(re.sub(r"<[^>]*>", " ", html))
    wanted = [word for word in text.split() if word not in set("-–—*•·▪‣o\uf0b7")]
    assert [word for word in shown.split() if word not in set("-–—*•·▪‣o\uf0b7")] == wanted
