"""What every engine answers: ranking, phrases, places, counts and pages."""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction
from django.http import QueryDict
from django.utils.http import urlencode
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.models import Page

from knowledge.contracts import findable
from knowledge.models import Audience, PageAudience, PageRung, ResourcePage, Rung, Topic
from search.copies.reconcile import reconcile
from search.engines.registry import engine
from search.index.eligibility import findable as findable_records
from search.language.query import REACH, SearchQuery, shown_on
from search.models import SearchFacet, SearchRecord
from tests.factories import add_page, make_topic
from tests.search.asking import ask, counts, marks_of, text_of, titles
from tests.search.conftest import tag
from tests.search.sources import SayingSource, sources_as_before

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("each_engine"),
    pytest.mark.each_database,
]


def found_ids(address: str) -> list[int]:
    query = SearchQuery.from_querydict(QueryDict(address))
    return [hit.item_id for hit in engine().search(query).hits]


# --- ranking and matching ---


def test_a_thing_with_more_of_the_words_comes_first(library):
    found = titles("q=peer+support")
    assert found[0] == "Peer support in Sussex"
    assert "Audit of co-production" in found


def test_an_exact_title_comes_first(library):
    add_page(
        ResourcePage,
        library.tree.resources,
        "Audit audit audit",
        summary="Audit of co-production, audit of co-production, co-production audit.",
    )
    reconcile()
    assert titles("q=AUDIT of coproduction")[0] == "Audit of co-production"


def test_ways_of_writing_co_production_find_the_same(library):
    for words in ("co-production", "coproduction", "co production"):
        assert set(titles(urlencode({"q": words}))) == {
            "Audit of co-production",
            "What is co-production",
        }, words


def test_other_spellings_find_the_same(library):
    for words in ("womens", "women's", "organize", "organise", "pediatric", "paediatric"):
        assert titles(urlencode({"q": words})) == ["Peer support in Sussex"], words


def test_names_of_topics_publishers_and_requirements_are_found(library):
    assert set(titles("q=perinatal")) == {"Peer support in Sussex", "Audit of co-production"}
    assert titles("q=CNST") == ["Peer support in Sussex"]
    assert titles("q=kings+fund") == ["Peer support in Sussex"]


def test_a_phrase_must_be_there_and_does_not_run_across_passages(library):
    assert titles('q="peer+support"') == ["Peer support in Sussex"]
    assert found_ids('q="support+peer"') == []
    assert titles('q="meet+weekly"') == ["Peer support in Sussex"]
    assert found_ids('q="weekly+visiting"') == []


def test_quotation_marks_and_minus_signs_never_end_in_nothing(library):
    """Many stand in texts that were pasted."""
    asked = (
        ('"support+peer"', "support peer"),
        ('"peer+support"+"zzq+support"', "peer support zzq support"),
        ("sussex+-peer", "sussex"),
    )
    for typed, searched in asked:
        found = ask(f"q={typed}")
        assert found.without_operators == searched
        assert text_of(found.hits[0].title) == "Peer support in Sussex"
    assert ask('q="peer+support"').without_operators == ""
    assert ask('q="zzqqx+support"&region=1').total == 0
    # Nothing is there either way.
    assert ask('q="zzqqx+zzqqy"').without_operators == ""


def test_for_whom_a_page_is_filed_is_not_what_it_says(library):
    midwives = Audience.objects.create(name="Midwives and other staff", slug="staff")
    PageAudience.objects.create(page_id=library.audit.pk, audience=midwives)
    reconcile()
    assert titles("q=staff") == []
    assert counts(ask(f"q=audit&audience={midwives.pk}"), "audience") == {
        "Midwives and other staff": 1
    }


def test_the_rung_at_which_a_page_is_filed_is_not_what_it_says(library):
    rung = Rung.objects.create(number=4, name="Consultation", slug="consultation")
    PageRung.objects.create(page_id=library.audit.pk, rung=rung)
    reconcile()
    assert titles("q=consultation") == []
    assert counts(ask(f"q=audit&rung={rung.pk}"), "rung") == {str(rung): 1}


def test_a_list_is_found_by_what_it_is_called(library):
    (hit,) = ask("q=all+videos").hits
    assert (text_of(hit.title), hit.kind_label) == ("Videos", "List")


def test_an_excluded_word_is_nowhere(library):
    assert titles("q=support+-sussex") == ["Audit of co-production"]
    assert "Peer support in Sussex" not in titles("q=-sussex")
    assert "The ladder of participation" in titles("q=-sussex")


def test_documents_are_found_with_type_and_size(library):
    hit = ask("q=story+cubes").hits[0]
    assert text_of(hit.title) == "Story cubes worksheet"
    assert hit.kind_label == "Document"
    assert "TXT" in hit.detail


