"""E7 and E9 in a real browser: links that broke are found, told to visitors, and repaired everywhere at once."""

from __future__ import annotations

import json
import re
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from playwright.sync_api import expect

from knowledge.access.roles import ensure_roles
from knowledge.links import checking
from knowledge.links.models import Link, LinkHost
from knowledge.models import ResourcePage, SectionPage, VideoPage
from knowledge.moderation.models import Review
from tests.factories import add_page, make_editor, make_moderator
from tests.journeys.browser import DESKTOP, assert_fits
from tests.journeys.signing_in import open_admin, press, take_session
from tests.knowledge.links.local_site import local_web
from tests.signing_in import admin_client

pytestmark = pytest.mark.journey


@pytest.fixture
def web(monkeypatch):
    with local_web() as web:
        monkeypatch.setattr(checking, "check_on_the_internet", web.check)
        monkeypatch.setattr(checking, "PACE", timedelta(0))
        yield web
        assert not web.inside.asked


def days_pass_and_links_are_checked(days: int = 4) -> None:
    for _ in range(days):
        LinkHost.objects.update(rests_until=timezone.now())
        call_command("check_links", all=True)
        for link in Link.objects.exclude(failing_since=None):
            Link.objects.filter(pk=link.pk).update(
                failing_since=link.failing_since - timedelta(days=1)
            )


@pytest.fixture
def pages(site_tree, web):
    """A section and a resource that lead to what is gone, one that asks to sign in, and a video that is gone."""
    ensure_roles()
    video = add_page(
        VideoPage, site_tree.videos, "Listening well", source_url=web.address("410", "video.test")
    )
    gone = web.address("404", "gone-page.test")
    body = [
        {"type": "text", "value": f'<p>Use <a href="{gone}">the toolkit</a>.</p>'},
        {"type": "text", "value": f'<p>See <a href="{web.address("sign-in-wall", "nhs.test")}">FutureNHS</a>.</p>'},
        {"type": "video", "value": {"video": video.pk}},
    ]  # fmt: skip
    return {
        "section": add_page(SectionPage, site_tree.pack, "Tools to use", body=json.dumps(body)),
        "resource": add_page(ResourcePage, site_tree.resources, "The toolkit", source_url=gone),
        "video": video,
    }


def test_broken_links_are_told_found_and_repaired(pages, web, new_person, visitor):
    days_pass_and_links_are_checked()
    section, resource = pages["section"], pages["resource"]

    visitor.goto(section.url)
    expect(visitor.get_by_text("the toolkit (we are checking this link)")).to_be_visible()
    expect(visitor.get_by_text("(we are checking this link)")).to_have_count(1)
    # E9: not a gap, but title, address and what we do about it.
    film = visitor.get_by_role("region", name="Video: Listening well")
    expect(film.get_by_role("link", name="Listening well")).to_be_visible()
    expect(film.get_by_text("We are checking this link.")).to_be_visible()
    expect(film.get_by_role("link", name=re.compile("video.test"))).to_be_visible()
    assert_fits(visitor)
    visitor.goto(resource.url)
    expect(visitor.get_by_text("We are checking this link.")).to_be_visible()

    editor = new_person(DESKTOP)
    open_admin(editor, make_editor(), "/admin/links/link/")
    expect(editor.locator(".listing tbody tr")).to_have_count(3)
    expect(editor.locator(".listing tbody tr").nth(0)).to_contain_text("Dead.")
    expect(editor.locator(".listing tbody tr").nth(2)).to_contain_text(
        "Check by hand. It asks to sign in"
    )
    editor.get_by_role("link", name="Check by hand", exact=True).click()
    editor.locator(".listing tbody").get_by_role("link", name=re.compile("sign-in-wall")).click()
    editor.get_by_label("What you saw, or why").fill("Signed in and opened it.")
    editor.get_by_role("button", name="Works, checked by hand").click()
    expect(editor.get_by_text("The link counts as working.")).to_be_visible()

    editor.locator(".listing").get_by_role("link", name=re.compile("gone-page.test")).click()
    expect(editor.get_by_role("link", name="look in the web archive")).to_be_visible()
    for title in ("Tools to use", "The toolkit"):
        expect(editor.get_by_role("link", name=title, exact=True)).to_be_visible()
    new = web.address("works", "new.test")
    editor.get_by_label("New address").fill(new)
    editor.get_by_role("button", name="Replace everywhere").click()
    expect(editor.get_by_text("Changed, and sent to a second person.")).to_have_count(2)

    visitor.goto(resource.url)
    expect(visitor.get_by_role("link", name="Go to The toolkit")).to_have_count(0)
    moderator = new_person(DESKTOP)
    take_session(moderator, admin_client(make_moderator()))
    for page in (section, resource):
        moderator.goto(f"/admin/reviews/{Review.objects.get(page_id=page.pk).pk}/")
        box = moderator.locator("details.review-act").filter(has_text="Approve and publish")
        box.locator("summary").click()
        with moderator.expect_navigation():
            box.get_by_role("button", name="Approve").click()
    visitor.goto(section.url)
    expect(visitor.get_by_role("link", name="the toolkit")).to_have_attribute("href", new)
    expect(visitor.get_by_text("the toolkit (we are checking this link)")).to_have_count(0)
    visitor.goto(resource.url)
    expect(visitor.get_by_role("link", name="Go to The toolkit")).to_have_attribute("href", new)


def test_a_link_to_nowhere_is_kept_in_a_draft_and_not_sent(site_tree, new_person):
    ensure_roles()
    body = [
        {
            "type": "callout",
            "value": {"heading": "Note", "body": '<p><a href="#">A toolkit</a></p>'},
        }
    ]
    draft = add_page(SectionPage, site_tree.pack, "A draft", live=False, body=json.dumps(body))
    editor = new_person(DESKTOP)
    open_admin(editor, make_editor(), f"/admin/pages/{draft.pk}/edit/")
    press(editor, "[name=action-submit]")
    expect(editor.get_by_text("This leads nowhere: “A toolkit”.")).to_be_visible()
    assert not Review.objects.exists()
    editor.get_by_label("Title", exact=True).or_(editor.locator("#id_title")).first.fill(
        "A better draft"
    )
    press(editor, ".action-save")
    expect(editor.get_by_text("This leads nowhere")).to_have_count(0)
    draft.refresh_from_db()
    assert draft.draft_title == "A better draft"
