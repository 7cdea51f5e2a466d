"""Found words are marked in the text as it is written, and nothing is lost or added."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from search.language.highlight import highlighted, highlighted_phrases, snippet
from search.language.normalise import clean, stems
from search.language.query import SearchQuery
from search.language.units import Phrase
from tests.search.asking import marks_of, text_of


def words(text: str) -> list[Phrase]:
    """Each word to be marked wherever it stands."""
    return [(part,) for part in stems(text)]


def test_other_forms_of_a_word_are_marked_as_written():
    fragments = highlighted("Co production with Women's groups", words("co-production womens"))
    assert marks_of(fragments) == ["Co production", "Women's"]


def test_quoted_phrases_and_other_names_are_marked_only_as_a_whole():
    request = SearchQuery.from_text('"peer support" mnvp')
    name = ("matern", "and", "neonat", "voic")
    sought = highlighted_phrases(replace(request, alternatives={("mnvp",): (name,)}))
    text = "Maternity support: an MNVP, Maternity and Neonatal Voices, peer voices, peer support"
    assert marks_of(highlighted(text, sought)) == [
        "MNVP",
        "Maternity and Neonatal Voices",
        "peer support",
    ]


def test_runs_that_overlap_are_marked_as_one_and_none_reaches_out_of_a_snippet():
    sought = [("a", "b"), ("b", "c")]
    assert marks_of(highlighted("x a b c y", sought)) == ["a b c"]
    long = [tuple("abcdefgh")]
    assert marks_of(snippet("x " * 9 + "a b c d e f g h", long, most=6)) == ["a b"]


@given(
    st.text(st.sampled_from("co-produc tion's\n\u00adé&.A ")),
    st.sampled_from(["a", "co", "production"]),
)
def test_known_stems_make_no_difference(text, word):
    text = clean(text)
    assert snippet(text, words(word), 3, stems=stems(text)) == snippet(text, words(word), 3)


def test_known_stems_are_taken_as_they_are():
    assert marks_of(snippet("one two three", [("b",)], stems=["a", "b", "c"])) == ["two"]


def test_markup_is_only_text():
    text = "<script>alert('midwife')</script>"
    assert text_of(highlighted(text, words("midwife"))) == text


def test_a_snippet_shows_the_densest_stretch():
    text = "ladder " + "filler " * 200 + "peer support for parents " + "filler " * 200
    fragments = snippet(text, words("peer support ladder"))
    assert marks_of(fragments) == ["peer", "support"]
    assert text_of(fragments).startswith("… ")
    assert text_of(fragments).endswith(" …")


def test_a_snippet_of_an_unmatched_text_is_its_beginning():
    assert text_of(snippet("one " * 100, [])).startswith("one one")


@given(st.text(), st.text())
def test_marking_keeps_the_text(text, query):
    text = clean(text)
    assert text_of(highlighted(text, words(query))) == text
    snippet(text, words(query))
