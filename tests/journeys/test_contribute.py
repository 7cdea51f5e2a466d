"""A contributor's example: sent, sent back with a wish, sent again, approved, found."""

from __future__ import annotations

import re

import pytest
from django.core import mail
from playwright.sync_api import Page as Browser
from playwright.sync_api import expect

from examples.models import ExampleIndexPage, PracticeExamplePage
from tests import factories
from tests.journeys.browser import DESKTOP, assert_fits
from tests.journeys.signing_in import (
    answer_about_consent,
    open_form,
    press,
    sign_in,
    sign_in_by_code,
    take_session,
)
from tests.signing_in import admin_client

pytestmark = pytest.mark.journey

ADDRESS = "voice@example.org"
TITLE = "A listening walk on the ward"
# What a browser, a form and an editor each write down in their own way: none of it is writing.
AIMS = " \nTo hear what a wombatish silence hides.\n\n- not <b>less</b> & not more\n- <3, [so] {it} goes \n\n"


@pytest.fixture
def examples(site_tree):
    """The list that examples are published below."""
    return factories.add_page(
        ExampleIndexPage, site_tree.home, "Practice examples", slug="examples"
    )


def send(contributor: Browser, button: str) -> None:
    """Send the form that is open."""
    contributor.get_by_role("button", name=button).click()
    expect(contributor.get_by_role("heading", name="What has happened")).to_be_visible()
    assert_fits(contributor)


def ask_for_changes(moderator: Browser, page: PracticeExamplePage, wish: str) -> None:
    """In the editor, send the example back with a comment."""
    moderator.goto(f"/admin/pages/{page.pk}/edit/")
    button = moderator.locator("button[data-workflow-action-name=reject]").first
    if not button.is_visible():
        moderator.locator("footer [data-w-dropdown-target=toggle]").click()
    button.click()
    dialog = moderator.locator(".modal")
    dialog.locator("textarea[name=comment]").fill(wish)
    with moderator.expect_navigation():
        dialog.locator("[type=submit]").click()


@pytest.mark.each_database
def test_sent_changed_approved_and_found(examples, new_person, visitor):
    region = factories.make_region("South East")
    moderator = new_person(DESKTOP)
    take_session(moderator, admin_client(factories.make_moderator(region=region)))

    contributor = new_person()
    contributor.goto("/")
    contributor.goto("/share/")
    assert_fits(contributor)
    contributor.get_by_label("Business as usual").check()
    contributor.get_by_role("button", name="Continue").click()
    sign_in_by_code(contributor, ADDRESS)
    contributor.get_by_label("Description of co-production topic").fill(TITLE)
    contributor.get_by_label("Aims and objectives").fill(AIMS)
    contributor.get_by_label("Your region").select_option("South East")
    answer_about_consent(contributor)
    contributor.get_by_label("I may share this text").check()
    assert_fits(contributor)
    send(contributor, "Send it to the moderators")

    page = PracticeExamplePage.objects.get()
    assert not page.live
    ask_for_changes(moderator, page, "Please say what came of it.")
    told = [message for message in mail.outbox if ADDRESS in message.to][-1]
    assert "Please say what came of it." in told.body
    assert "/admin/" not in told.body

    mine = re.search(r"https?://\S+/my-examples/\S+", told.body)
    contributor.goto(mine[0])
    expect(contributor.get_by_text("Please say what came of it.").first).to_be_visible()
    contributor.get_by_role("link", name="Change it").click()
    expect(contributor.get_by_label("Aims and objectives")).to_have_value(re.compile("wombatish"))
    contributor.get_by_label("Evaluation, main impact and outcomes").fill(
        "More visits, fewer complaints."
    )
    send(contributor, "Send it again")

    moderator.goto(f"/admin/pages/{page.pk}/edit/")
    press(moderator, "[data-workflow-action-name=approve]")

    visitor.goto("/search/?q=wombatish")
    visitor.get_by_role("article").first.get_by_role("link", name=TITLE).click()
    expect(visitor.get_by_role("heading", name=TITLE, level=1)).to_be_visible()
    expect(visitor.get_by_text("More visits, fewer complaints.")).to_be_visible()
    assert_fits(visitor)


def test_a_contributor_cannot_see_anothers_example(examples, new_person):
    factories.make_region("South East")
    first, second = new_person(), new_person()
    open_form(first, ADDRESS, "business-as-usual")
    first.get_by_label("Description of co-production topic").fill(TITLE)
    first.get_by_role("button", name="Save and come back later").first.click()
    address = first.url
    sign_in(second, "somebody-else@example.org")
    assert second.goto(address).status == 404
    expect(second.get_by_text(TITLE)).to_have_count(0)
