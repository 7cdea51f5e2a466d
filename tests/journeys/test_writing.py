"""Writing an example on a phone: the network goes, the browser dies, two devices, a restart. No loss.

After each story the test reads from the database what the page had said was saved.
"""

from __future__ import annotations

import re
import time
from contextlib import suppress

import pytest
from django.core.servers.basehttp import ThreadedWSGIServer
from django.test.testcases import LiveServerThread
from playwright.sync_api import Error, expect
from playwright.sync_api import Page as Browser
from pytest_django.live_server_helper import LiveServer

from examples.models import ExampleIndexPage, Submission
from tests import factories
from tests.journeys.browser import PHONE, assert_accessible, assert_fits
from tests.journeys.signing_in import open_form, sign_in, sign_in_by_code

pytestmark = pytest.mark.journey

ADDRESS = "voice@example.org"
AIMS, SCOPE = "Aims and objectives", "Scope and target audience"


@pytest.fixture(autouse=True)
def region(site_tree):
    factories.add_page(ExampleIndexPage, site_tree.home, "Practice examples", slug="examples")
    return factories.make_region("South East")


def begin(person: Browser) -> str:
    """An empty form is open; returns its address."""
    return open_form(person, ADDRESS)


def status(person: Browser):
    return person.locator("[data-status]")


def expect_saved(person: Browser) -> None:
    expect(status(person)).to_have_text(re.compile(r"^Saved at \d\d:\d\d\.$"))


def aims() -> str:
    return Submission.objects.get().answers.get("aims", "")


def test_half_on_one_device_the_rest_on_another(new_person):
    laptop = new_person()
    address = begin(laptop)
    laptop.get_by_label(AIMS).fill("To hear what families notice.")
    expect_saved(laptop)
    assert aims() == "To hear what families notice."
    assert_fits(laptop)
    laptop.context.close()

    phone = new_person()
    sign_in(phone, ADDRESS)
    phone.goto(address)
    expect(phone.get_by_label(AIMS)).to_have_value("To hear what families notice.")
    expect(phone.get_by_text("Last saved")).to_be_visible()
    phone.get_by_label(SCOPE).fill("The whole county.")
    expect_saved(phone)
    assert Submission.objects.get().answers["scope"] == "The whole county."


def test_without_network_the_text_waits_and_is_sent_later(new_person):
    person = new_person()
    begin(person)
    person.get_by_label(AIMS).fill("Before the tunnel.")
    expect_saved(person)
    person.context.set_offline(True)
    person.get_by_label(AIMS).fill("Before the tunnel. In it.")
    expect(status(person)).to_have_text("Not saved yet.")
    expect(person.get_by_text("You are offline").first).to_be_visible()
    assert_fits(person)
    field = person.get_by_label(AIMS).bounding_box()
    bar = person.locator("[data-bar]").bounding_box()
    assert field["y"] + field["height"] <= bar["y"], "the bar covers what somebody writes in"
    # A button does not lead into an error page that forgets everything.
    person.get_by_role("button", name="Save and preview").click()
    expect(person.get_by_label(AIMS)).to_have_value("Before the tunnel. In it.")
    assert aims() == "Before the tunnel."
    person.context.set_offline(False)
    expect_saved(person)
    assert aims() == "Before the tunnel. In it."


def test_a_button_pressed_beside_a_running_autosave_and_the_browser_killed(new_person):
    person = new_person()
    address = begin(person)
    held = []

    def hold_the_first(route):
        if held:
            route.continue_()
        else:
            held.append(route)

    person.route("**/autosave/", hold_the_first)
    with person.expect_request("**/autosave/"):
        person.get_by_label(AIMS).fill("Typed.")
    person.get_by_label(SCOPE).fill("Typed while that was under way.")
    save = person.get_by_role("button", name="Save and come back later").first
    save.click()
    held[0].continue_()
    expect(
        person.locator("main").get_by_text(re.compile(r"Saved at \d\d:\d\d\. You can close"))
    ).to_be_visible()
    expect(person.get_by_label(AIMS)).to_have_value("Typed.")
    assert Submission.objects.get().answers["scope"] == "Typed while that was under way."
    # The form is the newest: writing on in it meets no other version.
    person.get_by_label(AIMS).fill("Typed. And more.")
    expect_saved(person)
    kill_browser(person)
    again = new_person()
    sign_in(again, ADDRESS)
    again.goto(address)
    expect(again.get_by_label(AIMS)).to_have_value("Typed. And more.")


def kill_browser(person: Browser) -> None:
    """The page's process dies at once, as when a phone is out of power: nothing is sent on closing."""
    with person.expect_event("crash"), suppress(Error):
        person.goto("chrome://crash")
    person.context.close()


