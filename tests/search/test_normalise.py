"""Different ways of writing a word are one word, in records and in queries alike."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
import snowballstemmer
from hypothesis import given
from hypothesis import strategies as st

from search.language.normalise import (
    beginnings,
    clean,
    stem,
    stems,
    tokens,
    without_stop_words,
    words,
)

SAME = [
    (
        "co-production",
        "coproduction",
        "co production",
        "Co‑Production",
        "CO-PRODUCTION",
        "co\u00adpro\u00adduction",
    ),
    ("maternity", "mater\u00adnity", "ma\u200bternity", "mater\u00ad\nnity"),
    ("co-produced", "coproduced", "co produced"),
    ("women's", "womens", "women’s", "women", "WOMEN", "woman"),
    ("organise", "organize", "organised", "organizing", "organisations", "organization"),
    ("paediatric", "pediatric", "paediatrics"),
    ("behaviour", "behavior"),
    ("labour", "labor"),
    ("centre", "center", "centres"),
    ("counselling", "counseling"),
    ("foetal", "fetal"),
    ("haemorrhage", "hemorrhage"),
    ("anaesthetic", "anesthetic"),
    ("gynaecology", "gynecology"),
    ("caesarean", "cesarean", "caesarian"),
    ("programme", "program", "programmes"),
    ("postnatal", "post-natal", "post natal"),
    ("antenatal", "ante-natal", "ante natal"),
    ("wellbeing", "well-being", "well being"),
    ("résumé", "resume"),
    ("café", "cafe", "cafe\u0301"),
    ("N.H.S.", "NHS", "nhs"),
    ("A&E", "a&e"),
    ("MVP", "mvp", "MVPs", "mvps"),
    ("LMNS", "lmns"),
    ("mother's", "mothers", "mother", "mum"),
]
APART = [
    ("LMS", "LMNS"),
    ("CNST", "MIS"),
    ("MVP", "MNVP"),
    ("midwife", "middle"),
    ("universe", "unit"),
    ("post the letter", "postthe letter"),
]


@pytest.mark.parametrize("ways", SAME, ids=lambda ways: ways[0])
def test_ways_of_writing_one_word_are_the_same(ways):
    assert {tuple(stems(way)) for way in ways} == {tuple(stems(ways[0]))}
    assert len(stems(ways[0])) == 1


@pytest.mark.parametrize("pair", APART, ids=lambda pair: pair[0])
def test_other_words_stay_apart(pair):
    assert stems(pair[0]) != stems(pair[1])


def test_a_hyphen_otherwise_parts_words():
    assert stems("face-to-face peer-support") == stems("face to face peer support")


def test_numbers_and_mixed_acronyms_are_kept():
    assert words("C4CC, safety action 7, 2019") == ["c4cc", "safety", "action", "7", "2019"]


def test_stop_words_stay_when_there_is_nothing_else():
    assert without_stop_words(["the", "ladder"]) == ["ladder"]
    assert without_stop_words(["it"]) == ["it"]


def test_tokens_cover_both_runs_of_a_joined_word():
    text = "about co production here"
    assert [text[token.start : token.end] for token in tokens(text)] == [
        "about",
        "co production",
        "here",
    ]


@given(st.text())
def test_any_text_has_words_that_can_be_compared_and_kept(text):
    cleaned = clean(text)
    cleaned.encode("utf-8")
    assert "\0" not in cleaned
    end = 0
    for token in tokens(cleaned):
        assert end <= token.start < token.end <= len(cleaned)
        end = token.end
        assert token.word
        assert not set(" '\"\\\0_") & set(stem(token.word))
        assert len(stem(token.word)) <= 60


@pytest.mark.parametrize(
    ("typed", "whole"),
    [
        ("personalis", "personalised"),
        ("organis", "organisations"),
        ("counsell", "counselling"),
        ("behaviou", "behaviours"),
        ("labou", "labour"),
        ("programm", "programmes"),
        ("paed", "paediatric"),
        ("centr", "centre"),
        ("matern", "maternity"),
    ],
)
def test_what_is_typed_so_far_begins_the_whole_word_in_whatever_spelling(typed, whole):
    assert words(whole)[0].startswith(beginnings(words(typed)[0]))


def test_words_are_cut_the_same_in_many_threads_at_once():
    """The stemmer keeps the word that it works on in itself, so each thread needs one of its own."""
    words = [
        f"{word}{end}"
        for word in (
            "partnership",
            "maternity",
            "participation",
            "relational",
            "conditional",
            "neonatology",
            "co-production",
        )
        for end in ("", "s", "ing", "ed", "ization")
    ]
    expected = [snowballstemmer.stemmer("english").stemWord(word) for word in words]
    pause = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(8) as threads:
            found = list(
                threads.map(lambda _: [stem.__wrapped__(word) for word in words], range(200))
            )
    finally:
        sys.setswitchinterval(pause)
    assert all(each == expected for each in found)


@pytest.mark.parametrize(
    "forms",
    [
        "co-production coproduction co-produce co-produced coproducing co-producers",
        "breastfeeding breastfeed breastfeeds breastfed",
        "staff staffs staffing staffed",
        "induction inductions induce induced inducing",
        "reduction reductions reduce reduced reducing",
        "introduction introduce introduced",
        "production productions produce produced",
    ],
)
def test_forms_of_a_word_have_one_stem(forms):
    assert len(set(stems(forms))) == 1


@pytest.mark.parametrize("word", ["product", "products", "staging", "deduct", "conduction", "feed"])
def test_no_other_word_joins_them(word):
    families = stems("production co-production staffing breastfeeding induction reduction")
    assert stems(word)[0] not in families


@pytest.mark.parametrize("word", ["coproduction", "breastfed", "staffing", "reductions"])
def test_a_stem_is_its_own_stem(word):
    assert stem(stem(word)) == stem(word)
