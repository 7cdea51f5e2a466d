"""A wall of sticky notes: everybody writes, nobody is named, nothing is lost."""

from __future__ import annotations

import io
import re
import threading
import uuid
from collections.abc import Callable

import pytest
from django.db import close_old_connections, connection
from django.test import Client
from django.urls import reverse
from docx import Document

from knowledge.models import ToolPage
from knowledge.workspaces import wall as walls
from knowledge.workspaces.models import Group, Note, Wall, Workspace
from knowledge.workspaces.private_links import LinkEnded, Opened, find, reading_key
from knowledge.workspaces.q_sort import begin_q_sort
from knowledge.workspaces.story_cubes import begin_story
from knowledge.workspaces.wall import begin_wall
from tests.factories import SiteTree, add_page

START = "/workspaces/start/sticky-notes/"
QUESTION = "What would make visits easier?"


@pytest.fixture
def tool(site_tree: SiteTree) -> ToolPage:
    return add_page(ToolPage, site_tree.tools, "Notes", on_screen="sticky-notes")


@pytest.fixture
def key(db) -> str:
    return begin_wall(QUESTION)


def address(key: str, name: str, *arguments: object) -> str:
    return reverse(f"workspaces:{name}", args=[key, *arguments])


def act(key: str, does: str, client: Client | None = None, **fields: str):
    return (client or Client()).post(address(key, "wall_act"), {"act": does, **fields})


def add(key: str, text: str, sort: str = "note", **more: str):
    return act(key, f"add:{sort}", **{f"{sort}-text": text, **more})


def hang(key: str, text: str, sort: str = "note") -> Note | Group:
    add(key, text, sort)
    return {"note": Note, "group": Group}[sort].objects.get(text=text)


def shown(key: str, name: str = "wall") -> str:
    return Client().get(address(key, name)).content.decode()


def change(key: str, item: Note | Group, version: int, text: str, does: str = "save"):
    sort = type(item).__name__.lower()
    sent = {f"{sort}-text": text, f"{sort}-version": version, "act": does}
    return Client().post(address(key, "wall_item", sort, item.pk), sent)


@pytest.mark.django_db
def test_from_the_tools_page_to_a_result(client, tool):
    assert f'href="{START}"' in client.get(tool.url).content.decode()
    assert "Write your question" in client.post(START).content.decode()
    shared = client.post(START, {"question-text": QUESTION})["Location"]
    key = shared.split("/")[-3]
    assert QUESTION in client.get(shared).content.decode()
    late, words = hang(key, "Later <hours>"), hang(key, "Plain words")
    time = hang(key, "Time", "group")
    assert act(key, f"move:{late.pk}", **{f"to-{late.pk}": str(time.pk)}).status_code == 302
    act(key, f"dot:note:{words.pk}")
    act(key, f"dot:group:{time.pk}")
    act(key, f"dot:group:{time.pk}")
    act(key, f"undot:group:{time.pk}")
    html = shown(key, "wall_result")
    assert re.search(
        r"Not in a group yet</h2>.*Plain words.*Time</h2>.*Later &lt;hours&gt;", html, re.S
    )
    assert html.count("1 dot<") == 2
    file = client.get(address(key, "wall_file"))
    assert file["Content-Disposition"] == 'attachment; filename="sticky-notes.docx"'
    document = Document(io.BytesIO(file.content))
    assert [cell.text for cell in document.tables[0].rows[2].cells] == [
        "Time",
        "Later <hours>",
        "0",
    ]
    assert "Dots of the group: 1" in [paragraph.text for paragraph in document.paragraphs]


@pytest.mark.django_db
def test_without_a_tools_page_there_is_nothing_to_start(client, site_tree):
    assert client.get(START).status_code == 404


@pytest.mark.django_db
def test_a_page_that_does_nothing_on_screen_leads_to_no_wall(client, site_tree):
    tool = add_page(ToolPage, site_tree.tools, "Other")
    assert START not in client.get(tool.url).content.decode()


