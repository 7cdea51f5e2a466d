"""A team on the ladder: a rung for each person, nobody named, nothing lost."""

from __future__ import annotations

import re
import threading
import uuid

import pytest
from django.db import close_old_connections, connection
from django.test import Client
from django.urls import reverse

from knowledge.models import LadderPage, Rung
from knowledge.workspaces import team_ladder
from knowledge.workspaces.models import TeamAnswer, Workspace
from knowledge.workspaces.private_links import begin, reading_key
from knowledge.workspaces.team_ladder import TEAM_LADDER, Spread, Step, spread_of
from tests.factories import SiteTree, make_ladder

START = "/workspaces/start/ladder/"


@pytest.fixture
def ladder(site_tree: SiteTree) -> LadderPage:
    return make_ladder(site_tree.pack)


@pytest.fixture
def key(ladder: LadderPage) -> str:
    return begin(TEAM_LADDER.key)[1]


def answers(rung: int, **more: str) -> dict[str, str]:
    """What a person sends who sees the team on that rung."""
    said = {f"rung_{number}": "yes" if number <= rung else "no" for number in range(2, 8)}
    return {"token": str(uuid.uuid4()), **said, **more}


def send(key: str, rung: int, client: Client | None = None, **more: str) -> str:
    response = (client or Client()).post(
        reverse("workspaces:team_answer", args=[key]), answers(rung, **more)
    )
    assert response.status_code == 302
    return response["Location"]


def rows(html: str) -> dict[str, int]:
    found = re.findall(r'<th scope="row"[^>]*>(\d) .*?</th><td[^>]*>(\d+)</td>', html)
    return {rung: int(people) for rung, people in found if int(people)}


@pytest.mark.django_db
def test_from_the_ladders_page_to_a_spread(client, ladder):
    assert f'href="{START}"' in client.get(ladder.url).content.decode()
    assert "Make a link for my team" in client.get(START).content.decode()
    shared = client.post(START)["Location"]
    assert "Nobody has answered yet" in client.get(shared).content.decode()
    key = shared.split("/")[-3]
    for rung in (2, 4, 4, 6):
        html = client.get(send(key, rung)).content.decode()
        assert f"Your answer is kept: rung {rung}." in html
    assert rows(html) == {"2": 1, "4": 2, "6": 1}
    assert "4 people have answered" in html
    assert "between rung 2 and rung 6" in html
    assert f"{ladder.url}#rung-4" in html


@pytest.mark.django_db
def test_it_is_taken_along_by_a_form_with_its_token(key):
    send(key, 4)
    careful = Client(enforce_csrf_checks=True)
    html = careful.get(reverse("workspaces:team_ladder", args=[key])).content.decode()
    form = re.search(r'<form[^>]*action="([^"]*booklet/)".*?</form>', html, re.S)
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', form[0])
    response = careful.post(form[1], {"csrfmiddlewaretoken": token[1], "form": "docx"})
    assert response.status_code == 302


@pytest.mark.django_db
def test_sent_twice_it_counts_once_and_can_be_changed(client, key):
    token = str(uuid.uuid4())
    send(key, 3, token=token)
    back = send(key, 3, token=token)
    assert TeamAnswer.objects.count() == 1
    html = client.get(back).content.decode()
    assert f"answer/?mine={token}" in html
    assert token in client.get(
        reverse("workspaces:team_answer", args=[key]), {"mine": token}
    ).content.decode()  # fmt: skip
    send(key, 5, token=token)
    assert TeamAnswer.objects.get().rung == 5
    assert "Everybody sees the team on rung 5" in client.get(back).content.decode()


