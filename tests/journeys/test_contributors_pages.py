"""What contributors and their guests meet can be used by everybody: axe finds nothing, nothing is too wide.

The states that only a script makes are looked at where they arise: in test_writing and test_bringing_along.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpResponse
from playwright.sync_api import Page as Browser
from playwright.sync_api import expect

from tests.examples.conftest import make_place
from tests.examples.contributor_states import contributor_states
from tests.journeys.browser import assert_accessible, assert_good_everywhere
from tests.journeys.signing_in import take_session
from tests.machine import AXE

pytestmark = [pytest.mark.journey, pytest.mark.axe]


@pytest.fixture
def show(new_person, monkeypatch) -> Callable[[Any], Browser]:
    """A function that shows what the server answered, at its address, with the session that it came with.

    The server says it again: a browser that is handed answers keeps no style sheet and no script.
    """
    browser = new_person()
    browser.add_init_script(path=AXE)
    kept: dict[str, HttpResponse] = {}
    answers = WSGIHandler.get_response
    monkeypatch.setattr(
        WSGIHandler,
        "get_response",
        lambda handler, request: kept.pop(request.path, None) or answers(handler, request),
    )

    def show(answer: Any) -> Browser:
        take_session(browser, answer.client)
        address = answer.request["PATH_INFO"]
        kept[address] = answer
        browser.goto(address)
        assert not kept, f"{address} was not asked for"
        expect(browser.get_by_role("heading", level=1)).to_be_visible()
        return browser

    return show


def test_every_state(site_tree, show):
    states = contributor_states(make_place(site_tree))
    for name, answer in states.items():
        browser = show(answer)
        try:
            assert_good_everywhere(browser)
        except AssertionError as fault:
            raise AssertionError(name) from fault
    # Once the browser has proved its work, the way on is open.
    browser.goto("/check/?next=/account/")
    expect(browser.get_by_role("button", name="Go on")).to_be_enabled(timeout=60_000)
    assert_accessible(browser)
