"""Accounts on a phone: join an organisation and be confirmed, write together, delete the account."""

from __future__ import annotations

import re

import pytest
from django.core import mail
from playwright.sync_api import Page as Browser
from playwright.sync_api import expect

from examples.models import ExampleIndexPage, Submission
from knowledge.users.models import User
from tests import factories
from tests.journeys.browser import DESKTOP, assert_fits
from tests.journeys.signing_in import (
    mailed_code,
    open_admin,
    open_form,
    sign_in,
    sign_in_by_code,
)

pytestmark = pytest.mark.journey

ADDRESS = "voice@example.org"
TITLE = "A listening walk on the ward"


@pytest.fixture
def region(site_tree):
    """A region with an MVP, and the list that examples are published below."""
    factories.add_page(ExampleIndexPage, site_tree.home, "Practice examples", slug="examples")
    region = factories.make_region("South East")
    factories.make_organisation("Seaside MVP", kind="mvp", region=region)
    return region


def begin(person: Browser, address: str) -> None:
    """The shorter form is open."""
    open_form(person, address, "business-as-usual")


def save(person: Browser) -> None:
    """Save the form that is open, and wait until it is."""
    with person.expect_navigation():
        person.get_by_role("button", name="Save and come back later").first.click()


def check(person: Browser, heading: str) -> None:
    expect(person.get_by_role("heading", level=1)).to_contain_text(heading)
    assert_fits(person)


def newest_link(address: str, path: str) -> str:
    """The newest link below the path that was mailed to that address."""
    for message in reversed(mail.outbox):
        found = re.search(rf"https?://\S*{path}\S*", message.body)
        if address in message.to and found:
            return found[0]
    raise AssertionError(f"no link {path} for {address}: {[m.subject for m in mail.outbox]}")


def test_join_an_organisation_and_be_confirmed_by_a_moderator(region, new_person):
    moderator_user = factories.make_moderator(region=region)
    person = new_person()
    begin(person, ADDRESS)
    person.get_by_role("link", name="Say it once").click()
    check(person, "Which organisation do you belong to?")
    person.get_by_role("button", name="Save").click()
    expect(person.get_by_role("alert")).to_contain_text("Choose your organisation")
    check(person, "Which organisation do you belong to?")
    person.get_by_label("Your organisation", exact=True).select_option("Seaside MVP")
    person.get_by_role("button", name="Save").click()
    # Back at the form, whose region is filled in; nothing waits for the moderator.
    expect(person.get_by_text("You need not wait")).to_be_visible()
    expect(person.locator("#id_region option:checked")).to_have_text("South East")

    moderator = new_person(DESKTOP)
    open_admin(moderator, moderator_user, newest_link(moderator_user.email, "/admin/members/"))
    moderator.get_by_role("button", name=f"Confirm {ADDRESS}: Seaside MVP", exact=True).click()
    expect(moderator.get_by_text(f"{ADDRESS} is confirmed: Seaside MVP.")).to_be_visible()

    person.goto(newest_link(ADDRESS, "/account/"))
    check(person, "Your account")
    expect(person.get_by_text("Confirmed", exact=True)).to_be_visible()


def test_write_an_example_together(region, new_person):
    owner, friend = new_person(), new_person()
    begin(owner, ADDRESS)
    owner.get_by_label("Description of co-production topic").fill(TITLE)
    save(owner)
    owner.goto("/my-examples/")
    check(owner, "My examples")
    owner.get_by_role("link", name=TITLE).click()
    owner.get_by_role("link", name="See who writes it").click()
    check(owner, "Who writes this example")
    owner.get_by_label("Their e-mail address").fill("friend@example.org")
    owner.get_by_role("button", name="Send the invitation").click()
    expect(owner.get_by_text("Invited on")).to_be_visible()
    check(owner, "Who writes this example")

    friend.goto(newest_link("friend@example.org", "/write-together/"))
    check(friend, "Write an example together")
    expect(friend.get_by_text(TITLE)).to_have_count(0)
    friend.get_by_role("button", name="Sign in").click()
    sign_in_by_code(friend, "friend@example.org")
    check(friend, "Write an example together")
    friend.get_by_role("button", name="Write it together").click()
    friend.get_by_role("link", name="Go on writing").click()
    friend.get_by_label("Aims and objectives").fill("To hear what families notice.")
    save(friend)

    owner.goto(f"/share/{Submission.objects.get().pk}/")
    expect(owner.get_by_label("Aims and objectives")).to_have_value("To hear what families notice.")
    owner.goto(f"/my-examples/{Submission.objects.get().pk}/people/")
    owner.get_by_role("button", name="Take off").click()
    expect(owner.get_by_text("no longer writes this example")).to_be_visible()
    assert friend.goto(f"/share/{Submission.objects.get().pk}/").status == 404


