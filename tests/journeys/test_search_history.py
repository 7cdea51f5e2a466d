"""The browser's Back, after narrowing a search: ticks and results say the same."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from knowledge.models import ResourcePage, SectionPage
from search.reconcile import reconcile
from tests import factories
from tests.journeys.browser import DESKTOP

pytestmark = pytest.mark.journey


def test_back_takes_the_last_filter_away(site_tree, new_person):
    factories.add_page(SectionPage, site_tree.pack, "Wombats at home", slug="section")
    factories.add_page(ResourcePage, site_tree.resources, "Wombats at work", slug="resource")
    reconcile()
    visitor = new_person(DESKTOP)
    visitor.goto("/search/?q=wombats")
    expect(visitor.get_by_role("article")).to_have_count(2)
    ticks = visitor.locator("main input[name=kind]")
    for number in (0, 1):
        ticks.nth(number).check()
        with visitor.expect_navigation():
            visitor.get_by_role("button", name="Show results").click()
    visitor.go_back()
    expect(visitor.get_by_role("article")).to_have_count(1)
    expect(visitor.locator("main input[name=kind]:checked")).to_have_count(1)