@pytest.mark.axe
def test_kept_on_the_device_only_if_the_person_says_so(new_person):
    person = new_person()
    address = begin(person)
    stored = "Object.keys(localStorage).filter(key => key.startsWith('hub-'))"
    person.context.set_offline(True)
    person.get_by_label(AIMS).fill("Nowhere else.")
    expect(person.locator("[data-offer]")).to_be_visible()
    assert person.evaluate(stored) == []
    assert_accessible(person)
    person.get_by_label("Keep it on this device until it is saved").check()
    person.get_by_label(AIMS).press_sequentially(" And then it died")
    # The browser is killed: nothing is sent on closing.
    person.evaluate("() => { window.fetch = () => Promise.reject(new TypeError('killed')); }")
    context = person.context
    person.close(run_before_unload=False)
    context.set_offline(False)
    again = context.new_page()
    again.set_default_timeout(60_000)
    again.goto(address)
    expect(again.get_by_label(AIMS)).to_have_value("Nowhere else. And then it died")
    expect_saved(again)
    assert aims() == "Nowhere else. And then it died"
    again.wait_for_function("() => !Object.keys(localStorage).some(k => k.startsWith('hub-draft'))")
    again.goto("/accounts/logout/")
    again.locator("main").get_by_role("button", name="Sign out").click()
    again.wait_for_url(lambda url: "logout" not in url)
    assert again.evaluate(stored) == []


def test_a_copy_older_than_seven_days_is_deleted(new_person):
    person = new_person()
    person.goto("/share/")
    person.evaluate(
        """() => {
            const days = 24 * 3600 * 1000;
            localStorage.setItem("hub-draft-old", JSON.stringify({at: Date.now() - 8 * days}));
            localStorage.setItem("hub-draft-new", JSON.stringify({at: Date.now() - 6 * days}));
        }"""
    )
    person.goto("/share/")
    person.wait_for_function("() => localStorage.getItem('hub-draft-old') === null")
    assert person.evaluate("localStorage.getItem('hub-draft-new')") is not None


@pytest.mark.axe
def test_two_devices_meet_side_by_side(new_person):
    phone, laptop = new_person(), new_person()
    address = begin(phone)
    sign_in(laptop, ADDRESS)
    laptop.goto(address)
    phone.get_by_label(AIMS).fill("From the phone.")
    expect_saved(phone)
    laptop.get_by_label(AIMS).fill("From the laptop.")
    expect(laptop.get_by_role("heading", name="There are two versions")).to_be_visible()
    expect(laptop.locator("pre").filter(has_text="From the phone.")).to_be_visible()
    assert_accessible(laptop)
    assert_fits(laptop)
    assert aims() == "From the phone."
    laptop.get_by_role("button", name="Put both into the form").click()
    laptop.get_by_role("button", name="Save what is in the form now").click()
    expect_saved(laptop)
    assert aims() == "From the laptop.\n\nFrom the phone."
    # Now the phone is behind, and is told so as well.
    phone.get_by_label(AIMS).fill("Phone again.")
    expect(phone.get_by_role("heading", name="There are two versions")).to_be_visible()
    assert aims() == "From the laptop.\n\nFrom the phone."


def test_signed_out_while_writing(new_person):
    person = new_person()
    begin(person)
    person.get_by_label(AIMS).fill("Before.")
    expect_saved(person)
    cookies = person.context.cookies()
    person.context.clear_cookies(name="sessionid")
    person.get_by_label(AIMS).fill("Before. After.")
    expect(status(person)).to_have_text("Not saved: you have been signed out.")
    link = person.get_by_role("link", name="Sign in (opens in a new tab)")
    with person.context.expect_page() as opened:
        link.click()
    sign_in_by_code(opened.value, ADDRESS)
    assert cookies
    opened.value.close()
    expect_saved(person)
    assert aims() == "Before. After."


class ReusableServer(ThreadedWSGIServer):
    """Takes a port at once that another server has just left."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **{**kwargs, "allow_reuse_address": True})


def test_the_server_restarts_in_the_middle(new_context, hub, monkeypatch):
    monkeypatch.setattr(LiveServerThread, "server_class", ReusableServer)
    server = LiveServer("localhost")
    context = new_context(base_url=server.url)
    person = context.new_page()
    person.set_viewport_size(PHONE)
    person.set_default_timeout(60_000)
    begin(person)
    box = person.get_by_label(AIMS)
    box.press_sequentially("Every word counts. ", delay=20)
    expect_saved(person)
    server.stop()
    box.press_sequentially("Also this one", delay=20)
    expect(status(person)).to_have_text("Not saved yet.")
    time.sleep(1)
    again = LiveServer(f"localhost:{server.thread.port}")
    try:
        expect_saved(person)
        assert aims() == "Every word counts. Also this one"
    finally:
        context.close()
        again.stop()
