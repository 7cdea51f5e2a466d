"""Two wordings beside each other: what differs is marked, and no word is lost or changed."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from knowledge.web.wording import compare_wordings


def different(parts) -> list[str]:
    return [part.text for part in parts if part.is_different]


def test_words_of_one_side_only_are_marked():
    found = compare_wordings("People share decisions.", "People share large decisions.")
    assert different(found.left) == []
    assert different(found.right) == ["large"]
    assert not found.is_same


def test_a_run_of_different_words_is_one_stretch():
    found = compare_wordings("Staff decide", "Staff and families together decide")
    assert different(found.right) == ["and families together"]


def test_capitals_punctuation_and_curly_apostrophes_are_no_difference():
    assert compare_wordings("Women's voices, heard", "women’s voices heard.").is_same


def test_a_missing_wording_leaves_the_other_marked_whole():
    found = compare_wordings("", "Only here")
    assert found.left == ()
    assert different(found.right) == ["Only here"]


@given(st.text(), st.text())
def test_joined_stretches_are_the_wordings_themselves(left, right):
    found = compare_wordings(left, right)
    assert "".join(part.text for part in found.left) == left
    assert "".join(part.text for part in found.right) == right


@given(st.text())
def test_a_wording_does_not_differ_from_itself(words):
    assert compare_wordings(words, words).is_same
