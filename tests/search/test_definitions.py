"""A word that is asked about is explained above the results."""

from __future__ import annotations

import pytest

from knowledge.models import Term
from tests.search.asking import ask

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def term(library) -> Term:
    return Term.objects.create(
        name="Peer support",
        acronym="PS",
        former_names="Mother to mother help",
        definition="Help by people who have been through the same.",
    )


@pytest.mark.parametrize(
    "asked",
    [
        "what is peer support",
        "What's PS?",
        "what does PS stand for",
        "what does PS mean?",
        "what is mother to mother help",
        "PS",
    ],
)
def test_the_meaning_stands_above(asked):
    definition = ask(f"q={asked}").definition

    assert definition is not None
    assert (definition.name, definition.url) == ("Peer support (PS)", "")


@pytest.mark.parametrize(
    "asked",
    ["peer support", "what is peer review", "how does peer support work", "PS in Sussex", ""],
)
def test_nothing_is_explained_that_was_not_asked(asked):
    assert ask(f"q={asked}").definition is None


def test_the_page_shows_it_once(client):
    page = client.get("/search/?q=what+does+PS+stand+for").content.decode()

    assert page.count("Help by people who have been through the same.") == 1


def test_the_words_around_a_name_are_not_searched(library):
    assert ask("q=what does audit stand for").total == ask("q=audit").total == 1
