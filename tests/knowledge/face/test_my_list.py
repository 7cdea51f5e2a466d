"""“My list”: an address names pages and notes; nothing that is not public is named, nobody's words are code."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from knowledge.models import SectionPage
from knowledge.web.views.my_list import LONGEST_NOTE, MOST_PAGES, moved, pages_named
from tests.factories import SiteTree, add_page

pytestmark = pytest.mark.django_db
LIST = "/my-list/"


def titles(html: str) -> list[str]:
    found = re.findall(r'<h2 class="nhsuk-heading-s hub-kept__title">(.*?)</h2>', html)
    return [re.sub("<[^>]+>", "", each) for each in found]


def read(client: Client, **asked: str) -> str:
    response = client.get(LIST, asked)
    assert response.status_code == 200
    assert "noindex" in response.content.decode()
    return response.content.decode()


@pytest.fixture
def more(site_tree: SiteTree) -> SectionPage:
    return add_page(SectionPage, site_tree.pack, "Another section")


def test_pages_stand_in_the_order_of_the_address(client, site_tree, more):
    html = read(client, pages=f"{more.pk}.{site_tree.section.pk}")
    assert titles(html) == ["Another section", site_tree.section.title]
    assert more.url in html


def test_what_is_not_public_is_not_named(client, site_tree, more):
    more.title = more.draft_title = "Secret words"
    more.live = False
    more.save()
    html = read(client, pages=f"{more.pk}.{site_tree.section.pk}.999999")
    assert "Secret words" not in html
    assert titles(html) == [
        "A page that is no longer published",
        site_tree.section.title,
        "A page that is no longer published",
    ]


def test_notes_are_words_and_said_to_be_the_sharers(client, site_tree):
    pk = site_tree.section.pk
    html = read(client, pages=str(pk), **{f"n{pk}": "<b>Call</b> {{ 1 }}" + "x" * LONGEST_NOTE})
    assert "&lt;b&gt;Call&lt;/b&gt; {{ 1 }}" in html
    assert "x" * LONGEST_NOTE not in html
    assert "The notes are theirs, not ours." in html


@pytest.mark.parametrize("asked", ["", "x", "-1", "1.2.²", ".", "9" * 40, "1;2"])
def test_any_address_is_answered(client, site_tree, asked):
    read(client, pages=asked)


def test_a_list_is_of_a_length_that_an_address_bears():
    assert pages_named(".".join(map(str, range(1, 500)))) == list(range(1, MOST_PAGES + 1))
    assert pages_named("3.3.2") == [3, 2]


@pytest.mark.parametrize(
    ("move", "then"),
    [
        ("up-2", [2, 1, 3]),
        ("up-1", [1, 2, 3]),
        ("down-2", [1, 3, 2]),
        ("down-3", [1, 2, 3]),
        ("remove-2", [1, 3]),
        ("remove-9", [1, 2, 3]),
        ("fly-2", [1, 2, 3]),
        ("up-x", [1, 2, 3]),
        ("", [1, 2, 3]),
    ],
)
def test_moves(move, then):
    assert moved([1, 2, 3], move) == then


def test_a_button_works_without_scripts_and_keeps_the_notes(client, site_tree, more):
    first, second = site_tree.section.pk, more.pk
    asked = {"pages": f"{first}.{second}", f"n{first}": "a & b", "move": f"up-{second}"}
    target = client.get(LIST, asked)["Location"]
    assert parse_qs(urlsplit(target).query) == {
        "pages": [f"{second}.{first}"],
        f"n{first}": ["a & b"],
    }
    assert client.get(LIST, {"pages": str(first), "move": f"remove-{first}"})["Location"] == LIST


def test_a_list_costs_few_queries_however_long(client, site_tree, django_assert_max_num_queries):
    pages = [add_page(SectionPage, site_tree.pack, f"Section {number}") for number in range(20)]
    asked = {"pages": ".".join(str(page.pk) for page in pages)}
    client.get(LIST, asked)
    with django_assert_max_num_queries(16):
        client.get(LIST, asked)
