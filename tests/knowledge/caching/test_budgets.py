"""How often a page of the demo asks the database when it is made anew, after others were asked for."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client
from wagtail.models import Page

from knowledge.models import HomePage, LadderPage, SectionPage
from tests.demo_database import OpenDemo
from tests.knowledge.caching.asking import queries_of

MOST = {HomePage: 10, SectionPage: 12, LadderPage: 12}
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def pages(open_demo: OpenDemo, tmp_path: Path) -> Iterator[list[Page]]:
    """The public pages of a demo in which changes are committed."""
    with open_demo(tmp_path):
        yield [page for page in Page.objects.live().specific() if page.url]


def test_a_page_made_anew_asks_little(pages: list[Page]):
    client = Client()
    for page in pages:
        client.get(page.url)
    # A change: all are made anew.
    Page.objects.filter(depth=1).update(title="Another root")
    measured = [page for page in pages if type(page) in MOST]
    for page in pages:
        if page not in measured:
            client.get(page.url)
    asked = {page.url: (queries_of(client, page.url), MOST[type(page)]) for page in measured}
    assert len(asked) > len(MOST)
    assert all(1 < count <= most for count, most in asked.values()), asked
    assert {queries_of(client, page.url) for page in measured} == {1}
