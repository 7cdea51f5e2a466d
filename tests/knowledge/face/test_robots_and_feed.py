"""What robots and feed readers get: the public pages, absolute addresses, nothing else."""

from __future__ import annotations

import datetime
import xml.etree.ElementTree as ET

import pytest
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from knowledge.models import SectionPage
from knowledge.public_pages import public_pages
from tests.factories import add_page
from tests.knowledge.face.conftest import add_example

pytestmark = pytest.mark.django_db
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
ATOM = "{http://www.w3.org/2005/Atom}"


def sitemap_of(client) -> dict[str, str]:
    response = client.get("/sitemap.xml")
    assert response.status_code == 200
    return {
        row.findtext(f"{SITEMAP}loc"): row.findtext(f"{SITEMAP}lastmod")
        for row in ET.fromstring(response.content)  # noqa: S314 - our own answer
    }


def test_the_sitemap_lists_exactly_the_public_pages(client, pages, settings):
    settings.HUB_BASE_URL = "https://hub.example"
    add_page(SectionPage, pages["pack"], "Draft", live=False)
    PageViewRestriction.objects.create(page=pages["ladder"], restriction_type="login")
    hour = datetime.timedelta(hours=1)
    Page.objects.filter(pk=pages["tool"].pk).update(expire_at=timezone.now() - hour)
    listed = sitemap_of(client)
    assert set(listed) == {f"https://hub.example{page.get_url()}" for page in public_pages()}
    assert f"https://hub.example{pages['ladder'].get_url()}" not in listed
    assert f"https://hub.example{pages['tool'].get_url()}" not in listed
    for changed in listed.values():
        datetime.date.fromisoformat(changed)


def test_robots_are_kept_from_forms_and_sent_to_the_sitemap(client, settings):
    settings.HUB_DEMO = False
    text = client.get("/robots.txt").content.decode()
    assert "Disallow: /admin/" in text
    assert f"Sitemap: {settings.HUB_BASE_URL}/sitemap.xml" in text
    settings.HUB_DEMO = True
    assert "Disallow: /\n" in client.get("/robots.txt").content.decode()


def test_the_feed_holds_public_examples_newest_first(client, example_index, settings):
    settings.HUB_BASE_URL = "https://hub.example"
    first = add_example(example_index, "First & <best>", summary="What we did")
    add_example(example_index, "Waiting", live=False)
    second = add_example(example_index, "Second")
    response = client.get("/examples/feed/")
    assert response["Content-Type"].startswith("application/atom+xml")
    feed = ET.fromstring(response.content)  # noqa: S314 - our own answer
    entries = feed.findall(f"{ATOM}entry")
    assert [entry.findtext(f"{ATOM}title") for entry in entries] == ["Second", "First & <best>"]
    assert [entry.find(f"{ATOM}link").get("href") for entry in entries] == [
        f"https://hub.example{page.get_url()}" for page in (second, first)
    ]
    assert all(entry.findtext(f"{ATOM}id").startswith("urn:uuid:") for entry in entries)
    assert feed.find(f"{ATOM}link[@rel='self']").get("href") == "https://hub.example/examples/feed/"
    for tag in ("title", "id", "updated"):
        assert feed.findtext(f"{ATOM}{tag}")


def test_an_empty_feed_is_still_a_feed(client, site_tree):
    assert ET.fromstring(client.get("/examples/feed/").content).tag == f"{ATOM}feed"  # noqa: S314
