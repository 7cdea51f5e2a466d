"""Help in the admin: every page of docs/editing/ is shown, its links lead somewhere, its pictures are there."""

from __future__ import annotations

import re

import pytest

from knowledge.admin.help_pages import FOLDER, PICTURES, address_of, names, page_named
from tests.factories import make_contributor, make_editor
from tests.measuring.help_pictures import PICTURES as TAKEN
from tests.signing_in import admin_client, sign_in

pytestmark = pytest.mark.django_db

MOST_BYTES = 600_000
"""Of all pictures together."""


@pytest.fixture
def reader(site_tree):
    return admin_client(make_editor())


@pytest.mark.parametrize("name", names())
def test_each_page_is_shown_and_its_links_and_pictures_are_there(reader, name):
    response = reader.get(address_of(name))
    assert response.status_code == 200
    page = page_named(name)
    assert page.title in response.content.decode()
    assert page.html in response.content.decode()
    for address in re.findall(r'(?:href|src)="([^"#]+)(?:#[^"]*)?"', page.html):
        if not address.startswith("https://"):
            assert reader.get(address).status_code == 200, address
    for alt in re.findall(r'<img[^>]* alt="([^"]*)"', page.html):
        assert len(alt) > 10
    for other, part in re.findall(r'href="(/admin/help/[\w-]+/)#([\w-]+)"', page.html):
        assert f'id="{part}"' in reader.get(other).content.decode()


def test_every_page_is_in_the_list_of_help():
    listed = (FOLDER / "README.md").read_text()
    assert {name for name in names() if f"({name}.md)" not in listed} == {"README"}


def test_the_pictures_are_those_that_the_script_takes_and_the_help_shows():
    there = {file.stem: file.stat().st_size for file in PICTURES.iterdir()}
    text = "".join((FOLDER / f"{name}.md").read_text() for name in names())
    shown = set(re.findall(r"\(pictures/([\w-]+)\.webp\)", text))
    assert set(there) == {picture.name for picture in TAKEN} == shown
    assert sum(there.values()) < MOST_BYTES


def test_what_leads_out_of_the_help_is_words_only():
    assert "<span>permissions.md</span>" in page_named("moderation").html


def test_help_is_for_people_of_the_admin_and_has_only_its_own_files(reader, client):
    assert reader.get("/admin/help/settings/").status_code == 404
    assert reader.get("/admin/help/pictures/architecture.md/").status_code == 404
    client = sign_in(client, make_contributor(), "code")
    assert client.get("/admin/help/").status_code in {302, 403}
    assert client.get("/admin/help/pictures/first-page.webp").status_code in {302, 403}
