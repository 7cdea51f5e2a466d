"""C5–C8 and E1–E3 in a real browser: the queue, comments both ways, a guest, correcting, withdrawing."""

from __future__ import annotations

import re
from urllib.parse import urlencode

import pytest
from dateutil.relativedelta import relativedelta
from django.core import mail
from django.utils import timezone
from playwright.sync_api import expect
from wagtail.models import Comment

from examples.models import ExampleIndexPage, PracticeExamplePage
from examples.submissions.follow_up import ask_for_outcomes
from knowledge.models import EvidenceRequirement, Rung
from knowledge.moderation.models import Review
from knowledge.users.models import User
from tests import factories
from tests.examples.conftest import Contributor
from tests.examples.reviewing import review_of
from tests.journeys.browser import DESKTOP, assert_fits
from tests.journeys.signing_in import open_admin, take_session
from tests.signing_in import admin_client

pytestmark = pytest.mark.journey

ADDRESS = "voice@example.org"
TITLE = "A listening walk on the ward"


@pytest.fixture
def region(site_tree):
    factories.add_page(ExampleIndexPage, site_tree.home, "Practice examples", slug="examples")
    EvidenceRequirement.objects.create(scheme="Scheme", code="7", title="Listening", slug="seven")
    Rung.objects.create(number=5, name="Co-design", slug="co-design")
    region = factories.make_region("South East")
    factories.make_moderator("moderator@example.org", region=region)
    return region


@pytest.fixture
def elsewhere(region) -> User:
    """A moderator of another region; the example's own has a second one."""
    factories.make_moderator("colleague@example.org", region=region)
    return factories.make_moderator("stranger@example.org", region=factories.make_region("North"))


@pytest.fixture
def sender(region) -> Contributor:
    """Somebody whose example has just been sent."""
    person = Contributor(ADDRESS)
    person.begin("business-as-usual")
    person.post(
        "send",
        topic_description=TITLE,
        aims="To hear wombatish silence.",
        region=region.pk,
        licence="on",
        agreed_by="Our group",
    )
    return person


@pytest.fixture
def contributor(sender, new_person):
    """The sender, on a phone, at the example's own page."""
    browser = new_person()
    take_session(browser, sender.client)
    browser.goto(f"/my-examples/{sender.submission.pk}/")
    expect(browser.get_by_role("heading", name="What has happened")).to_be_visible()
    return browser


@pytest.fixture
def moderator(region, new_person):
    """At a desk; the admin is open for them."""
    browser = new_person(DESKTOP)
    take_session(browser, admin_client(User.objects.get(email="moderator@example.org")))
    return browser


def send(browser, button: str) -> None:
    browser.get_by_role("button", name=button).click()
    expect(browser.get_by_role("heading", name="What has happened")).to_be_visible()


def open_review(moderator) -> None:
    moderator.goto(f"/admin/reviews/{review_of(PracticeExamplePage.objects.get()).pk}/")
    expect(moderator.get_by_role("heading", name="How it stands")).to_be_visible()


def follow_mail(person, subject: str) -> None:
    """Open the link of the newest mail to the contributor with that in its subject: never the admin's."""
    told = [each for each in mail.outbox if each.to == [ADDRESS] and subject in each.subject][-1]
    html = told.alternatives[0][0]
    assert "/admin" not in told.body + html
    person.goto(re.search(r"https?://\S+/my-examples/\S+/", told.body)[0])
    expect(person.get_by_role("heading", name="What has happened")).to_be_visible()


def act(moderator, heading: str, button: str, words: str = "") -> None:
    """Open one act of the review, fill it in and press its button."""
    box = moderator.locator("details.review-act").filter(has_text=heading).first
    box.locator("summary").click()
    if words:
        box.locator("textarea").fill(words)
    with moderator.expect_navigation():
        box.get_by_role("button", name=button).click()


def is_in_queue(moderator, **filters: str) -> bool:
    """Whether the queue has the example, narrowed to these as its filters do; as the browser's person."""
    queue = moderator.request.get("/admin/reviews/?" + urlencode(filters))
    assert queue.ok
    return TITLE in queue.text()