@pytest.mark.django_db
def test_going_back_and_sending_again_changes_the_answer_and_another_person_may_use_the_device(
    client, key
):
    address = reverse("workspaces:team_answer", args=[key])

    def send_from(page: str, rung: int) -> None:
        token = re.search(r'name="token" value="([^"]+)"', page)[1]
        assert client.post(address, answers(rung, token=token)).status_code == 302

    send_from(client.get(address).content.decode(), 3)
    again = client.get(address).content.decode()
    assert "An answer from this browser is kept: rung 3." in again
    send_from(again, 5)
    assert [row.rung for row in TeamAnswer.objects.all()] == [5]
    send_from(client.get(address, {"another": 1}).content.decode(), 2)
    assert sorted(row.rung for row in TeamAnswer.objects.all()) == [2, 5]
    cookie = client.cookies["hub_my_answer"]
    assert cookie["path"] == reverse("workspaces:team_ladder", args=[key])
    assert cookie["httponly"]


@pytest.mark.django_db
def test_what_is_not_answered_is_said(client, key):
    response = client.post(reverse("workspaces:team_answer", args=[key]), answers(3, rung_4=""))
    html = response.content.decode()
    assert "<title>Error: " in html
    assert 'href="#id_rung_4"' in html
    assert html.count('" checked') == 5
    assert not TeamAnswer.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("token", ["", "x", "'; DROP TABLE", "0" * 40])
def test_any_token_is_answered(client, key, token):
    send(key, 3, token=token)
    assert TeamAnswer.objects.count() == 1
    assert client.get(reverse(TEAM_LADDER.start, args=[key]), {"mine": token}).status_code == 200


@pytest.mark.django_db
def test_the_reading_link_shows_and_takes_nothing(client, key):
    send(key, 3)
    reading = reading_key(key)
    html = client.get(reverse(TEAM_LADDER.start, args=[reading])).content.decode()
    assert rows(html) == {"3": 1}
    assert key not in html
    assert "Answer for yourself" not in html
    client.post(reverse("workspaces:team_answer", args=[reading]), answers(5))
    assert TeamAnswer.objects.count() == 1


@pytest.mark.django_db
def test_a_link_takes_only_so_many(client, key, monkeypatch):
    monkeypatch.setattr(team_ladder, "MOST_ANSWERS", 2)
    token = str(uuid.uuid4())
    send(key, 3, token=token)
    send(key, 3)
    refused = client.post(reverse("workspaces:team_answer", args=[key]), answers(4))
    assert "as many answers as it takes" in refused.content.decode()
    send(key, 5, token=token)
    assert sorted(TeamAnswer.objects.values_list("rung", flat=True)) == [3, 5]


@pytest.mark.django_db
def test_nobody_is_named(key):
    send(key, 3)
    kept = {field.name for field in TeamAnswer._meta.get_fields()}
    assert kept == {"id", "workspace", "token", "rung"}


@pytest.mark.django_db
def test_a_spread_costs_the_same_however_many(client, key, django_assert_max_num_queries):
    address = reverse(TEAM_LADDER.start, args=[key])
    workspace = Workspace.objects.get()
    TeamAnswer.objects.bulk_create(TeamAnswer(workspace=workspace, rung=3) for _ in range(100))
    client.get(address)
    with django_assert_max_num_queries(2):
        assert spread_of(workspace).people == 100


@pytest.mark.parametrize(
    ("people", "middle"),
    [([0, 0, 1, 0, 0, 0, 0], 3), ([1, 0, 0, 0, 0, 0, 1], 1), ([1, 1, 1, 0, 0, 0, 0], 2)],
)
def test_the_middle(people, middle):
    steps = [
        Step(Rung(number=number), count, 0) for number, count in reversed([*enumerate(people, 1)])
    ]
    assert Spread(steps, sum(people)).middle.number == middle


def test_the_middle_of_nobody():
    assert Spread([Step(Rung(number=1), 0, 0)], 0).middle is None


@pytest.mark.each_database
@pytest.mark.django_db(transaction=True)
def test_thirty_people_at_once_lose_nothing(key):
    failed: list[BaseException] = []

    def person(number: int) -> None:
        try:
            send(key, number % 7 + 1)
        except BaseException as fault:
            failed.append(fault)
        finally:
            close_old_connections()
            connection.close()

    people = [threading.Thread(target=person, args=(number,)) for number in range(30)]
    for each in people:
        each.start()
    for each in people:
        each.join()
    assert failed == []
    assert spread_of(Workspace.objects.get()).people == 30
