"""What a version keeps of a page's markup: a few kinds of blocks, in order, and nothing that acts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from knowledge.typesetting.plain import plain_html


class AsTheyAre:
    def link(self, address: str) -> str:
        return address if address.startswith("http") else ""

    def picture(self, address: str) -> str:
        return address


def plain(markup: str) -> str:
    page = html.fragment_fromstring(markup, create_parent="main")
    return plain_html(page, AsTheyAre())


@pytest.mark.parametrize(
    ("markup", "kept"),
    [
        ("<p>One  <b>two</b>\n three </p>", "<p>One <strong>two</strong> three</p>"),
        ("loose<div>inside<p>a</p>after</div>", "<p>loose</p>\n<p>inside</p>\n<p>a</p>\n<p>after</p>"),
        ("<h1>T</h1><h4>Deep</h4><h2>x</h2>", "<h2>Deep</h2>\n<h2>x</h2>"),
        ("<h2>A</h2><h5>B</h5><h2> </h2>", "<h2>A</h2>\n<h3>B</h3>"),
        ('<div id="a"><section id="b"><h2>A</h2>',
         '<h2 id="a"><span id="b"></span>A</h2>'),
        ('<a href="https://x.org/"><h3>Card</h3> <b>bold</b></a>',
         '<p><a href="https://x.org/">Card bold</a></p>'),
        ('<a href="javascript:x()">no</a> <a>none</a>', "<p>no none</p>"),
        ('<a href="https://x.org/"><img src="p" alt="Words"> more</a>',
         '<p><img src="p" alt="Words"><a href="https://x.org/"> more</a></p>'),
        ('<p><img src="p" alt=""></p><p>b</p>', "<p>b</p>"),
        ("<ul><li><p>a</p><p>b</p><ol start=3><li>c</li></ol></li><li> </li></ul>",
         '<ul><li>a<br>b<ol start="3"><li>c</li></ol></li></ul>'),
        ("<dl><div><dt>Name</dt><dd>One</dd><dd>Two</dd></div></dl>",
         '<table><tbody><tr><th scope="row">Name</th><td>One<br>Two</td></tr></tbody></table>'),
        ("<table><tr><th>A</th><th>B</th></tr><tr><th>c</th><td>d</td></tr></table>",
         '<table><thead><tr><th scope="col">A</th><th scope="col">B</th></tr></thead>'
         '<tbody><tr><th scope="row">c</th><td>d</td></tr></tbody></table>'),
        ("<h2>A</h2><details><summary>More</summary><p>folded</p></details><h3>B</h3>",
         "<h2>A</h2>\n<h3>More</h3>\n<p>folded</p>\n<h3>B</h3>"),
        ("<nav>n</nav><form>f</form><p data-live>l</p><p hidden>h</p><svg><text>s</text></svg><p>kept</p>",
         "<p>kept</p>"),
        ('<p onclick="x()" style="x" class="y">a<script>alert(1)</script>b</p>', "<p>ab</p>"),
        ('<p>Diolch, <span lang="cy">croeso</span></p>', '<p>Diolch, <span lang="cy">croeso</span></p>'),
    ],
)  # fmt: skip
def test_what_is_kept(markup: str, kept: str):
    assert plain(markup) == kept


ALLOWED = {
    "p",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "ul",
    "ol",
    "li",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
}
ALLOWED |= {
    "td",
    "caption",
    "blockquote",
    "strong",
    "em",
    "sub",
    "sup",
    "mark",
    "code",
    "br",
    "img",
}
ALLOWED |= {"a", "span", "div"}
TAGS = [
    "p",
    "div",
    "h1",
    "h3",
    "ul",
    "li",
    "b",
    "a",
    "script",
    "table",
    "td",
    "tr",
    "dl",
    "dt",
    "dd",
]
TAGS += [
    "details",
    "summary",
    "blockquote",
    "svg",
    "iframe",
    "style",
    "img",
    "section",
    "span",
    "ol",
]


def _element(inside: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.builds(
        lambda tag, text, more: f'<{tag} onload="x" href="javascript:x" alt="w" src="s">{text}{more}</{tag}>',
        st.sampled_from(TAGS), st.sampled_from(["", "word", " two words "]), inside,
    )  # fmt: skip


@given(
    st.recursive(st.just("end"), lambda inside: st.lists(_element(inside), max_size=3).map("".join))
)
def test_nothing_else_gets_through_and_it_is_stable(markup: str):
    kept = plain(markup)
    page = html.fragment_fromstring(kept, create_parent="div")
    for element in page.iter():
        assert element.tag in ALLOWED
        assert not {"onload", "style", "class"} & set(element.attrib)
        assert not element.get("href", "").startswith("javascript")
    assert (
        html.fragment_fromstring(plain(kept), create_parent="div").text_content().split()
        == page.text_content().split()
    )