@pytest.mark.django_db
def test_sent_twice_it_hangs_there_once(key):
    token = str(uuid.uuid4())
    for _ in range(2):
        add(key, "Time", **{"note-token": token})
    assert Note.objects.count() == 1
    for broken in ("", "x", "'; --"):
        add(key, "Other", **{"note-token": broken})
    assert Note.objects.filter(text="Other").count() == 3


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "Write your thought"),
        (" \n ", "Write your thought"),
        ("x" * 201, "This has 201 characters; there is room for 200"),
        ("ask kim@example.org", "This looks like personal data (e-mail address)"),
    ],
)
def test_what_cannot_be_kept_is_said_and_stays_in_the_form(key, text, says):
    html = add(key, text).content.decode()
    assert "<title>Error: " in html
    assert says in html
    assert text.strip() in html
    assert not Note.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("begin", "name"),
    [
        (lambda: begin_wall(QUESTION), "wall"),
        (lambda: begin_q_sort("How?", ["a", "b", "c", "d"]), "q_sort"),
        (lambda: begin_story("Home"), "story_cubes"),
    ],
)
def test_an_address_that_is_sent_to_leads_to_the_beginning_when_it_is_opened(client, begin, name):
    key = begin()
    for each in (key, reading_key(key)):
        answer = client.get(address(each, f"{name}_act"))
        assert (answer.status_code, answer["Location"]) == (302, address(each, name))
    assert client.get(address("nobody-made-it", f"{name}_act")).status_code == 404
    assert client.put(address(key, f"{name}_act")).status_code == 405


@pytest.mark.django_db
def test_what_was_checked_is_kept(key):
    add(key, "ask office@example.org", **{"note-is_nobody": "on"})
    assert Note.objects.get().text == "ask office@example.org"


@pytest.mark.django_db
@pytest.mark.parametrize("sort", ["note", "group"])
def test_to_delete_is_asked_first(key, sort):
    item = hang(key, "Time", sort)
    act(key, f"dot:{sort}:{item.pk}")
    html = change(key, item, 1, "", "delete").content.decode()
    assert f"<title>Delete this {sort}?" in html
    assert "with its 1 dot," in html
    assert re.search(rf'name="{sort}-version" value="1"', html)
    assert type(item).objects.filter(pk=item.pk).exists()
    # Changed while it was asked: both versions are shown.
    change(key, item, 1, "More time")
    assert "<title>Two versions" in change(key, item, 1, "x", "delete:sure").content.decode()
    assert change(key, item, 2, "", "delete:sure").status_code == 302
    assert not type(item).objects.filter(pk=item.pk).exists()


@pytest.mark.django_db
@pytest.mark.parametrize("does", ["save", "delete", "delete:sure"])
def test_two_versions_are_both_shown(key, does):
    note = hang(key, "Time")
    assert change(key, note, 1, "More time").status_code == 302
    html = change(key, note, 1, "Less hurry", does).content.decode()
    assert "<title>Two versions: " in html
    assert "More time" in html
    assert "Less hurry" in html
    assert Note.objects.get().text == "More time"
    version = int(re.search(r'name="note-version" value="(\d+)"', html)[1])
    sure = "save" if does == "save" else "delete:sure"
    assert change(key, note, version, "Less hurry", sure).status_code == 302
    kept = list(Note.objects.values_list("text", flat=True))
    assert kept == (["Less hurry"] if does == "save" else [])


@pytest.mark.django_db
@pytest.mark.parametrize("sort", ["note", "group"])
def test_what_was_typed_for_a_deleted_one_is_not_lost(key, sort):
    item = hang(key, "Time", sort)
    assert change(key, item, 1, "", "delete:sure").status_code == 302
    html = change(key, item, 1, "More time").content.decode()
    assert f"Somebody deleted this {sort} meanwhile" in html
    assert "More time" in html
    assert change(key, item, 1, "", "delete").status_code == 302
    assert Client().get(address(key, "wall_item", sort, item.pk)).status_code == 302