def test_e1_the_queue_is_the_regions_and_is_shared_out(
    region, elsewhere, sender, moderator, new_person
):
    assert {address for told in mail.outbox for address in told.to} == {
        ADDRESS, "moderator@example.org", "colleague@example.org",
    }  # fmt: skip
    assert is_in_queue(moderator, show="new")
    assert is_in_queue(moderator, region=str(region.pk))
    for filters in ({"show": "mine"}, {"show": "sender"}, {"show": "overdue"}, {"region": "pool"}):
        assert not is_in_queue(moderator, **filters), filters

    # By the queue, as a person would.
    moderator.goto("/admin/reviews/")
    moderator.get_by_role("link", name=TITLE).first.click()
    box = moderator.locator("details.review-act").filter(has_text="Give it to somebody")
    box.locator("summary").click()
    choices = box.get_by_label("Who has it").locator("option").all_inner_texts()
    assert sorted(choices) == ["Nobody", "colleague@example.org", "moderator@example.org"]
    box.get_by_label("Who has it").select_option("colleague@example.org")
    mail.outbox.clear()
    with moderator.expect_navigation():
        box.get_by_role("button", name="Save").click()
    assert [told.to for told in mail.outbox] == [["colleague@example.org"]]
    assert not is_in_queue(moderator, show="new")
    assert not is_in_queue(moderator, show="mine")

    colleague = new_person(DESKTOP)
    open_admin(colleague, User.objects.get(email="colleague@example.org"))
    colleague.get_by_role("link", name="1 review is yours to go on with").click()
    expect(colleague.get_by_role("link", name=TITLE)).to_be_visible()
    Review.objects.update(due_on=timezone.localdate() - relativedelta(days=1))
    assert is_in_queue(colleague, show="overdue")

    mail.outbox.clear()
    open_review(colleague)
    act(colleague, "Request changes", "Request changes", "What came of it?")
    assert [told.to for told in mail.outbox] == [[ADDRESS]]
    assert is_in_queue(colleague, show="sender")

    stranger = new_person(DESKTOP)
    take_session(stranger, admin_client(elsewhere))
    assert not is_in_queue(stranger)
    refused = stranger.request.get(f"/admin/reviews/{Review.objects.get().pk}/")
    assert refused.url.endswith("/admin/")


def test_taken_asked_answered_advised_approved(contributor, moderator, new_person, visitor):
    mine = contributor.url
    expect(contributor.get_by_text("You can expect an answer by")).to_be_visible()
    assert_fits(contributor)

    open_review(moderator)
    expect(moderator.get_by_text("Our group")).to_be_visible()
    with moderator.expect_navigation():
        moderator.get_by_role("button", name="Take it").click()
    contributor.goto(mine)
    expect(contributor.get_by_text("Moderator, South East, has it.")).to_be_visible()

    page = PracticeExamplePage.objects.get()
    Comment.objects.create(page=page, user_id=page.owner_id, text="Whose?", contentpath="aims")
    contributor.goto(mine)
    contributor.get_by_text("Answer the comment on").click()
    contributor.get_by_label("Your answer").fill("Everybody's on the ward.")
    contributor.get_by_role("button", name="Send the answer").click()
    expect(contributor.get_by_text("Your answer has been sent.")).to_be_visible()
    assert_fits(contributor)

    open_review(moderator)
    expect(moderator.get_by_text("Everybody's on the ward.")).to_be_visible()
    moderator.get_by_role("link", name="Ask a guest reviewer").click()
    moderator.get_by_label("Who it is").fill("Consultant midwife")
    moderator.get_by_label("E-mail address").fill("guest@example.org")
    moderator.get_by_role("button", name="Mail the link").click()
    expect(moderator.get_by_text("The link is mailed")).to_be_visible()
    told = [each for each in mail.outbox if each.to == ["guest@example.org"]][-1]
    guest = new_person()
    guest.goto(re.search(r"https?://\S+/guest/\S+", told.body)[0])
    expect(guest.get_by_text("To hear wombatish silence.")).to_be_visible()
    assert_fits(guest)
    guest.get_by_label("It is fine as it is").check()
    guest.get_by_role("button", name="Send your advice").click()
    expect(guest.get_by_text("The moderators have your advice.")).to_be_visible()

    act(moderator, "Request changes", "Request changes", "Please say what came of it.")
    assert guest.goto(guest.url).status == 410
    follow_mail(contributor, "Please look again at")
    expect(contributor.get_by_text("Please say what came of it.").first).to_be_visible()
    contributor.get_by_role("link", name="Change it").click()
    contributor.get_by_label("Evaluation, main impact and outcomes").fill("Fewer complaints.")
    send(contributor, "Send it again")

    open_review(moderator)
    expect(moderator.get_by_text("It is fine as it is")).to_be_visible()
    moderator.get_by_role("button", name="Compare these two").click()
    expect(moderator.get_by_text("Fewer complaints.")).to_be_visible()
    open_review(moderator)
    box = moderator.locator("details.review-act").filter(has_text="Approve and publish")
    box.locator("summary").click()
    box.get_by_label(re.compile("Scheme 7")).check()
    box.get_by_label(re.compile("Co-design")).check()
    with moderator.expect_navigation():
        box.get_by_role("button", name="Approve").click()
    visitor.goto("/search/?q=wombatish")
    visitor.get_by_role("article").first.get_by_role("link", name=TITLE).click()
    expect(visitor.get_by_text("Rung 5, Co-design")).to_be_visible()
    moderator.goto("/admin/reports/decisions/")
    for words in ("Approved", "Changes requested", "Guest reviewer's advice", "Taken"):
        expect(moderator.get_by_role("cell", name=words, exact=True).first).to_be_visible()


