""" "Where are you on the ladder?": answers lead to a rung, with reasons and the next step."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.caching import making
from knowledge.models import Rung
from knowledge.web.ladder_questions import Answer, outcome_of

YES, SOMETIMES, NO = Answer.YES, Answer.SOMETIMES, Answer.NO
LADDER = [Rung(number=number, name=f"Rung {number}") for number in range(1, 8)]


def where(*answers: Answer) -> tuple[int, list[int], list[int], list[int]]:
    """Rung, and the rungs of the reasons, for answers from rung 2 up."""
    found = outcome_of(LADDER, dict(enumerate(answers, 2)))
    numbers = [[each.rung.number for each in part] for part in (found.reached, found.missing, found.ahead)]  # fmt: skip
    return (found.rung.number, *numbers)


@pytest.mark.parametrize(
    ("answers", "outcome"),
    [
        ((NO,) * 6, (1, [], [2, 3, 4, 5, 6, 7], [])),
        ((YES,) * 6, (7, [2, 3, 4, 5, 6, 7], [], [])),
        ((YES, YES, SOMETIMES, NO, NO, NO), (3, [2, 3], [4, 5, 6, 7], [])),
        ((SOMETIMES, YES, YES, NO, NO, NO), (1, [], [2, 5, 6, 7], [3, 4])),
        ((), (1, [], [], [])),
    ],
)
def test_the_rung_is_the_highest_up_to_which_all_is_usually_true(answers, outcome):
    assert where(*answers) == outcome


@given(st.lists(st.sampled_from(Answer), min_size=6, max_size=6), st.integers(0, 5))
def test_a_better_answer_never_leads_down_and_no_reason_is_lost(answers, place):
    better = [*answers]
    better[place] = YES
    assert where(*better)[0] >= where(*answers)[0]
    _, *reasons = where(*answers)
    assert sorted(number for part in reasons for number in part) == list(range(2, 8))


@pytest.fixture
def ladder(pages):
    return pages["ladder"].get_url()


def asked(**changes: str) -> dict[str, str]:
    answers = {f"rung_{number}": "yes" if number < 4 else "no" for number in range(2, 8)}
    return {"answered": "1", **answers, **changes}


@pytest.mark.django_db
def test_the_page_asks_and_answers(client, ladder):
    plain = client.get(ladder).content.decode()
    assert "It is true of" in plain
    assert "You are on rung" not in plain
    html = client.get(ladder, asked()).content.decode()
    assert "You are on rung 3" in html
    assert "What is not yet true of you" in html
    html = client.get(ladder, asked(rung_4="sometimes", rung_6="yes")).content.decode()
    assert "Make this usual" in html
    assert "What you do already, further up" in html
    assert "You are at the top" in client.get(
        ladder, dict.fromkeys(asked(), "yes")
    ).content.decode().split("Where are you on the ladder?")[0]  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize("wrong", ["", "maybe", "<b>"])
def test_what_is_not_answered_is_said_and_the_rest_is_kept(client, ladder, wrong):
    html = client.get(ladder, asked(rung_5=wrong)).content.decode()
    assert "<title>Error: " in html
    assert html.count('href="#id_rung_5"') == 1
    assert html.count('" checked') == 5
    assert "You are on rung" not in html
    assert "<b>" not in html


@pytest.mark.django_db
def test_a_page_of_answers_is_not_kept(client, ladder):
    for query, kept in (({}, True), (asked(), False)):
        with making.making_answer({}) as made:
            client.get(ladder, query)
        assert made.may_be_kept is kept


@pytest.mark.django_db
def test_without_statements_nothing_is_asked(client, ladder, rungs):
    Rung.objects.update(statement="")
    html = client.get(ladder, asked()).content.decode()
    assert "Answer a few questions" not in html
    assert "You are on rung" not in html
