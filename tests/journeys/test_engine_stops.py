"""P11: the search engine stops; pages load, search goes on and says so; it comes back by itself."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from knowledge.models import ResourcePage
from search.copies.reconcile import reconcile
from tests import factories
from tests.fault_proxy import PASS, REFUSE
from tests.journeys.browser import assert_fits

pytestmark = [pytest.mark.journey, pytest.mark.elasticsearch]
TOLD = "Search is simpler than usual"


def test_search_goes_on_while_its_engine_is_stopped(hub, proxy, site_tree, visitor):
    page = factories.add_page(
        ResourcePage,
        site_tree.resources,
        "Wombats at work",
        summary="How wombats share out work.",
        body=factories.section_body("A wombat rota on the wall.", heading="The rota"),
    )
    reconcile()

    def search(words: str) -> None:
        visitor.get_by_label("Search the hub").fill(words)
        with visitor.expect_navigation():
            visitor.locator("main").get_by_role("button", name="Search", exact=True).click()

    visitor.goto("/search/?q=wombats")
    expect(visitor.get_by_role("article")).to_have_count(1)
    expect(visitor.get_by_text(TOLD)).to_have_count(0)

    proxy.always(REFUSE)
    for address in ("/", page.url, "/resources/"):
        visitor.goto(address)
        expect(visitor.get_by_role("heading", level=1)).to_be_visible()
    visitor.goto("/search/")
    search("wombat rota")
    expect(visitor.get_by_text(TOLD)).to_be_visible()
    expect(visitor.get_by_role("article")).to_have_count(1)
    assert_fits(visitor)
    visitor.get_by_role("link", name="The rota").click()
    expect(visitor.get_by_role("heading", name="The rota")).to_be_in_viewport()
    edited = ResourcePage.objects.get(pk=page.pk)
    edited.summary = "About quokkas."
    edited.save_revision().publish()
    visitor.goto("/search/?q=quokkas")
    expect(visitor.get_by_role("article")).to_have_count(1)

    # Nobody restarts anything: a search some seconds later is enough.
    proxy.always(PASS)
    visitor.goto("/search/?q=wombats")
    for _ in range(60):
        if not visitor.get_by_text(TOLD).count():
            break
        visitor.wait_for_timeout(1000)
        visitor.reload()
    expect(visitor.get_by_text(TOLD)).to_have_count(0)
    expect(visitor.get_by_role("article")).to_have_count(1)
