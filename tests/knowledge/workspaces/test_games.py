"""Q Sort and Story Cubes on screen: one board for all, nobody is named, nothing is lost."""

from __future__ import annotations

import io
import re
import uuid

import pytest
from django.test import Client
from django.urls import reverse
from docx import Document

from knowledge.models import ToolPage
from knowledge.workspaces.dice import DICE
from knowledge.workspaces.models import Group, Note, Wall
from knowledge.workspaces.private_links import find, reading_key
from knowledge.workspaces.q_sort import begin_q_sort, pyramid
from knowledge.workspaces.story_cubes import begin_story
from knowledge.workspaces.wall import MOST, begin_wall
from tests.factories import SiteTree, add_page
from tests.knowledge.workspaces.test_wall import at_once

CARDS = [f"Statement {number}" for number in range(1, 17)]
GAMES = ("q-sort", "story-cubes")


def address(key: str, name: str) -> str:
    return reverse(f"workspaces:{name}", args=[key])


def place(key: str, card: Note, column: Group | None, **headers: str):
    to = str(column.pk) if column else ""
    sent = {"act": f"move:{card.pk}", f"to-{card.pk}": to}
    return Client().post(address(key, "q_sort_act"), sent, headers=headers)


def tell(key: str, text: str, seen: Group, **more: str):
    sent = {"act": "add:sentence", "round": seen.pk, "sentence-text": text, **more}
    return Client().post(address(key, "story_cubes_act"), sent)


def roll(key: str, seen: Group):
    return Client().post(address(key, "story_cubes_act"), {"act": "roll", "round": seen.pk})


@pytest.fixture
def board(db) -> str:
    return begin_q_sort("How is it here?", CARDS)


@pytest.fixture
def story(db) -> str:
    return begin_story("The day we went home")


@pytest.mark.parametrize("cards", range(3, 26))
def test_a_pyramid_takes_every_card_and_has_its_most_in_the_middle(cards):
    rooms = pyramid(cards)
    half = rooms[: len(rooms) // 2 + 1]
    assert sum(rooms) == cards
    assert rooms == rooms[::-1]
    assert half == sorted(half)
    assert half[-1] > half[-2] or cards == 3
    assert min(rooms) > 0


def test_the_usual_pyramid():
    assert pyramid(16) == [1, 2, 3, 4, 3, 2, 1]
    assert pyramid(25) == [1, 2, 3, 4, 5, 4, 3, 2, 1]


def test_every_face_of_the_dice_has_one_word_and_one_picture():
    words = [word for die in DICE for word in die]
    assert [len(die) for die in DICE] == [6] * 6
    assert len(set(words)) == 36
    assert all(re.fullmatch("[a-z]+", word) for word in words)
    assert len({lines for die in DICE for lines in die.values()}) == 36


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("game", "sent"),
    [
        ("q-sort", {"question": "How is it?", "statements": "One\n\n Two \nThree\nOne"}),
        ("story-cubes", {"theme-text": "Going home"}),
    ],
)
def test_from_the_tools_page(client, site_tree: SiteTree, game, sent):
    start = f"/workspaces/start/{game}/"
    assert client.get(start).status_code == 404
    tool = add_page(ToolPage, site_tree.tools, "Tool", on_screen=game)
    assert f'href="{start}"' in client.get(tool.url).content.decode()
    assert "<title>Error: " in client.post(start).content.decode()
    shared = client.post(start, sent)["Location"]
    assert f"/{game}/" in shared
    assert Wall.objects.get().question in client.get(shared).content.decode()
    if game == "q-sort":
        assert list(Note.objects.values_list("text", flat=True)) == ["One", "Two", "Three"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("cards", "says"),
    [
        ("One\nTwo", "These are 2 different cards; there must be 3 to 25"),
        ("\n".join(f"Card {n}" for n in range(26)), "These are 26 different cards"),
        ("One\nTwo\n" + "x" * 201, "has 201 characters"),
        ("One\nTwo\nask kim@example.org", "This looks like personal data (e-mail address)"),
    ],
)
def test_cards_that_cannot_be_kept_stay_in_the_form(client, site_tree, cards, says):
    add_page(ToolPage, site_tree.tools, "Tool", on_screen="q-sort")
    sent = {"question": "How is it?", "statements": cards}
    html = client.post("/workspaces/start/q-sort/", sent).content.decode()
    assert says in html
    assert cards.splitlines()[-1] in html
    assert not Wall.objects.exists()


@pytest.mark.django_db
def test_a_column_takes_what_it_has_room_for_and_says_when_it_is_full(client, board):
    first, second = Note.objects.all()[:2]
    least, *_, most = Group.objects.all()
    assert least.text == "Least like us (room for 1)"
    assert place(board, first, least).status_code == 302
    assert place(board, first, least).status_code == 302  # it lies there already
    html = place(board, second, least, Accept="application/json").content.decode()
    assert "There is no room left in “Least like us (room for 1)”" in html
    assert place(board, first, None).status_code == 302
    assert place(board, second, least).status_code == 302
    assert place(board, first, most, Accept="application/json").json()["state"] == 7
    assert dict(Note.objects.exclude(group=None).values_list("text", "group__text")) == {
        "Statement 2": least.text,
        "Statement 1": most.text,
    }


@pytest.mark.django_db
def test_the_sorted_cards_are_a_picture_a_table_and_a_word_file(client, board):
    least = Group.objects.first()
    place(board, Note.objects.get(text="Statement 7"), least)
    html = client.get(address(board, "q_sort_result")).content.decode()
    assert html.count("<rect") == 16
    assert re.findall(r"<text[^>]*>(\d+)", html) == ["1"]
    assert re.search(r"Number </span>1<.*?Statement 7<.*?Least like us", html, re.S)
    file = client.get(address(board, "q_sort_file"))
    assert file["Content-Disposition"] == 'attachment; filename="q-sort.docx"'
    rows = Document(io.BytesIO(file.content)).tables[0].rows
    assert [cell.text for cell in rows[0].cells] == ["Column", "Card"]
    assert [cell.text for cell in rows[1].cells] == [least.text, "Statement 7"]
    assert [cell.text for cell in rows[16].cells] == ["Not placed yet", "Statement 16"]
    assert len(rows) == 17