def test_an_empty_query_lists_everything_newest_first(library):
    found = ask()
    assert found.total == findable_records().count()
    newest = list(findable_records().order_by("-sort_date", "-id").values_list("title", flat=True))
    assert [text_of(hit.title) for hit in found.hits] == newest[:10]


# --- places and highlights ---


def test_a_hit_opens_at_its_heading_and_marks_what_matched(library):
    hit = ask("q=pediatric").hits[0]
    place = hit.locations[0]
    assert text_of(place.heading) == "Visiting nurses"
    assert marks_of(place.fragments) == ["paediatric"]
    anchor = library.peer.body[2].id[:8]
    assert place.url == f"{hit.url}#h-{anchor}"


def test_a_thing_is_one_hit_with_at_most_three_places(library):
    say("a long one", *[f"lighthouse number {n}" for n in range(30)])
    results = ask("q=lighthouse")
    assert len(results.hits) == 1
    assert 1 <= len(results.hits[0].locations) <= 3


# --- counts ---


def test_counts_are_of_what_was_found(library):
    found = ask("q=support")
    assert counts(found, "topic") == {"Infant feeding": 1, "Perinatal mental health": 2}
    assert counts(found, "region") == {"Kent": 1, "Sussex": 1}
    # What all of them are narrows nothing.
    assert counts(found, "kind") == {}


def test_a_facets_own_choice_does_not_narrow_its_counts(library):
    found = ask(f"q=support&region={library.sussex.pk}&topic={library.mental_health.pk}")
    assert found.total == 1
    assert counts(found, "region") == {"Kent": 1, "Sussex": 1}
    assert counts(found, "topic") == {"Infant feeding": 1, "Perinatal mental health": 1}


def test_values_of_a_facet_are_alternatives(library):
    found = ask(f"q=support&region={library.sussex.pk}&region={library.kent.pk}")
    assert found.total == 2


def test_a_chosen_value_that_leaves_nothing_stays_visible(library):
    found = ask(f"q=ladder&region={library.kent.pk}")
    assert found.total == 0
    assert counts(found, "region") == {"Kent": 0}


def test_things_are_counted_and_chosen_by_the_year_of_their_publication(library):
    new_year = datetime(2024, 12, 31, 23, 59, 59, tzinfo=ZoneInfo("Europe/London"))
    Page.objects.filter(pk=library.peer.pk).update(first_published_at=new_year, title="Old peer")
    Page.objects.filter(pk=library.audit.pk).update(
        first_published_at=new_year + timedelta(seconds=1), title="Audit support"
    )
    reconcile()
    found = ask("q=support")
    assert counts(found, "year") == {"2025": 1, "2024": 1}
    assert list(counts(found, "year")) == ["2025", "2024"]
    assert titles("q=support&year=2024") == ["Old peer"]
    assert counts(ask("q=support&year=2024"), "year") == {"2025": 1, "2024": 1}
    assert counts(ask("q=support&year=1999"), "year")["1999"] == 0


def test_counts_equal_those_counted_one_by_one(library):
    chance = random.Random(4)  # noqa: S311 - a fixed sequence
    topics = [library.mental_health, library.feeding, make_topic("Birth"), make_topic("Loss")]
    regions = [library.sussex, library.kent]
    for number in range(16):
        page = add_page(
            ResourcePage, library.tree.resources, f"Guide {number} {chance.choice('abc')}word"
        )
        tag(
            page,
            topics=chance.sample(topics, chance.randint(0, 3)),
            regions=chance.sample(regions, chance.randint(0, 1)),
        )
    reconcile()
    with_the_word = _tags_of_things_with_the_word()
    for _ in range(12):
        chosen = {
            "topic": {row.pk for row in chance.sample(topics, chance.randint(0, 2))},
            "region": {row.pk for row in chance.sample(regions, chance.randint(0, 1))},
        }
        address = urlencode(
            [("q", "aword bword"), *[(name, pk) for name in chosen for pk in chosen[name]]]
        )
        found = ask(address)
        assert found.total == len(_matching(with_the_word, chosen))
        for name in chosen:
            others = {other: pks for other, pks in chosen.items() if other != name}
            expected: dict[int, int] = {}
            for tags in _matching(with_the_word, others):
                for facet, pk in tags:
                    if facet == name:
                        expected[pk] = expected.get(pk, 0) + 1
            shown = {
                int(value.value): value.count
                for facet in found.facets
                if facet.name == name
                for value in facet.values
                if value.count
            }
            assert shown == expected


Tags = set[tuple[str, int]]


