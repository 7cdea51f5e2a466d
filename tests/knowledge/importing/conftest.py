"""The pack in both its forms, real where it is here and built by us everywhere."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from knowledge.importing.runs import open_file
from knowledge.models import HomePage
from tests.factories import SiteTree, make_admin
from tests.knowledge.importing import deck_builder
from tests.shared_fixtures import shared_fixture


@dataclass(frozen=True)
class Pack:
    """A pack as slides and as text, with what must come of it."""

    deck: bytes
    text: bytes
    sections: tuple[str, ...]
    no_target_in_text: int
    home_links: int
    joined: str
    """Title of the section with the two wordings."""

    def opened(self, form: str, name: str = ""):
        """The file, read: "deck" or "text"."""
        data = self.deck if form == "deck" else self.text
        return open_file(name or ("pack.pptx" if form == "deck" else "pack.txt"), data)


def built_pack() -> Pack:
    """Our own pack."""
    return Pack(
        deck=deck_builder.build_deck(),
        text=deck_builder.build_text(),
        sections=tuple(title for title, _ in deck_builder.ROWS),
        no_target_in_text=1,
        home_links=2,
        joined="How do we shape together?",
    )


@pytest.fixture(params=["built", pytest.param("real", marks=pytest.mark.pack)])
def pack(request) -> Pack:
    """The built pack, and where it is here the real one."""
    if request.param == "built":
        return built_pack()
    folder = request.getfixturevalue("real_pack")
    return Pack(
        deck=(folder / "resource-pack.pptx").read_bytes(),
        text=(folder / "resource-pack.txt").read_bytes(),
        sections=(
            "Introduction",
            "What is co-production?",
            "Why do we need co-production?",
            "How do we do co-production?",
            "Gap analysis tool",
            "Co-production good or promising practice templates",
            "National Maternity Voices",
            "How to listen to and learn from people and communities",
            "Other resources",
        ),
        no_target_in_text=15,
        home_links=5,
        joined="How do we do co-production?",
    )


@shared_fixture
def home_without_pack(site_tree: SiteTree) -> HomePage:
    """A site with a home page and lists, and no pack yet."""
    site_tree.pack.delete()
    return HomePage.objects.get(pk=site_tree.home.pk)


@pytest.fixture
def home(home_without_pack: HomePage) -> HomePage:
    """The home page of a site without a pack."""
    return home_without_pack


@pytest.fixture
def importer(home):
    """Somebody who may import."""
    return make_admin("importer@example.org")