@pytest.mark.django_db
def test_stories_are_kept_round_by_round(client, story):
    first = Group.objects.get()
    assert len(first.text.split(", ")) == 6
    tell(story, "It rained.", first)
    roll(story, first)
    second = Group.objects.last()
    tell(story, "The sun <came>.", second)
    tell(story, "And we left.", first)  # begun before the dice were rolled
    assert list(first.notes.values_list("text", flat=True)) == ["It rained.", "And we left."]
    html = client.get(address(story, "story_cubes_result")).content.decode()
    for word in first.text.split(", "):
        assert f'<symbol id="die-{word}"' in html
        assert f'<use href="#die-{word}"/>' in html
    assert re.search(r"<p>It rained. And we left. </p>.*<p>The sun &lt;came&gt;. </p>", html, re.S)
    file = client.get(address(story, "story_cubes_file"))
    table = Document(io.BytesIO(file.content)).tables[0]
    assert [cell.text for cell in table.rows[3].cells] == [second.text, "The sun <came>."]


@pytest.mark.django_db
def test_a_sentence_sent_twice_stands_once_and_one_about_a_person_not_at_all(story):
    now, token = Group.objects.get(), str(uuid.uuid4())
    for _ in range(2):
        tell(story, "It rained.", now, **{"sentence-token": token})
    html = tell(story, "ask kim@example.org", now).content.decode()
    assert "looks like personal data" in html
    assert f'name="round" value="{now.pk}"' in html
    assert [note.text for note in Note.objects.all()] == ["It rained."]


@pytest.mark.django_db
def test_a_story_takes_only_so_much_and_keeps_what_was_typed(story, monkeypatch):
    monkeypatch.setitem(MOST, "note", 0)
    monkeypatch.setitem(MOST, "group", 1)
    now = Group.objects.get()
    assert "It rained." in (html := tell(story, "It rained.", now).content.decode())
    assert "This story holds no more" in html
    assert "This story holds no more" in roll(story, now).content.decode()
    assert (Note.objects.count(), Group.objects.count()) == (0, 1)


@pytest.mark.django_db
def test_the_reading_links_show_and_change_nothing(client, board, story):
    for key, page in ((board, "q_sort"), (story, "story_cubes")):
        reading = reading_key(key)
        html = client.get(address(reading, page)).content.decode()
        assert "Your link is for reading only" in html
        assert key not in html
        assert "<button" not in html.split("<main")[1].split("</main")[0]
        assert client.get(address(reading, "wall_state")).json()["state"] == 1
    place(reading_key(board), Note.objects.first(), Group.objects.first())
    told = Group.objects.last()
    tell(reading_key(story), "It rained.", told)
    roll(reading_key(story), told)
    assert set(Wall.objects.values_list("state", flat=True)) == {1}
    assert Note.objects.exclude(group=None).count() == 0


@pytest.mark.django_db
def test_a_link_opens_its_own_tool_only(client, board, story):
    wall = begin_wall("Question")
    for key, other in ((board, "story_cubes"), (story, "wall"), (wall, "q_sort")):
        assert client.get(address(key, other)).status_code == 404
    card, foreign = Note.objects.first(), Wall.objects.last().groups.create(text="Foreign")
    place(board, card, foreign)
    client.post(address(board, "wall_act"), {"act": "add:note", "note-text": "More"})
    card.refresh_from_db()
    assert card.group is None
    assert Note.objects.count() == len(CARDS)


@pytest.mark.django_db
@pytest.mark.parametrize("does", ["", "move", "move:x", "move:1", "add:sentence:1", "roll", "dot:note:1"])  # fmt: skip
def test_any_wish_is_answered(board, story, does):
    for key, name in ((board, "q_sort_act"), (story, "story_cubes_act")):
        assert Client().post(address(key, name), {"act": does, "round": "x"}).status_code == 302


@pytest.mark.django_db
def test_a_link_that_ended_gives_the_sentence_back(story):
    round_ = Group.objects.get()
    link = find(story)
    link.ended = "replaced"
    link.save()
    response = tell(story, "It rained.", round_)
    assert response.status_code == 410
    assert "It rained." in response.content.decode()
    assert not Note.objects.exists()


@pytest.mark.each_database
@pytest.mark.django_db(transaction=True)
def test_thirty_people_at_once_lose_no_sentence_and_roll_once(story):
    first = Group.objects.get()

    def person(number: int) -> None:
        assert tell(story, f"Sentence {number}", first).status_code == 302
        assert roll(story, first).status_code == 302

    at_once([lambda number=number: person(number) for number in range(30)])
    assert set(first.notes.values_list("text", flat=True)) == {f"Sentence {n}" for n in range(30)}
    assert Group.objects.count() == 2


@pytest.mark.each_database
@pytest.mark.django_db(transaction=True)
def test_of_many_people_who_want_one_place_one_gets_it_and_no_card_is_lost(board):
    cards, least = list(Note.objects.all()), Group.objects.first()
    answers = []
    at_once([lambda card=card: answers.append(place(board, card, least)) for card in cards * 2])
    assert least.notes.count() == 1
    assert Note.objects.count() == len(CARDS)
    # Who got it was sent there, both times; all others were told.
    assert sorted(answer.status_code for answer in answers) == [200] * 30 + [302] * 2