def _tags_of_things_with_the_word() -> list[Tags]:
    """Of each thing with one of the two words, counted in Python."""
    return [
        set(SearchFacet.objects.filter(record=record).values_list("facet", "value"))
        for record in findable_records()
        if {"aword", "bword"} & set(record.vocabulary.split())
    ]


def _matching(things: list[Tags], chosen: dict[str, set[int]]) -> list[Tags]:
    """Those with a chosen value of every facet."""
    return [
        tags
        for tags in things
        if all(not pks or any((name, pk) in tags for pk in pks) for name, pks in chosen.items())
    ]


# --- pages ---


def test_pages_are_stable_and_hold_each_thing_once(library):
    say(*[f"harbour {n % 3}" for n in range(35)], one_each=True)
    seen = [pk for page in range(1, 5) for pk in found_ids(f"q=harbour&page={page}")]
    assert len(seen) == len(set(seen)) == 35
    assert seen == [pk for page in range(1, 5) for pk in found_ids(f"q=harbour&page={page}")]


def test_any_page_number_shows_the_nearest_page(library):
    say(*[f"harbour {n}" for n in range(13)], one_each=True)
    for page, shown in (("abc", 1), ("0", 1), ("-1", 1), ("1000000000", 2)):
        results = ask(f"q=harbour&page={page}")
        assert (results.page, results.pages) == (shown, 2), page
        assert results.hits, page


def test_one_or_two_results_more_than_a_page_has_are_no_page_of_their_own(library):
    say(*[f"harbour {n}" for n in range(11)], one_each=True)
    results = ask("q=harbour&page=2")
    assert (results.page, results.pages, len(results.hits)) == (1, 1, 11)


def test_beyond_the_reach_visitors_are_asked_to_narrow(library):
    say(*[f"harbour {n}" for n in range(REACH + 20)], one_each=True)
    results = ask("q=harbour&page=50")
    assert results.total == REACH + 20
    assert (results.page, results.pages, results.is_beyond_reach) == (50, 50, True)
    assert len(results.hits) == 10


# --- hostile queries ---


HOSTILE = (
    '"', "'", "\\", "%", "_", "*", "a*", "(", ")", "NEAR(a b)", "a AND", "OR", "NOT x",
    "title:ladder", "-", "--", '-"', '""', '" "', "^ladder", "{a}", "a:b", "\0", "\ud800",
    "; DROP TABLE search_searchrecord; --", "& | ! <->", "a & ! b", ":*", "😀", "日本語",
    "\ue000", "İ", "ﬁ", "%s %(x)s {0}", "a" * 5000, "x " * 5000, "½ ² ⅷ", "𝓪𝓫𝓬", "ا ب", "क्षि",
)  # fmt: skip


def test_any_characters_are_safe(library):
    broken = {}
    for typed in HOSTILE:
        parameters = QueryDict(mutable=True)
        parameters["q"] = typed
        try:
            with transaction.atomic():
                assert_sound(SearchQuery.from_querydict(parameters))
        except Exception as error:
            broken[typed[:40]] = repr(error)
    assert not broken


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(text=st.text(), page=st.text(max_size=5), extra=st.text())
def test_any_text_is_answered(library, text, page, extra):
    parameters = QueryDict(mutable=True)
    parameters["q"], parameters["page"] = f'ladder {text} "{extra}" -{extra}', page
    parameters["topic"] = extra
    query = SearchQuery.from_querydict(parameters)
    assert "ladder" in query.words
    assert_sound(query)


def assert_sound(query: SearchQuery) -> None:
    """The answer holds together, and holds what the query cannot but find."""
    found = engine().search(query)
    keys = [(hit.source, hit.item_id) for hit in found.hits]
    assert (
        len(set(keys))
        == len(keys)
        == len(range(*shown_on(found.page, found.total).indices(found.total)))
    )
    everything = set(findable_records().values_list("source", "item_id"))
    assert set(keys) <= everything
    if query.phrases or query.exclusions or query.filters:
        return
    if not query.has_words:
        assert found.total == len(everything)
    elif "ladder" in query.words:
        ladder = SearchRecord.objects.get(title="The ladder of participation")
        assert found.total >= 1
        assert found.page > 1 or (ladder.source, ladder.item_id) in keys


def say(*texts: str, one_each: bool = False) -> None:
    """Declare things that say this: one thing with these passages, or a thing for each."""
    items = [[text] for text in texts] if one_each else [list(texts)]
    rows = Topic.objects.bulk_create(
        [Topic(name=f"saying {n}", slug=f"saying-{n}") for n in range(len(items))]
    )
    source = SayingSource({row.pk: said for row, said in zip(rows, items, strict=True)})
    findable.register(source)
    reconcile()


@pytest.fixture(autouse=True)
def _no_sayings_stay():
    with sources_as_before():
        yield
