"""What groups and readers take along as Word opens in LibreOffice, with their words."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from knowledge.models import LadderPage
from knowledge.workspaces.models import Group as Column
from knowledge.workspaces.models import Note
from knowledge.workspaces.private_links import begin, reading_key
from knowledge.workspaces.q_sort import begin_q_sort
from knowledge.workspaces.story_cubes import begin_story
from knowledge.workspaces.team_ladder import TEAM_LADDER
from knowledge.workspaces.wall import begin_wall
from tests.factories import SiteTree, make_ladder
from tests.knowledge.booklets.test_booklets import asked, content
from tests.knowledge.workspaces import test_games, test_team_ladder, test_wall
from tests.knowledge.workspaces.conftest import Group
from tests.knowledge.workspaces.test_gap_analysis import file_of, filled
from tests.libreoffice import convert

AWKWARD = "=1+1 & <b> “Müşfik” 👶"
Files = dict[str, tuple[bytes, list[str]]]
"""Name → a Word file, and words that it must hold."""


def taken(key: str, name: str) -> bytes:
    """What the reading link downloads."""
    return Client().get(reverse(f"workspaces:{name}", args=[reading_key(key)])).content


def of_walls() -> Files:
    wall = begin_wall("What would help?")
    group = test_wall.hang(wall, "Time", "group")
    test_wall.hang(wall, AWKWARD)
    board = begin_q_sort("How is it here?", [AWKWARD, "We begin", "We wait"])
    cards = Note.objects.filter(wall__workspace__kind="q-sort")
    least = Column.objects.filter(text__startswith="Least").get()
    test_games.place(board, cards.get(text="We wait"), least)
    story = begin_story("Going home")
    dice = Column.objects.get(wall__workspace__kind="story-cubes")
    test_games.tell(story, AWKWARD, dice)
    return {
        "wall": (taken(wall, "wall_file"), ["What would help?", group.text, AWKWARD]),
        "q-sort": (
            taken(board, "q_sort_file"),
            ["How is it here?", AWKWARD, "We wait", least.text, "Not placed yet"],
        ),
        "story": (taken(story, "story_cubes_file"), ["Going home", dice.text, AWKWARD]),
    }


def of_booklets(site_tree: SiteTree, ladder: LadderPage, group: Group) -> Files:
    client = Client()
    team = begin(TEAM_LADDER.key)[1]
    test_team_ladder.send(team, 5)

    def behind(address: str) -> bytes:
        return content(client, client.post(address, {"form": "docx"})["Location"])

    pages = f"{ladder.pk}.{site_tree.section.pk}"
    return {
        "list": (
            content(client, asked(client, pages=pages, form="docx")),
            ["My list", ladder.title, site_tree.section.title],
        ),
        "results": (
            behind(group.address("gap_booklet", number=1)),
            ["Results: How do we co-produce?", "=1+1 & <b>", "Chair"],
        ),
        "team": (
            behind(reverse("workspaces:team_booklet", args=[team])),
            ["1 person has answered"],
        ),
    }


@pytest.mark.libreoffice
@pytest.mark.django_db
def test_libreoffice_opens_every_word_file(site_tree: SiteTree, group: Group, tmp_path: Path):
    filled(group)
    files: Files = {
        "gap": (file_of(group, "docx").getvalue(), ["We share the agenda", "=1+1 & <b>"]),
        **of_walls(),
        **of_booklets(site_tree, make_ladder(site_tree.pack), group),
    }
    for name, (data, _) in files.items():
        (tmp_path / f"{name}.docx").write_bytes(data)
    convert([tmp_path / f"{name}.docx" for name in files], "txt:Text (encoded):UTF8", tmp_path)
    for name, (_, words) in files.items():
        text = (tmp_path / f"{name}.txt").read_text(encoding="utf-8-sig")
        assert [word for word in words if word not in text] == [], name
