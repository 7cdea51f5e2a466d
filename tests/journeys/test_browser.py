"""The browser itself: what the other journeys rely on."""

from __future__ import annotations

import pytest

from tests.journeys.browser import watch

pytestmark = pytest.mark.journey


def test_third_parties_are_refused_and_noticed(new_context, hub):
    context = new_context(base_url=hub)
    faults = watch(context, hub)
    page = context.new_page()
    page.set_content("<img src='https://example.org/picture.png' alt=''>")
    page.wait_for_load_state()
    assert page.evaluate("innerWidth") == 360
    assert faults.third_party == ["https://example.org/picture.png"]
