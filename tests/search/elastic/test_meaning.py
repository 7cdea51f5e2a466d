"""Search by meaning: it moves what was found, and adds to it only where a question is long or words find nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from knowledge.models import Topic
from search.answering.answer import answer
from search.copies import rebuild, status, sync, upkeep, vectors
from search.copies.reconcile import reconcile
from search.engines.registry import engine
from search.index import outbox
from search.insight.event_log import event_of
from search.language.query import SearchQuery
from search.models import SearchPassage, SearchRecord
from tests.elastic_index import ElasticIndex
from tests.search.asking import ask, text_of, titles
from tests.search.elastic.conftest import assert_copy_is_right
from tests.search.sources import SayingSource, only_saying
from tests.search.tiny_model import make_tiny_model

pytestmark = [pytest.mark.elasticsearch, pytest.mark.django_db]

SAYINGS = [
    "The walk was long and the walk was dull",
    "A walk with the puppy",
    "A vessel for every walk of life, a walk by water, a walk on land",
    "A melody without any such word",
    *[f"A walk number {number} past many houses and many more of them" for number in range(12)],
]


@pytest.fixture
def sayings(elastic: ElasticIndex, settings, tmp_path: Path) -> Iterator[SayingSource]:
    """Sixteen things that say something, a model that knows what some words mean, no vector yet."""
    settings.HUB_SEMANTIC_MODEL_SHA256 = make_tiny_model(tmp_path)
    settings.HUB_SEMANTIC_MODEL_DIR = str(tmp_path)
    with only_saying(*SAYINGS) as only:
        rebuild.rebuild(engine().replica)
        reconcile()
        sync.deliver()
        yield only


def saying(source: SayingSource, number: int) -> str:
    return f"Saying {sorted(source.says)[number]}"


def test_a_record_is_found_before_it_has_a_vector_and_better_after(sayings, elastic):
    assert saying(sayings, 1) in titles("q=walk+hound")
    before = ask("q=walk+hound")
    assert titles("q=walk+hound")[0] != saying(sayings, 1)
    assert vectors.fill() == f"{len(SAYINGS)} passages have got their vector"
    assert titles("q=walk+hound")[0] == saying(sayings, 1)
    after = ask("q=walk+hound")
    assert (after.total, after.facets) == (before.total, before.facets)
    assert after.hits[0].locations, "it still shows where the words stand"
    assert_copy_is_right(elastic)


def test_what_matches_no_word_is_not_found_where_something_does(sayings):
    vectors.fill()
    assert saying(sayings, 3) not in titles("q=walk+tune")


def test_where_no_word_is_found_the_nearest_in_meaning_is_shown_and_said_to_be_that(
    sayings, client
):
    before = ask("q=tune")
    assert (before.total, before.is_by_meaning) == (0, False)
    vectors.fill()
    found = ask("q=tune")
    assert found.is_by_meaning
    assert [text_of(hit.title) for hit in found.hits] == [saying(sayings, 3)]
    assert found.total == 1
    assert titles("q=tune&sort=newest") == [saying(sayings, 3)]
    page = client.get("/search/", {"q": "tune"}).content.decode()
    assert "No page has this word. What is nearest in meaning is shown instead." in page
    assert "No page mentions" not in page


def test_no_more_than_a_page_is_shown_by_meaning_alone(sayings, settings):
    settings.HUB_SEMANTIC_FLOOR = 0.0
    vectors.fill()
    found = ask("q=tune+aircraft")
    assert (found.total, found.pages, len(found.hits)) == (10, 1, 10)


@pytest.mark.parametrize(
    "asked",
    ["zzqqx", "tune+zzqqx", '"tune"', "tune+-walk", "tune&exact=1", "walk&kind=video"],
)
def test_meaning_alone_finds_nothing_for_nonsense_nor_what_was_asked_for_by_its_very_words(
    sayings, settings, asked
):
    settings.HUB_SEMANTIC_FLOOR = 0.0
    vectors.fill()
    found = ask(f"q={asked}")
    assert (found.total, found.is_by_meaning) == (0, False)


def test_filters_hold_where_meaning_alone_finds(sayings):
    vectors.fill()
    found = ask("q=tune&kind=video")
    assert (found.total, found.hits) == (0, ())


def test_what_was_found_by_meaning_alone_is_noted_as_nothing(sayings, rf):
    vectors.fill()
    query = SearchQuery.from_text("tune")
    event = event_of(rf.get("/search/", {"q": "tune"}), query, answer(query), session="s")
    assert event
    assert event.total == 0


LONG_QUESTION = "q=walk+long+dull+life+water+land+number+past+houses+1+2+3+tune"


def test_a_long_question_finds_what_is_near_whatever_words_it_has(sayings):
    without = ask(LONG_QUESTION)
    vectors.fill()
    found = ask(LONG_QUESTION)
    everywhere = {*titles(LONG_QUESTION), *titles(f"{LONG_QUESTION}&page=2")}
    assert saying(sayings, 3) in everywhere
    assert len(everywhere) == found.total == without.total + 1
    assert not found.is_by_meaning
    by_date = {
        *titles(f"{LONG_QUESTION}&sort=newest"),
        *titles(f"{LONG_QUESTION}&sort=newest&page=2"),
    }
    assert by_date == everywhere
    kind = ask(f"{LONG_QUESTION}&kind=resource").facets
    assert [value.count for facet in kind for value in facet.values if value.is_chosen] == [
        found.total
    ]


def test_what_is_near_a_long_question_obeys_exclusions_and_who_may_see_it(sayings):
    vectors.fill()
    assert ask(f"{LONG_QUESTION}+-melody").total == len(SAYINGS) - 1
    Topic.objects.filter(pk=sorted(sayings.says)[3]).update(slug="hidden")
    assert ask(LONG_QUESTION).total == len(SAYINGS) - 1


def test_quotation_marks_in_a_long_question_are_part_of_a_text(sayings):
    vectors.fill()
    quoting = ask(f'{LONG_QUESTION}+"vessel+for"')
    assert text_of(quoting.hits[0].title) == saying(sayings, 2)
    assert quoting.total == len(SAYINGS)
    nowhere = ask(f'{LONG_QUESTION}+"vessel+life"')
    assert nowhere.without_operators
    assert nowhere.total == len(SAYINGS)


def test_a_single_word_keeps_the_order_by_words(sayings):
    before = titles("q=walk")
    vectors.fill()
    assert titles("q=walk") == before


def test_what_is_not_near_at_all_keeps_the_order_by_words(sayings):
    before = titles("q=walk+depressed")
    vectors.fill()
    assert titles("q=walk+depressed") == before


def test_an_exact_title_comes_first(sayings):
    vectors.fill()
    title = saying(sayings, 7)
    assert titles(f"q={title.replace(' ', '+')}")[0] == title


def test_every_thing_stands_on_one_page(sayings):
    vectors.fill()
    first, second = titles("q=walk+hound+vessel"), titles("q=walk+hound+vessel&page=2")
    assert len(first) == 10
    assert len({*first, *second}) == len(first) + len(second) == ask("q=walk+hound+vessel").total


def test_filters_and_exclusions_hold(sayings):
    vectors.fill()
    assert saying(sayings, 1) not in titles("q=walk+hound+-puppy")
    assert titles("q=walk+hound&kind=video") == []


def test_sorting_by_date_does_not_ask_the_model(sayings, monkeypatch):
    vectors.fill()
    monkeypatch.setattr(
        "search.engines.elastic.engine.usable_embedder", lambda: pytest.fail("asked")
    )
    assert titles("q=walk&sort=newest")
    assert titles("")


def test_a_passage_that_stays_keeps_its_vector(sayings):
    vectors.fill()
    first = sorted(sayings.says)[0]
    sayings.says[first] = [*sayings.says[first], "A new ship"]
    reconcile()
    have = SearchPassage.objects.filter(record__item_id=first).order_by("position")
    assert [bool(passage.vector) for passage in have] == [True, False]
    assert vectors.fill() == "1 passages have got their vector"


def test_a_hidden_thing_is_near_to_nothing(sayings):
    vectors.fill()
    Topic.objects.filter(pk=sorted(sayings.says)[1]).update(slug="hidden")
    assert saying(sayings, 1) not in titles("q=walk+hound")
    outbox.enqueue("saying", [sorted(sayings.says)[1]], "hidden")
    outbox.process()
    assert saying(sayings, 1) not in titles("q=walk+hound")


def test_another_model_begins_anew(sayings, settings, tmp_path):
    vectors.fill()
    settings.HUB_SEMANTIC_MODEL_SHA256 = "0" * 64
    assert vectors.active_embedder() is None, "this is not the model that is there"
    assert titles("q=walk+hound"), "words still find"
    SearchPassage.objects.update(vector_model="another")
    settings.HUB_SEMANTIC_MODEL_SHA256 = make_tiny_model(tmp_path)
    assert vectors.missing().count() == len(SAYINGS)
    assert f"vectors: 0 of {len(SAYINGS)} passages" in "\n".join(status.lines())


def test_an_index_from_before_the_model_is_made_anew(sayings, settings):
    named = settings.HUB_SEMANTIC_MODEL_DIR
    settings.HUB_SEMANTIC_MODEL_DIR = ""
    rebuild.rebuild(engine().replica)
    assert engine().replica.is_usable()
    settings.HUB_SEMANTIC_MODEL_DIR = named
    assert not engine().replica.is_usable()
    upkeep.keep()
    assert engine().replica.is_usable()


def test_the_arrival_of_a_vector_is_a_new_version(sayings):
    before = dict(SearchRecord.objects.values_list("pk", "version"))
    vectors.fill()
    after = dict(SearchRecord.objects.values_list("pk", "version"))
    assert all(after[pk] > version for pk, version in before.items())