def test_not_suitable_then_corrected_withdrawn_and_asked_about(contributor, moderator, visitor):
    mine = contributor.url
    open_review(moderator)
    box = moderator.locator("details.review-act").filter(has_text="Not suitable")
    box.locator("summary").click()
    box.locator("select").select_option("not_coproduction")
    box.locator("textarea").fill("Who worked together?")
    with moderator.expect_navigation():
        box.get_by_role("button", name="Close as not suitable").click()
    follow_mail(contributor, "About “")
    expect(contributor.get_by_text("Who worked together?").first).to_be_visible()
    assert_fits(contributor)
    contributor.get_by_role("link", name="Change it").click()
    contributor.get_by_label("Stakeholders").fill("Parents and midwives.")
    send(contributor, re.compile("Send it"))
    open_review(moderator)
    act(moderator, "Approve and publish", "Approve")

    page = PracticeExamplePage.objects.get()
    year_ago = timezone.now() - relativedelta(months=12, days=1)
    PracticeExamplePage.objects.update(first_published_at=year_ago)
    assert ask_for_outcomes() == 1
    assert ask_for_outcomes() == 0
    follow_mail(contributor, "What came of")
    expect(contributor.get_by_role("heading", name="What came of it?")).to_be_visible()
    assert_fits(contributor)
    contributor.get_by_role("button", name="Add outcomes").click()
    contributor.get_by_label("Evaluation, main impact and outcomes").fill("A platypus of a change.")
    send(contributor, re.compile("Send it"))
    visitor.goto(page.url)
    expect(visitor.get_by_text("Outcomes awaited.")).to_be_visible()
    expect(visitor.get_by_text("platypus")).to_have_count(0)
    open_review(moderator)
    act(moderator, "Approve and publish", "Approve")
    visitor.reload()
    expect(visitor.get_by_text("A platypus of a change.")).to_be_visible()

    contributor.goto(mine)
    contributor.get_by_text("Withdraw it from the hub").click()
    contributor.get_by_role("button", name="Withdraw it", exact=True).click()
    expect(contributor.get_by_text("You have withdrawn your example.")).to_be_visible()
    assert visitor.goto(page.url).status == 410
    expect(visitor.get_by_role("heading", name="This page was withdrawn")).to_be_visible()
    assert_fits(visitor)
    visitor.goto("/search/?q=wombatish")
    expect(visitor.get_by_role("link", name=TITLE)).to_have_count(0)
