"""An activity's steps, for readers and for whoever leads it."""

from __future__ import annotations

import pytest

from knowledge.models import ToolPage
from tests.factories import SiteTree, add_page

pytestmark = pytest.mark.django_db
STEPS = (("Read the <cards>", 5), ("Sort", 10), ("Close", None))


@pytest.fixture
def tool(site_tree: SiteTree) -> ToolPage:
    steps = [
        ("step", {"title": title, "minutes": minutes, "text": f"Words of {title}"})
        for title, minutes in STEPS
    ]
    return add_page(ToolPage, site_tree.tools, "Card sort", room="Two tables", steps=steps)


def address(page: ToolPage) -> str:
    return f"/facilitate/{page.pk}/"


def test_the_page_shows_its_steps_and_leads_to_the_view_of_whoever_leads(client, tool):
    html = client.get(tool.url).content.decode()
    assert "Two tables" in html
    assert "Read the &lt;cards&gt;" in html
    assert "about 10 minutes" in html
    assert f'href="{address(tool)}"' in html


def test_whoever_leads_sees_each_step_with_its_timer(client, tool):
    html = client.get(address(tool)).content.decode()
    assert "15 minutes together" in html
    assert html.count("data-minutes=") == html.count('role="timer"') == 2
    assert "Words of Close" in html


def test_there_is_no_such_view_of_what_is_not_public_or_has_no_steps(client, tool, site_tree):
    for page in (add_page(ToolPage, site_tree.tools, "Without"), site_tree.section):
        assert client.get(address(page)).status_code == 404
    tool.live = False
    tool.save()
    assert client.get(address(tool)).status_code == 404


def test_steps_are_found_by_search(tool):
    assert {
        (passage.anchor, "Words of Sort" in passage.text, "Two tables" in passage.text)
        for passage in tool.passages()
    } == {("how-it-goes", True, True)}


def test_the_phone_may_stay_awake(client, tool):
    assert "screen-wake-lock=(self)" in client.get(address(tool))["Permissions-Policy"]
