"""A contributor's own pages can be used by everybody: axe finds nothing, nothing is too wide."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from examples.guests import invite_guest
from examples.models import ExampleIndexPage, Submission
from examples.submissions.take_moderators_words import take_moderators_words
from examples.submissions.withdraw import withdraw_from_public
from knowledge.moderation.mail_choices import REMINDERS, stop_address
from knowledge.users.models import User
from tests import factories
from tests.journeys.browser import DESKTOP, PHONE, assert_accessible, assert_fits
from tests.journeys.signing_in import answer_about_consent, mailed_code
from tests.journeys.styles import assert_styled

pytestmark = [pytest.mark.journey, pytest.mark.any_database, pytest.mark.axe]


@pytest.mark.parametrize("window", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_every_page_from_choosing_to_sending(site_tree, new_person, window):
    factories.add_page(ExampleIndexPage, site_tree.home, "Practice examples", slug="examples")
    factories.make_region("South East")
    person = new_person(window)

    def check(heading: str) -> None:
        expect(person.get_by_role("heading", level=1)).to_contain_text(heading)
        assert_accessible(person)
        assert_fits(person)
        assert_styled(person)

    person.goto("/share/")
    check("Share an example")
    person.get_by_label("Projects and programmes").check()
    person.get_by_role("button", name="Continue").click()
    check("Sign in")
    person.get_by_label("Your e-mail address").fill("voice@example.org")
    person.get_by_role("button", name="Mail me a code").click()
    check("Enter your code")
    person.get_by_label("Code from the e-mail").fill("0000 0000")
    person.get_by_role("button", name="Sign in").click()
    expect(person.get_by_role("alert")).to_be_visible()
    check("Enter your code")
    person.get_by_label("Code from the e-mail").fill(mailed_code("voice@example.org"))
    person.get_by_role("button", name="Sign in").click()

    check("Example without a title")
    person.get_by_label("Title of project").fill("A listening walk")
    person.get_by_label("Aims and objectives").fill("To hear what families notice.")
    person.get_by_role("button", name="Send it to the moderators").click()
    expect(person.get_by_role("alert")).to_contain_text("Choose your region")
    check("A listening walk")
    person.get_by_role("button", name="Preview").first.click()
    person.wait_for_url("**/preview/")
    check("A listening walk")
    person.get_by_role("link", name="Go back to change or send it").click()
    person.wait_for_url(lambda url: "preview" not in url)
    person.get_by_label("Aims and objectives").fill("To hear what people say.")
    person.get_by_label("Your region").select_option("South East")
    answer_about_consent(person)
    person.get_by_label("I may share this text").check()
    person.get_by_role("button", name="Send it to the moderators").click()
    person.wait_for_url("**/my-examples/**")
    check("A listening walk")
    person.goto("/my-examples/")
    check("My examples")
    pages_met_by_a_link(person, check)


def pages_met_by_a_link(person, check) -> None:
    """Account, a guest's link, stopping mail, changed words, and what stands for a withdrawn page."""
    user, submission = User.objects.get(), Submission.objects.get()
    moderator = factories.make_moderator(region=submission.region)
    page = submission.page
    _, token = invite_guest(page, moderator, name="A midwife", email="guest@example.org")
    draft = page.get_latest_revision_as_object()
    draft.aims = "To hear everything that people say."
    draft.save_revision(user=moderator)
    take_moderators_words(submission)
    stop = urlsplit(stop_address(user, REMINDERS)).path
    for address, heading in (
        (submission.get_absolute_url(), "A listening walk"),
        ("/account/", "Your account"),
        ("/account/organisation/", "Which organisation"),
        ("/account/address/", "Change your"),
        ("/account/delete/", "Delete your account"),
        (f"{submission.get_absolute_url()}people/", "Who writes"),
        ("/check/?next=/account/", ""),
        (f"/guest/{token}/", "A listening walk"),
        ("/guest/no-such-key/", "works no more"),
        (stop, "Stop these mails"),
    ):
        person.goto(address)
        check(heading)
    person.goto(f"/guest/{token}/")
    person.get_by_role("button", name="Send your advice").click()
    expect(person.get_by_role("alert")).to_contain_text("Choose what you advise.")
    check("A listening walk")
    page.get_latest_revision().publish()
    submission.refresh_from_db()
    withdraw_from_public(submission, user)
    person.goto(page.get_url())
    check("was withdrawn")
