"""Collections are read as they are, and what is wrong with one is said with its place."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from search.evaluation.collections import CollectionError, read_collection, read_own


def write(folder: Path, name: str, *rows) -> None:
    lines = [row if isinstance(row, str) else json.dumps(row) for row in rows]
    (folder / f"{name}.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")


@pytest.fixture
def folder(tmp_path) -> Path:
    write(
        tmp_path,
        "docs",
        {"id": "1", "title": "One", "text": "First\u2028words"},
        {"id": 2, "text": "Two"},
    )
    write(tmp_path, "queries", {"id": "a", "text": "first"}, {"id": "b", "text": "never judged"})
    write(
        tmp_path, "qrels", {"qid": "a", "docid": "1", "rel": 1}, {"qid": "b", "docid": 2, "rel": 0}
    )
    return tmp_path


def test_a_collection_without_variants_has_the_queries_as_asked(folder):
    read = read_collection(folder)
    assert [(doc.id, doc.title, doc.text) for doc in read.docs] == [
        ("1", "One", "First\u2028words"),
        ("2", "", "Two"),
    ]
    assert read.variants == {"clean": {"a": "first"}}, "what is not judged counts for nothing"
    assert read.judgements == {"a": {"1": 1}, "b": {"2": 0}}


def test_a_variant_lacks_the_queries_that_have_none(folder):
    write(folder, "queries", {"id": "a", "text": "first"}, {"id": "b", "text": "two"})
    write(folder, "qrels", {"qid": "a", "docid": 1, "rel": 1}, {"qid": "b", "docid": 2, "rel": 1})
    write(
        folder,
        "variants",
        {"id": "a", "clean": "first!", "prefix": None},
        "",
        {"id": "b", "clean": "two", "prefix": "tw"},
    )
    read = read_collection(folder)
    assert read.variants == {"clean": {"a": "first!", "b": "two"}, "prefix": {"b": "tw"}}


@pytest.mark.parametrize(
    ("name", "row", "told"),
    [
        ("docs", "{not json", "docs.jsonl, line 1"),
        ("docs", "[1]", "one JSON object"),
        ("docs", {"title": "no id"}, "“id” is missing"),
        ("queries", {"id": "a"}, "“text” is missing"),
        ("qrels", {"qid": "a", "docid": "1", "rel": "much"}, "“rel” is to be a whole number"),
        ("qrels", {"qid": "zz", "docid": "1", "rel": 1}, "no query has a relevant document"),
    ],
)
def test_what_is_wrong_is_named(folder, name, row, told):
    write(folder, name, row)
    with pytest.raises(CollectionError, match=told):
        read_collection(folder)


def test_two_documents_of_one_id_are_refused(folder):
    write(folder, "docs", {"id": "1", "text": "a"}, {"id": 1, "text": "b"})
    with pytest.raises(CollectionError, match="twice"):
        read_collection(folder)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(CollectionError, match=r"docs\.jsonl cannot be read"):
        read_collection(tmp_path)


def test_the_own_queries_are_measured_by_half_and_by_kind_too(tmp_path):
    write(
        tmp_path,
        "queries",
        {"id": "q1", "text": "one", "kind": "typo", "half": "tuning"},
        {"id": "q2", "text": "two", "kind": "title", "half": "held-out"},
    )
    write(
        tmp_path,
        "qrels",
        {"qid": "q1", "thing": "page:/a/", "rel": 2},
        {"qid": "q2", "thing": "document:B", "rel": 1},
    )
    read = read_own(tmp_path)
    assert read.docs == ()
    assert read.variants == {
        "clean": {"q1": "one", "q2": "two"},
        "tuning": {"q1": "one"},
        "typo": {"q1": "one"},
        "held-out": {"q2": "two"},
        "title": {"q2": "two"},
    }
