"""Any address becomes a sensible request: hostile characters, numbers and lengths included."""

from __future__ import annotations

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from search.language.query import (
    LONGEST_QUERY,
    MOST_CHOICES,
    MOST_TIMES,
    MOST_WORDS_READ,
    SearchQuery,
)


def request_of(address: str) -> SearchQuery:
    return SearchQuery.from_querydict(QueryDict(address))


def test_words_phrases_and_exclusions():
    request = SearchQuery.from_text('birth "peer support" -video -"role play" plans')
    assert request.stems == ("birth", "plan")
    assert request.phrases == (("peer", "support"),)
    assert set(request.exclusions) == {("video",), ("role", "play")}


def test_curly_quotation_marks_are_quotation_marks():
    assert SearchQuery.from_text("“peer support”").phrases == (("peer", "support"),)


def test_a_lone_quotation_mark_is_left_out():
    request = SearchQuery.from_text('"peer support')
    assert (request.phrases, request.stems) == ((), ("peer", "support"))


def test_a_hyphen_inside_a_word_excludes_nothing():
    request = SearchQuery.from_text("co-production face-to-face - dash")
    assert request.exclusions == ()
    assert "coproduc" in request.stems


def test_filler_words_are_left_out_unless_there_are_no_others():
    assert SearchQuery.from_text("what is the ladder").stems == ("ladder",)
    assert SearchQuery.from_text("who are you").stems
    been = SearchQuery.from_text("someone who has been through the same").stems
    assert {"been", "through", "same"} <= {*been}


@pytest.mark.parametrize(
    ("typed", "page"),
    [
        ("abc", 1), ("0", 1), ("-3", 1), ("2", 2), ("1000000000", 50), ("9" * 400, 50),
        ("1.5", 1), ("²", 1), ("", 1), (" 3 ", 3), ("٣", 1),
    ],
)  # fmt: skip
def test_any_page_number_is_sensible(typed, page):
    query = QueryDict(mutable=True)
    query["page"] = typed
    assert SearchQuery.from_querydict(query).page == page


def test_filters_keep_only_what_can_be_one():
    request = request_of(
        "kind=example&kind=nonsense&topic=3&topic=x&topic=-1&topic=3&region=%00&x=1"
    )
    assert request.filters == {"kind": ("example",), "topic": ("3",)}


def test_everything_is_bounded():
    query = QueryDict(mutable=True)
    query["q"] = "word%d " * 10_000 + " ".join(f"w{n}" for n in range(500))
    query.setlist("topic", [str(n) for n in range(1000)])
    request = SearchQuery.from_querydict(query)
    assert len(request.text) <= LONGEST_QUERY
    assert len(request.words) <= MOST_WORDS_READ
    assert len(request.filters["topic"]) == MOST_CHOICES


def test_what_is_typed_again_counts_again_within_bounds():
    request = SearchQuery.from_text("Plan the birth, plans " + "ladder " * 50)
    assert request.words == ("plan", "birth", "plans", "ladder")
    assert {unit.own[0]: unit.times for unit in request.units} == {
        "plan": 2, "birth": 1, "ladder": MOST_TIMES,
    }  # fmt: skip
    assert request.corrected_to("birth birth").repeated == {"birth": 2}


def test_unknown_order_is_by_relevance():
    assert request_of("q=a&sort=drop").sort == "relevance"
    assert request_of("q=a&sort=newest").is_by_date


@given(st.text(), st.text(), st.text(), st.text())
def test_any_text_makes_a_request(text, page, sort, topic):
    query = QueryDict(mutable=True)
    query["q"], query["page"], query["sort"], query["topic"] = text, page, sort, topic
    request = SearchQuery.from_querydict(query)
    request.text.encode("utf-8")
    assert "\0" not in request.text
    assert 1 <= request.page <= 50
