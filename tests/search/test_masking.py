"""What a query keeps: words and years. What it loses: addresses and numbers of people."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.language.masking import masked


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("mail jo.bloggs@nhs.example about birth", "mail [e-mail] about birth"),
        ("JO@EXAMPLE", "[e-mail]"),
        ("<jo+x@example.org>", "<[e-mail]>"),
        ("call 07700 900123 now", "call [number] now"),
        ("+44 (0)7700 900-123", "[number]"),
        ("(01273) 496 000", "[number]"),
        ("0044.7700.900.123", "[number]"),
        ("943 476 5919", "[number]"),
        ("NHS 9434765919", "NHS [number]"),
        ("hospital no A1234567", "hospital no A[number]"),
        ("born 12/03/1985", "born [number]"),
        ("12.3.85 clinic", "[number] clinic"),
        ("12 03 1985", "[number]"),
        ("٠٧٧٠٠٩٠٠١٢٣", "[number]"),
        ("０７７００９００１２３", "[number]"),
    ],
)
def test_what_goes(typed, kept):
    assert masked(typed) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "CNST year 5 safety action 7",
        "Ockenden 2022",
        "MIS 2023/24",
        "plan 2022-2023 2024",
        "covid19 c4cc 10 principles",
        "rung 4 of 7",
        "",
    ],
)
def test_what_stays(typed):
    assert masked(typed) == typed


@given(st.text())
def test_any_text_is_masked_and_no_long_run_of_digits_is_left(typed):
    run = 0
    for character in masked(typed):
        run = run + 1 if character.isdecimal() else 0
        assert run < 6
