"""Found words are marked in the text as it is written, and nothing is lost or added."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from search.highlight import marked, snippet
from search.normalise import clean, stems
from tests.search.asking import marks_of, text_of


def test_other_forms_of_a_word_are_marked_as_written():
    pieces = marked("Co production with Women's groups", stems("co-production womens"))
    assert marks_of(pieces) == ["Co production", "Women's"]


def test_markup_is_only_text():
    text = "<script>alert('midwife')</script>"
    assert text_of(marked(text, stems("midwife"))) == text


def test_a_snippet_shows_the_densest_stretch():
    text = "ladder " + "filler " * 200 + "peer support for parents " + "filler " * 200
    pieces = snippet(text, stems("peer support ladder"))
    assert marks_of(pieces) == ["peer", "support"]
    assert text_of(pieces).startswith("… ")
    assert text_of(pieces).endswith(" …")


def test_a_snippet_of_an_unmatched_text_is_its_beginning():
    assert text_of(snippet("one " * 100, [])).startswith("one one")


@given(st.text(), st.text())
def test_marking_keeps_the_text(text, query):
    text = clean(text)
    assert text_of(marked(text, stems(query))) == text
    snippet(text, stems(query))
