"""What contributors and their guests meet can be used by everybody: axe finds nothing, nothing is too wide.

The states that only a script makes are looked at where they arise: in test_writing and test_bringing_along.
"""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page as Browser
from playwright.sync_api import expect

from tests.examples.conftest import make_place
from tests.examples.contributor_states import contributor_states
from tests.journeys.browser import DESKTOP, PHONE, assert_accessible, assert_fits
from tests.journeys.signing_in import take_session

pytestmark = [pytest.mark.journey, pytest.mark.axe]


def show(browser: Browser, hub: str, answer: Any) -> None:
    """What the server answered, at its address, with the styles, scripts and session that it came with."""
    take_session(browser, answer.client)
    address = f"{hub}{answer.request['PATH_INFO']}"
    browser.route(
        address,
        lambda route: route.fulfill(
            status=answer.status_code, headers=dict(answer.headers), body=answer.content
        ),
    )
    browser.goto(address)
    browser.unroute(address)
    expect(browser.get_by_role("heading", level=1)).to_be_visible()


def test_every_state(hub, site_tree, new_person):
    states = contributor_states(make_place(site_tree))
    browser = new_person()
    for name, answer in states.items():
        show(browser, hub, answer)
        for window in (PHONE, DESKTOP):
            browser.set_viewport_size(window)
            try:
                assert_accessible(browser)
                assert_fits(browser)
            except AssertionError as fault:
                raise AssertionError(f"{name}, {window['width']} px") from fault
    # Once the browser has proved its work, the way on is open.
    browser.goto("/check/?next=/account/")
    expect(browser.get_by_role("button", name="Go on")).to_be_enabled(timeout=60_000)
    assert_accessible(browser)
