"""Misspelt, cut-off and renamed words: what is searched instead, what is said, and what never leaks."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from spellchecker import SpellChecker
from wagtail.models import PageViewRestriction

from knowledge.models import ResourcePage
from search.answering.rewriting import rewrite_query
from search.answering.spelling import Vocabulary, slips_between
from search.copies.reconcile import reconcile
from search.language.query import LONGEST_QUERY, MOST_WORDS, SearchQuery, loose_words
from tests.factories import add_page, make_organisation, section_body
from tests.search.asking import ask, text_of, titles

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("each_engine"),
]

PATH = "/search/"


def add(library, title: str, **kwargs):
    page = add_page(ResourcePage, library.tree.resources, title, **kwargs)
    reconcile()
    return page


def make_private(page) -> None:
    """Without telling the handlers: the records still hold its words."""
    PageViewRestriction.objects.bulk_create(
        [PageViewRestriction(page=page, restriction_type="login")]
    )


# --- long questions ---


@pytest.mark.each_database
def test_of_a_paragraph_the_rarest_words_are_searched_wherever_they_stand(library):
    for number in range(4):
        add_page(
            ResourcePage,
            library.tree.resources,
            f"Filling {number}",
            body=section_body(
                " ".join(f"filling{word}{word}" for word in "abcdefghijklmnopqrstuvwxyz")
            ),
        )
    common = [f"filling{word}{word}" for word in "abcdefghijklmnopqrstuvwxyz"]
    common += [f"unheard{word}" for word in "abcde"]
    typed = f"{' '.join(common)} Kent, pareticipation"
    assert len(typed.split()) > MOST_WORDS
    assert 300 < len(typed) < LONGEST_QUERY
    add(library, "Participation in Kent")
    request = rewrite_query(SearchQuery.from_text(typed))
    assert len(request.stems) == MOST_WORDS
    assert {"particip", "kent"} <= set(request.stems)
    with CaptureQueriesContext(connection) as captured:
        rewrite_query(SearchQuery.from_text(" ".join([*common, *(f"more{n}" for n in range(100))])))
    assert len(captured) < 12


@pytest.mark.each_database
def test_a_question_is_about_the_word_that_it_comes_back_to(library):
    # Both words are in equally many things, equally often, beside equally many others.
    add(library, "Ganders here")
    add(library, "Geckoes here")
    assert titles("q=ganders+of+geckoes+and+ganders")[0] == "Ganders here"
    assert titles("q=geckoes+of+ganders+and+geckoes")[0] == "Geckoes here"


# --- spelling ---


@pytest.mark.each_database
def test_a_misspelt_word_is_corrected_as_a_page_writes_it(library):
    for typed, meant in (
        ("pareticipation", "participation"),
        ("particpation", "participation"),
        ("volutneers", "volunteers"),
        ("paediatirc", "paediatric"),
        ("Volutneers", "Volunteers"),
    ):
        found = ask(f"q={typed}")
        assert found.corrected == meant
        assert found.total == ask(f"q={meant}").total == 1, typed


@pytest.mark.each_database
def test_who_may_see_what_is_read_once_for_an_answer_and_anew_for_the_next(library, monkeypatch):
    from knowledge import public_pages

    real, read = public_pages._read_boundaries, []
    monkeypatch.setattr(public_pages, "_read_boundaries", lambda: read.append(1) or real())
    assert ask("q=volutneers").total == 1
    assert len(read) == 1
    make_private(library.peer)
    assert ask("q=volutneers").total == 0
    assert len(read) == 2


@pytest.mark.each_database
def test_only_the_misspelt_word_changes(library):
    found = ask("q=the+sussex,+PEER+suport!")
    assert found.corrected == "the sussex, PEER support!"
    assert text_of(found.hits[0].title) == "Peer support in Sussex"


@pytest.mark.each_database
def test_a_forgotten_space_and_one_too_many_make_no_difference(library):
    assert ask("q=peersupport").corrected == "peer support"
    assert titles("q=peersupport")[0] == "Peer support in Sussex"
    add(library, "Healthwatch")
    assert titles("q=health+watch")[0] == "Healthwatch"
    # Two words that stand apart everywhere are not what was meant.
    assert ask("q=audittop").corrected == ""


def test_exactly_as_typed_is_left_alone(library):
    assert ask("q=suport&exact=1").total == 0
    assert ask("q=suport&exact=1").corrected == ""
    # A form sends what it is for: other words typed there are searched as usual.
    assert ask("q=suport&exact=suport").corrected == ""
    assert ask("q=volutneers&exact=suport").corrected == "volunteers"


@pytest.mark.each_database
def test_a_cut_off_word_is_understood_as_it_probably_goes_on(library):
    cut_off = rewrite_query(SearchQuery.from_text('"peer" suport in Suss'))
    assert cut_off.completed == "peer support in sussex"
    assert rewrite_query(SearchQuery.from_text("support in Sussex")).completed == ""


def test_words_in_quotes_and_excluded_ones_are_left_alone(library):
    assert ask('q="peer+suport"').corrected == "peer support"
    assert ask('q="peer+suport"').without_operators == "peer suport"
    request = rewrite_query(SearchQuery.from_text('support -suport "peer suport"'))
    assert request.corrected == ""


@pytest.mark.each_database
def test_a_real_word_is_kept_and_named_and_likelier_ones_are_a_question(library):
    """Nothing holds “dads” or “weakly”; “days” and “weekly” would be a slip away."""
    found = ask("q=weakly+for+dads+in+Sussex")
    assert found.corrected == ""
    assert found.unmentioned == ("weakly", "dads")
    assert text_of(found.hits[0].title) == "Peer support in Sussex"
    assert ask("q=peer+weakly").did_you_mean == "peer weekly"
    assert ask("q=peer+suport").unmentioned == ()
    assert ask("q=peer+zzqqx").unmentioned == ("zzqqx",)
    assert ask("q=sussex").unmentioned == ()


@pytest.mark.each_database
def test_names_that_editors_keep_are_words(library):
    assert ask("q=Volutneers").corrected == "Volunteers"
    make_organisation("Volutneers of Kent")
    assert ask("q=Volutneers").corrected == ""


EXCHANGED_ONCE = [
    "quality",
    "dads",
    "intensive",
    "Polish",
    "antenatal",
    "contract",
    "Jewish",
    "organise",
    "behaviour",
    "labour",
    "programme",
    "paediatric",
    "midwives",
    "mums",
    "nappy",
    "pram",
    "ethnicity",
    "commissioner",
    "Muslim",
    "Urdu",
    "icebreaker",
    "obstetrician",
    "safeguarding",
]
"""Words that search took for slips of others, and some that are spelt otherwise in America."""


def test_no_common_word_is_exchanged_for_another(library):
    """Of the 2,000 most frequent of four letters and more; shorter ones never were."""
    frequent = SpellChecker(language="en").word_frequency.dictionary
    common = [word for word in sorted(frequent, key=frequent.get, reverse=True) if len(word) > 3]
    asked = [*EXCHANGED_ONCE, *common[:2000]]
    for first in range(0, len(asked), 8):
        text = " ".join(asked[first : first + 8])
        assert rewrite_query(SearchQuery.from_text(text)).corrected == ""


def test_what_is_unlike_any_word_finds_nothing(library):
    found = ask("q=zzqqx")
    assert (found.total, found.corrected, found.did_you_mean) == (0, "", "")


def test_numbers_and_short_words_are_not_corrected(library):
    assert rewrite_query(SearchQuery.from_text("w33kly pee")).corrected == ""


@pytest.mark.each_database
def test_a_cut_off_last_word_is_completed(library):
    assert titles("q=parti") == ["The ladder of participation"]
    assert ask("q=parti").corrected == ""
    assert titles("q=parti+sussex")[0] == "Peer support in Sussex"
    add(library, "Personalised plans")
    assert titles("q=personalis") == ["Personalised plans"]


def test_a_rare_word_a_slip_from_a_frequent_one_is_asked_about(library):
    for number in range(12):
        add_page(ResourcePage, library.tree.resources, f"The tool college {number}")
    add_page(ResourcePage, library.tree.resources, "A collage of the tool")
    reconcile()
    found = ask("q=collage+tool")
    assert found.did_you_mean == "college tool"
    assert found.corrected == ""
    assert text_of(found.hits[0].title) == "A collage of the tool"
    assert ask("q=college+tool").did_you_mean == ""
    # Where the likelier words find nothing, they are not offered.
    assert ask(f"q=collage+tool&topic={library.feeding.pk}").did_you_mean == ""


def test_a_slip_to_the_next_key_is_likelier():
    vocabulary = Vocabulary.of({"midwife": 3, "midlife": 3})
    assert vocabulary.nearest("midqife") == ["midwife", "midlife"]
    assert slips_between("tepm", "team", 1) > slips_between("teqm", "team", 1)


def test_the_more_frequent_word_is_likelier():
    assert Vocabulary.of({"birth": 40, "berth": 1}).nearest("borth")[0] == "birth"


def test_places_of_words_are_those_of_the_text():
    text = 'Peer "exact words" and -not support'
    assert [text[token.start : token.end] for token in loose_words(text)] == ["Peer", "support"]


# --- nothing leaks ---


@pytest.mark.each_database
def test_a_private_pages_words_are_not_offered_even_at_once(library):
    page = add(library, "Wombats and their burrows", body=section_body("Echidnas too."))
    assert ask("q=wombast").corrected == "wombats"
    assert ask("q=echid").total == 1
    make_private(page)
    for query in ("wombast", "echidnsa", "wombats", "echid", "womb"):
        found = ask(f"q={query}")
        assert (found.total, found.corrected, found.did_you_mean) == (0, "", ""), query


@pytest.mark.each_database
def test_a_private_word_is_no_different_from_one_that_never_was(library):
    add(library, "Wombat")
    for title in ("Gombat", "Combat"):
        make_private(add(library, title))
    # Were "gombat" taken for known, its silence would tell that it is there.
    assert ask("q=gombat").corrected == ask("q=lombat").corrected == "wombat"
    # An English word is kept whether a private page holds it or none does.
    assert ask("q=combat").corrected == ask("q=loathe").corrected == ""
    assert ask("q=combat").unmentioned == ("combat",)
    assert ask("q=loathe").unmentioned == ("loathe",)