def test_delete_the_account(region, new_person):
    person = new_person()
    begin(person, ADDRESS)
    person.get_by_label("Description of co-production topic").fill(TITLE)
    save(person)
    person.goto("/")
    person.get_by_role("button", name="More").click()
    person.get_by_role("link", name="Your account").click()
    check(person, "Your account")
    person.get_by_role("link", name="Delete your account").click()
    expect(person.get_by_text(TITLE)).to_be_visible()
    check(person, "Delete your account")
    person.get_by_role("button", name="Mail me a code to delete my account").click()
    check(person, "Delete your account")
    person.get_by_label("Code from the e-mail").fill(mailed_code(ADDRESS))
    person.get_by_role("button", name="Delete my account for good").click()
    check(person, "Your account is deleted")
    expect(person.get_by_role("link", name="Sign in")).to_be_visible()
    assert not User.objects.filter(email=ADDRESS).exists()
    assert not Submission.objects.exists()


def test_change_the_address_and_prove_work(region, new_person):
    person = new_person()
    sign_in(person, ADDRESS)
    person.goto("/account/address/")
    check(person, "Change your address")
    person.get_by_label("Your new e-mail address").fill("new@example.org")
    person.get_by_role("button", name="Mail me a code").click()
    check(person, "Enter the code for your new address")
    person.get_by_label("Code from the e-mail").fill(mailed_code("new@example.org"))
    person.get_by_role("button", name="Change my address").click()
    expect(person.get_by_text("From now on you sign in with new@example.org")).to_be_visible()
    # Above a limit the browser works; the button is there as soon as it has.
    person.goto("/check/?next=/account/")
    expect(person.get_by_role("heading", level=1)).to_contain_text("One more step")
    go_on = person.get_by_role("button", name="Go on")
    expect(go_on).to_be_enabled(timeout=60_000)
    check(person, "One more step")
    go_on.click()
    check(person, "Your account")


def test_the_wait_needs_no_script(region, new_context, hub):
    context = new_context(base_url=hub, java_script_enabled=False)
    page = context.new_page()
    page.goto("/check/?next=/share/")
    expect(page.get_by_role("button", name="Go on")).to_be_hidden()
    page.get_by_role("button", name="I have waited").click()
    expect(page.get_by_text("seconds longer")).to_be_visible()


def test_a_mistyped_address_keeps_nobody_from_asking_for_the_right_one(region, new_person):
    person = new_person()
    person.goto("/sign-in/")
    person.get_by_label("Your e-mail address").fill("voise@example.org")
    person.get_by_role("button", name="Mail me a code").click()
    check(person, "Enter your code")
    expect(person.get_by_text("voise@example.org")).to_be_visible()
    first = mailed_code("voise@example.org")
    person.get_by_role("link", name="Use another address").click()
    field = person.get_by_label("Your e-mail address")
    expect(field).to_have_value("voise@example.org")
    field.fill(ADDRESS)
    person.get_by_role("button", name="Mail me a code").click()
    check(person, "Enter your code")
    expect(person.get_by_text(ADDRESS)).to_be_visible()
    assert [message.to for message in mail.outbox] == [["voise@example.org"], [ADDRESS]]
    # The first code opens nothing any more, the second opens the right account.
    person.get_by_label("Code from the e-mail").fill(first)
    person.get_by_role("button", name="Sign in").click()
    expect(person.get_by_role("alert")).to_be_visible()
    person.get_by_label("Code from the e-mail").fill(mailed_code(ADDRESS))
    person.get_by_role("button", name="Sign in").click()
    check(person, "My examples")
    assert list(User.objects.values_list("email", flat=True)) == [ADDRESS]
