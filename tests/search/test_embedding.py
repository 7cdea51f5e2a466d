"""A model in a folder makes vectors, and one that is not the one that was meant makes none."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path

import pytest

from search.checks import check_meaning
from search.index.embedding import LONGEST_WINDOW, Embedder, ModelUnfit, embedder, floats
from search.language.fusion import LONG, WINDOW, fuse, is_long
from search.language.query import SearchQuery
from tests.search.tiny_model import DIMENSIONS, make_tiny_model


@pytest.fixture
def model(tmp_path: Path) -> Embedder:
    return Embedder(tmp_path, make_tiny_model(tmp_path))


def nearness(model: Embedder, one: str, other: str) -> float:
    a, b = (floats(vector) for vector in model.embed([one, other]))
    return sum(x * y for x, y in zip(a, b, strict=True))


def test_what_means_the_same_is_near(model):
    assert nearness(model, "a dog", "the puppy") > 0.9
    assert nearness(model, "dog", "boat") < 0.1


def test_vectors_have_length_one_and_come_in_order(model):
    texts = [f"dog {'boat ' * number}" for number in range(40)]
    together = model.embed(texts)
    assert together == [model.embed([text])[0] for text in texts]
    assert all(math.isclose(math.hypot(*floats(vector)), 1, abs_tol=1e-5) for vector in together)
    assert {len(floats(vector)) for vector in together} == {DIMENSIONS}


def test_the_end_of_a_long_text_counts_too(model):
    assert nearness(model, f"{'dog ' * LONGEST_WINDOW}{'song ' * LONGEST_WINDOW}", "song") > 0.5


def test_an_empty_text_is_no_failure(model):
    empty, dog = model.embed(["", "dog"])
    assert math.isclose(math.hypot(*floats(empty)), 1, abs_tol=1e-5)
    assert dog == model.embed(["dog"])[0]


def test_another_file_than_the_one_that_was_meant_is_refused(tmp_path):
    sha256 = make_tiny_model(tmp_path)
    with (tmp_path / "model.onnx").open("ab") as file:
        file.write(b"\n")
    with pytest.raises(ModelUnfit, match="not the model whose SHA-256"):
        Embedder(tmp_path, sha256)


def test_no_model_is_used_unless_one_is_named(settings):
    settings.HUB_SEMANTIC_MODEL_DIR = ""
    assert embedder() is None
    assert check_meaning(None) == []


def test_a_folder_without_a_model_is_an_error(settings, tmp_path):
    settings.HUB_SEARCH_ENGINE = "elastic"
    settings.HUB_SEMANTIC_MODEL_DIR = str(tmp_path)
    assert [found.id for found in check_meaning(None)] == ["search.E011"]


def test_a_model_that_nothing_uses_is_a_warning(settings, tmp_path):
    settings.HUB_SEMANTIC_MODEL_SHA256 = make_tiny_model(tmp_path)
    settings.HUB_SEMANTIC_MODEL_DIR = str(tmp_path)
    settings.HUB_SEARCH_ENGINE = "database"
    assert [found.id for found in check_meaning(None)] == ["search.W010"]


def test_missing_packages_are_an_error(settings, tmp_path, monkeypatch):
    settings.HUB_SEARCH_ENGINE = "elastic"
    settings.HUB_SEMANTIC_MODEL_DIR = str(tmp_path)
    monkeypatch.setattr("search.index.embedding.importlib.util.find_spec", lambda name: None)
    assert [found.id for found in check_meaning(None)] == ["search.E010"]


def test_what_is_excluded_is_not_part_of_what_is_meant():
    request = SearchQuery.from_text('peer "support group" -hospital -"acute ward" now')
    assert request.sought_text == "peer support group now"


def test_what_is_meant_is_what_was_corrected():
    request = SearchQuery.from_text("peer suport -ward").corrected_to("peer support -ward")
    assert request.sought_text == "peer support"


def test_joining_prefers_what_both_lists_hold():
    assert fuse(["a", "b", "c"], ["c", "d", "b"], {}, 1) == ["c", "b", "a", "d"]


def test_joining_counts_a_place_by_meaning_as_it_is_told():
    assert fuse(["a", "b"], ["b", "a"], {}, 0.9) == ["a", "b"]
    assert fuse(["a", "b"], ["b", "a"], {}, 1.25) == ["b", "a"]


def test_joining_leaves_first_what_stands_first_by_a_rule():
    tiers = {"title": 2.0, "all": 1.0, "all too": 1.0}
    by_words = ["title", "all", "all too", "some"]
    by_meaning = ["some", "all too", "none"]
    assert fuse(by_words, by_meaning, tiers, 1) == ["title", "all too", "all", "some", "none"]


def test_joining_keeps_exact_titles_first_and_loses_nothing():
    by_words = [f"w{number}" for number in range(WINDOW + 30)]
    by_meaning = [f"w{number}" for number in range(WINDOW + 20, 0, -1)]
    order = fuse(by_words, by_meaning, {"w7": 1.0}, 1)
    assert order[0] == "w7"
    assert sorted(order) == sorted(by_words)
    assert [item for item in order if item in by_words[WINDOW + 21 :]] == by_words[WINDOW + 21 :]


def test_without_nearness_the_order_by_words_stays():
    assert fuse(["a", "b"], [], {}, 1) == ["a", "b"]


def test_a_question_is_long_by_words_that_items_hold():
    words = " ".join(f"word{number}" for number in range(LONG + 1))
    query = SearchQuery.from_text(words)
    assert is_long(query)
    assert not is_long(SearchQuery.from_text(words.rpartition(" ")[0]))
    assert not is_long(replace(query, unmentioned=("word3",)))
    assert not is_long(replace(query, is_exact=True))
