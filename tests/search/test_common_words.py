"""Where very many things match, each engine finds them by the rarest words of a request."""

from __future__ import annotations

import pytest
from django.utils.http import urlencode

from knowledge.models import Term
from search.copies.reconcile import reconcile
from search.copies.sync import deliver
from search.engines import rare_words
from search.index import store
from search.models import SearchFacet, SearchRecord
from tests.search.asking import ask, text_of
from tests.search.sources import only_saying

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.each_database,
    pytest.mark.usefixtures("each_engine"),
]

SAID = ["rare boat on the river", "rare boat", "rare kettle", *["boat on the river"] * 3, "river"]


@pytest.fixture
def sayings(monkeypatch):
    """Keys of seven things; all but those with the rare word are too many to look at."""
    with only_saying(*SAID) as source:
        reconcile()
        monkeypatch.setattr(rare_words, "MOST_MATCHED", 4)
        yield list(source.says)


def found(words: str, sayings: list[int], extra: str = "") -> list[int]:
    """Which of the sayings, by their numbers."""
    results = ask(urlencode({"q": words}) + extra)
    assert results.total == len(results.hits)
    return [sayings.index(int(text_of(hit.title).split()[1])) for hit in results.hits]


def test_a_common_word_orders_what_rarer_ones_find(sayings):
    assert found("rare boat river", sayings)[0] == 0
    assert set(found("rare boat river", sayings)) == {0, 1, 2}


def test_common_words_alone_find_everything(sayings):
    assert set(found("boat", sayings)) == {0, 1, 3, 4, 5}
    assert set(found("river", sayings)) == {0, 3, 4, 5, 6}
    assert set(found("river nothinghasit", sayings)) >= {0, 3, 4, 5, 6}


@pytest.mark.parametrize("enough", [1, 100])
def test_where_every_word_is_common_what_holds_several_is_enough_if_it_is_many(
    sayings, monkeypatch, enough
):
    monkeypatch.setattr(rare_words, "MOST_MATCHED", 3)
    monkeypatch.setattr(rare_words, "ENOUGH_TOGETHER", enough)
    # Five are of a boat, five of a river, and of both four.
    expected = {0, 3, 4, 5} if enough == 1 else {0, 1, 3, 4, 5}
    assert set(found("boat river", sayings)) == expected


def test_what_has_a_phrase_is_found_whatever_its_words(sayings):
    assert set(found('"boat on the river"', sayings)) == {0, 3, 4, 5}
    assert set(found('rare "boat on the river"', sayings)) == {0, 3, 4, 5}


def test_another_name_of_a_rare_word_finds_as_it_does(sayings):
    Term.objects.create(name="Kettle", other_names="Rare boat").save_revision().publish()
    assert set(found("kettle river", sayings)) == {0, 1, 2}


def test_common_words_find_where_rarer_ones_found_nothing_behind_a_filter(sayings):
    record = SearchRecord.objects.get(item_id=sayings[4])
    SearchFacet.objects.create(record=record, facet="topic", value=sayings[0])
    store.raise_versions([record.pk])
    deliver()
    assert found("rare boat river", sayings, f"&topic={sayings[0]}") == [4]


def test_with_few_things_every_word_finds(sayings, monkeypatch):
    monkeypatch.setattr(rare_words, "MOST_MATCHED", len(SAID))
    assert len(found("rare boat river", sayings)) == len(SAID)
