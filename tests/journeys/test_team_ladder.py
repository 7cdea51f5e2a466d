"""A team answers on the ladder, each on a phone; with and without scripts, by keyboard."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from knowledge.models import LadderPage
from tests.factories import make_ladder
from tests.journeys.browser import (
    DESKTOP,
    PHONE,
    SMALLEST,
    assert_accessible,
    assert_fits,
    assert_good_everywhere,
)

pytestmark = [pytest.mark.journey, pytest.mark.axe]


@pytest.fixture
def ladder(hub, site_tree) -> LadderPage:
    return make_ladder(site_tree.pack)


def test_a_link_for_a_team(hub, ladder, new_person, new_context):
    lead = new_person(DESKTOP)
    lead.goto(ladder.url)
    lead.get_by_role("link", name="Answer as a team").click()
    lead.get_by_role("button", name="Make a link for my team").press("Enter")
    expect(lead.get_by_text("Nobody has answered yet")).to_be_visible()
    link = lead.url
    for scripts, yes in ((True, 6), (False, 2)):
        page = new_context(base_url=hub, java_script_enabled=scripts).new_page()
        page.set_viewport_size(PHONE)
        page.goto(link)
        page.get_by_role("link", name="Answer for yourself").click()
        for number in range(2, 8):
            group = page.get_by_role("group", name=f"It is true of rung {number}.")
            group.get_by_label("Yes, usually" if number <= yes else "Not yet").check()
        if scripts:
            assert_accessible(page)
            assert_fits(page)
        page.get_by_role("button", name="Send my answers").press("Enter")
        expect(page.get_by_text(f"Your answer is kept: rung {yes}.")).to_be_visible()
    lead.get_by_role("link", name="Show the newest answers").click()
    expect(lead.get_by_text("Answers lie between rung 2 and rung 6.")).to_be_visible()
    assert_good_everywhere(lead, SMALLEST)