@pytest.mark.django_db
def test_notes_of_a_deleted_group_stay(key):
    note, group = hang(key, "Late"), hang(key, "Time", "group")
    act(key, f"move:{note.pk}", **{f"to-{note.pk}": str(group.pk)})
    change(key, group, 1, "", "delete:sure")
    assert Note.objects.get().group is None
    # And a move into it, from a page that still shows it, takes the note nowhere.
    act(key, f"move:{note.pk}", **{f"to-{note.pk}": str(group.pk)})
    assert Note.objects.get().group is None


@pytest.mark.django_db
def test_no_dot_is_taken_that_is_not_there(key):
    note = hang(key, "Time")
    act(key, f"undot:note:{note.pk}")
    assert Note.objects.get().dots == 0


@pytest.mark.django_db
@pytest.mark.parametrize(
    "does", ["", "dot", "dot:note", "dot:note:x", "dot:user:1", "move:²", "move:1", "dot:note:" + "9" * 40]
)  # fmt: skip
def test_any_wish_is_answered(key, does):
    assert act(key, does).status_code == 302


@pytest.mark.django_db
def test_a_link_opens_its_own_wall_only(key):
    note, group = hang(key, "Time"), hang(key, "Group", "group")
    other = begin_wall("Another question")
    act(other, f"dot:note:{note.pk}")
    act(other, f"move:{note.pk}", **{f"to-{note.pk}": ""})
    change(other, note, 1, "Changed")
    change(other, group, 1, "", "delete:sure")
    foreign = hang(other, "Foreign")
    act(other, f"move:{foreign.pk}", **{f"to-{foreign.pk}": str(group.pk)})
    assert Note.objects.get(pk=note.pk).text == "Time"
    assert Note.objects.get(pk=note.pk).dots == 0
    assert Group.objects.exists()
    assert Note.objects.get(pk=foreign.pk).group is None


@pytest.mark.django_db
def test_the_reading_link_shows_and_takes_nothing(client, key):
    note = hang(key, "Time")
    reading = reading_key(key)
    html = shown(reading)
    assert "Time" in html
    assert key not in html
    assert "Give a dot" not in html
    assert client.get(address(reading, "wall_state")).json()["notes"][0]["text"] == "Time"
    add(reading, "Other")
    act(reading, f"dot:note:{note.pk}")
    change(reading, note, 1, "Changed")
    assert list(Note.objects.values_list("text", "dots")) == [("Time", 0)]


@pytest.mark.django_db
@pytest.mark.parametrize(("sort", "named"), [("note", "notes"), ("group", "groups")])
def test_a_wall_takes_only_so_many(key, monkeypatch, sort, named):
    monkeypatch.setitem(walls.MOST, sort, 1)
    add(key, "Time", sort)
    html = add(key, "Words", sort).content.decode()
    assert f"This wall holds 1 {named}, and it is full" in html
    assert "Words" in html


@pytest.mark.django_db
def test_nobody_is_named(key):
    fields = {field.name for model in (Note, Group, Wall) for field in model._meta.concrete_fields}
    assert fields == {"id", "wall", "token", "text", "version", "dots", "group", "workspace", "question", "state"}  # fmt: skip


