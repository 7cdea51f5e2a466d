"""The loaded demo, and a walk through all of it by its links."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from tests.demo_database import OpenDemo

HOME = "http://testserver/"
NOT_FOLLOWED = ("/admin/", "/accounts/", "/static/")
"""Reached by a link, but no part of the demo's content."""


@dataclass
class Visit:
    """What one address answered, and how many clicks from the home page it lies."""

    status: int
    clicks: int
    kind: str
    html: BeautifulSoup | None = None
    links: list[str] = field(default_factory=list)

    def anchors(self) -> set[str]:
        """The ids that a link's fragment can open at."""
        return {tag["id"] for tag in self.html.select("[id]")} if self.html else set()


def walk() -> dict[str, Visit]:
    """Every address that links and pictures lead to, breadth first from the home page."""
    client = Client(HTTP_HOST="testserver", raise_request_exception=False)
    visits: dict[str, Visit] = {}
    waiting = [(HOME, 0)]
    while waiting:
        address, clicks = waiting.pop(0)
        if address in visits:
            continue
        response = client.get(address)
        kind = response.get("Content-Type", "").split(";")[0]
        visit = visits[address] = Visit(response.status_code, clicks, kind)
        if response.status_code in (301, 302):
            waiting.append((urljoin(address, response["Location"]), clicks))
            continue
        if kind != "text/html" or response.status_code != 200:
            if response.streaming:
                list(response.streaming_content)
            continue
        visit.html = BeautifulSoup(response.content, "lxml")
        visit.links = list(links_of(visit.html, address))
        # Filters of lists can be combined without end; one step into them is enough.
        is_filtered = bool(urlsplit(address).query)
        for target in visit.links:
            page = urldefrag(target).url
            if not (is_filtered and urlsplit(page).query):
                waiting.append((page, clicks + 1))
    return visits


def links_of(html: BeautifulSoup, address: str) -> Iterator[str]:
    """The targets on this site of a page's links, pictures and files."""
    for tag in html.select("a[href], img[src], source[src], track[src], video[src], link[href]"):
        target = urljoin(address, tag.get("href") or tag.get("src"))
        parts = urlsplit(target)
        if parts.netloc == "testserver" and not parts.path.startswith(NOT_FOLLOWED):
            yield target


@pytest.fixture(scope="package")
def demo(open_demo: OpenDemo, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The whole demo, and what loading it printed. A test's own changes end with the test."""
    with open_demo(tmp_path_factory.mktemp("demo")) as printed:
        yield printed


@pytest.fixture(scope="package")
def visits(demo: str) -> dict[str, Visit]:
    """The walk through the demo."""
    return walk()
