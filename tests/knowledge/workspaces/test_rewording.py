"""The cards of a Q Sort are reworded as long as none is placed; two at once lose nothing."""

from __future__ import annotations

import pytest
from django.test import Client

from knowledge.workspaces import q_sort
from knowledge.workspaces.models import Group, Note, Wall
from knowledge.workspaces.private_links import LinkEnded, Opened, find, reading_key
from tests.knowledge.workspaces.test_games import CARDS, address, place

pytestmark = pytest.mark.django_db


@pytest.fixture
def board(db) -> str:
    return q_sort.begin_q_sort("How is it here?", CARDS)


def cards_form(key: str) -> dict[str, str]:
    """What the form to reword a board holds when it is opened."""
    form = Client().get(address(key, "q_sort_cards")).context["form"]
    return {name: form[name].value() for name in ("question", "statements", "base")}


def reword(key: str, form: dict[str, str], **typed: str):
    return Client().post(address(key, "q_sort_cards"), {**form, **typed})


def test_cards_are_reworded_while_none_is_placed(client, board):
    link = address(board, "q_sort_cards")
    assert f'href="{link}"' in client.get(address(board, "q_sort")).content.decode()
    before = list(Note.objects.values_list("pk", flat=True))
    form = cards_form(board)
    assert form["statements"] == "\n".join(CARDS)
    words = form["statements"].replace("Statement 7", "We listen")
    answer = reword(board, form, question="How is it now?", statements=words)
    assert answer["Location"] == address(board, "q_sort")
    html = client.get(answer["Location"]).content.decode()
    assert "How is it now?" in html
    assert "We listen" in html
    assert "Statement 7" not in html
    assert list(Note.objects.values_list("pk", flat=True)) == before
    assert client.get(address(board, "wall_state")).json()["state"] == 2  # others see it too


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (CARDS[1:], "These are 15 different cards; the board has 16."),
        ([*CARDS, "One more"], "These are 17 different cards; the board has 16."),
        ([*CARDS[1:], "ask kim@example.org"], "looks like personal data"),
    ],
)
def test_words_that_cannot_be_kept_stay_in_the_form_of_the_board(board, words, says):
    html = reword(board, cards_form(board), statements="\n".join(words)).content.decode()
    assert says in html
    assert words[-1] in html
    assert list(Note.objects.values_list("text", flat=True)) == CARDS


def test_once_a_card_is_placed_its_page_says_why_no_word_changes(client, board):
    form = cards_form(board)  # opened before somebody placed a card
    card = Note.objects.first()
    place(board, card, Group.objects.first())
    words = form["statements"].replace("Statement 7", "We listen")
    html = reword(board, form, statements=words).content.decode()
    assert "because a card is in a column" in html
    assert "We listen" in html  # what was typed is not lost
    assert Note.objects.filter(text="We listen").count() == 0
    html = client.get(address(board, "q_sort_cards")).content.decode()
    assert "because a card is in a column" in html
    assert "<textarea" not in html
    place(board, card, None)
    assert reword(board, form, statements=words).status_code == 302


def test_two_who_reword_at_once_see_both_versions(board):
    mine, theirs = cards_form(board), cards_form(board)
    first = mine["statements"].replace("Statement 1\n", "We begin\n")
    second = theirs["statements"].replace("Statement 2\n", "We wait\n")
    assert reword(board, mine, statements=first).status_code == 302
    assert reword(board, mine, statements=first).status_code == 302  # sent twice
    answer = reword(board, theirs, statements=second)
    html = answer.content.decode()
    for words in ("Somebody else changed it meanwhile", "We begin", "We wait"):
        assert words in html
    assert Note.objects.filter(text="We wait").count() == 0
    again = {**theirs, "base": answer.context["form"]["base"].value()}
    assert reword(board, again, statements=second).status_code == 302
    assert Note.objects.filter(text__in=["We begin", "We wait"]).get().text == "We wait"


def test_only_the_writing_link_rewords_and_one_that_ended_gives_the_words_back(client, board):
    form, reading = cards_form(board), reading_key(board)
    assert client.get(address(reading, "q_sort_cards"))["Location"] == address(reading, "q_sort")
    assert reword(reading, form, question="Else?")["Location"] == address(reading, "q_sort")
    link = find(board)
    opened = Opened(link.workspace, board, may_write=True)
    link.ended = "replaced"
    link.save()
    with pytest.raises(LinkEnded):
        q_sort.reword(opened, form["base"], ["Else?", *CARDS])
    response = reword(board, form, question="Else?")
    page = response.content.decode()
    assert response.status_code == 410
    assert ">Else?</pre>" in page
    assert CARDS[-1] in page
    assert Wall.objects.get(workspace=link.workspace).question == "How is it here?"