@pytest.mark.django_db
def test_a_page_that_is_up_to_date_is_sent_nothing(client, key, django_assert_num_queries):
    first = client.get(address(key, "wall_state"))
    assert first.json() == {"state": 1, "groups": [], "notes": []}
    seen = {"If-None-Match": first["ETag"]}
    with django_assert_num_queries(2):
        assert client.get(address(key, "wall_state"), headers=seen).status_code == 304
    note = hang(key, "Time")
    answer = client.get(address(key, "wall_state"), headers=seen)
    expected = {"id": note.pk, "group": None, "text": "Time", "dots": 0}
    assert answer.json()["notes"] == [expected]
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.django_db
def test_a_script_is_answered_with_the_state(client, key):
    sent = {"act": "add:note", "note-text": "Time"}
    wish = {"Accept": "application/json"}
    answer = client.post(address(key, "wall_act"), sent, headers=wish).json()
    assert answer["state"] == 2
    assert [note["text"] for note in answer["notes"]] == ["Time"]
    # What has to be told is a page.
    refused = client.post(address(key, "wall_act"), {**sent, "note-text": ""}, headers=wish)
    assert refused["Content-Type"].startswith("text/html")


@pytest.mark.django_db
def test_a_wall_costs_the_same_however_many_notes(client, key, django_assert_max_num_queries):
    wall = Wall.objects.get()
    groups = Group.objects.bulk_create(Group(wall=wall, text=f"G{number}") for number in range(20))
    Note.objects.bulk_create(
        Note(wall=wall, group=groups[number % 20], text=f"N{number}") for number in range(300)
    )
    client.get(address(key, "wall"))
    with django_assert_max_num_queries(4):
        assert len(client.get(address(key, "wall_state")).json()["notes"]) == 300


@pytest.mark.django_db
def test_a_link_that_ended_takes_nothing_and_gives_back_what_was_typed(key):
    note, link = hang(key, "Time"), find(key)
    opened = Opened(link.workspace, key, may_write=True)  # the page asked a moment before it ended
    link.ended = "replaced"
    link.save()
    for response in (add(key, "Words"), change(key, note, 1, "Words")):
        assert response.status_code == 410
        assert ">Words</pre>" in response.content.decode()
    for write in (
        lambda: walls.add(opened, "note", uuid.uuid4(), "Words"),
        lambda: walls.change(opened, note, 1, "Words"),
    ):
        with pytest.raises(LinkEnded):
            write()
    assert Note.objects.get().text == "Time"


def at_once(doers: list[Callable[[], object]]) -> None:
    """Each in a thread of its own; what fails there fails here."""
    failed: list[BaseException] = []

    def run(does: Callable[[], object]) -> None:
        try:
            does()
        except BaseException as fault:
            failed.append(fault)
        finally:
            close_old_connections()
            connection.close()

    threads = [threading.Thread(target=run, args=(does,)) for does in doers]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert failed == []


@pytest.mark.each_database
@pytest.mark.django_db(transaction=True)
def test_thirty_people_at_once_lose_nothing(key):
    shared, group = hang(key, "Shared"), hang(key, "Time", "group")

    def person(number: int) -> None:
        assert add(key, f"Thought {number}").status_code == 302
        mine = Note.objects.get(text=f"Thought {number}")
        assert act(key, f"move:{mine.pk}", **{f"to-{mine.pk}": str(group.pk)}).status_code == 302
        for item in (f"note:{shared.pk}", f"group:{group.pk}"):
            assert act(key, f"dot:{item}").status_code == 302

    at_once([lambda number=number: person(number) for number in range(30)])
    assert set(group.notes.values_list("text", flat=True)) == {f"Thought {n}" for n in range(30)}
    assert Note.objects.get(pk=shared.pk).dots == 30
    assert Group.objects.get().dots == 30
    assert Wall.objects.get().state == 1 + 2 + 30 * 4
    assert Workspace.objects.count() == 1


@pytest.mark.each_database
@pytest.mark.django_db(transaction=True)
def test_of_several_changes_at_once_one_wins_and_the_others_are_told(key):
    note = hang(key, "Time")
    answers = []
    at_once(
        [
            lambda number=number: answers.append(change(key, note, 1, f"Wording {number}"))
            for number in range(8)
        ]
    )
    assert sorted(answer.status_code for answer in answers) == [200] * 7 + [302]
    kept = Note.objects.get().text
    assert all(kept in each.content.decode() for each in answers if each.status_code == 200)
