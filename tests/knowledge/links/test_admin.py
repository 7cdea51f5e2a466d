"""Editors see the links of what is theirs, repair them everywhere at once, and say what they know."""

from __future__ import annotations

import json

import pytest
from django.urls import reverse
from wagtail.models import Page, PageLogEntry, WorkflowState

from knowledge.access.roles import ensure_roles
from knowledge.links import repairing
from knowledge.links.ledger import rebuild
from knowledge.links.models import BrokenAddress, Link, LinkPlace, Verdict
from knowledge.links.seen import links_seen_by
from knowledge.models import PageRegion, ResourcePage, SectionPage
from knowledge.models.vocabulary import Term
from knowledge.moderation.models import Review
from tests.factories import (
    add_page,
    make_admin,
    make_contributor,
    make_editor,
    make_organisation,
    make_region,
)
from tests.knowledge.links.test_public import breaks
from tests.signing_in import admin_client

pytestmark = pytest.mark.django_db
OLD, NEW = "https://old.example/?a=1&b=2", "https://new.example/?c=3&d=4"


def body_with(address: str) -> str:
    escaped = address.replace("&", "&amp;")
    return json.dumps([{"type": "text", "value": f'<p><a href="{escaped}">Words</a></p>'}])


def of_region(page, region):
    PageRegion.objects.create(page_id=page.pk, region=region)
    return type(page).objects.get(pk=page.pk)


@pytest.fixture
def desk(site_tree):
    """An editor of one region, with pages of hers, of another region and of none."""
    ensure_roles()
    region, other = make_region("North"), make_region("South")
    desk = type("Desk", (), {})()
    desk.editor, desk.neighbour = make_editor(region=region), make_editor(region=other)
    desk.mine = of_region(
        add_page(SectionPage, site_tree.pack, "Mine", body=body_with(OLD)), region
    )
    desk.draft = of_region(
        add_page(SectionPage, site_tree.pack, "My draft", live=False, body=body_with(OLD)), region
    )
    desk.theirs = of_region(
        add_page(SectionPage, site_tree.pack, "Theirs", body=body_with(OLD)), other
    )
    desk.secret = of_region(
        add_page(SectionPage, site_tree.pack, "Secret", live=False, body=body_with("https://secret.example/")),
        other,
    )  # fmt: skip
    desk.resource = add_page(ResourcePage, site_tree.resources, "Everybody's", source_url=OLD)
    desk.organisation = make_organisation("An organisation", website=OLD)
    desk.term = Term.objects.create(name="A term", definition=f"As {OLD} says.")
    rebuild()
    desk.link = Link.objects.get(address=OLD)
    return desk


def text_of(answer) -> str:
    assert answer.status_code == 200
    return answer.content.decode()


# --- who sees what ---


def test_the_list_shows_what_is_theirs_and_where_it_is_used(desk):
    client = admin_client(desk.editor)
    html = text_of(client.get(reverse("links_link_modeladmin_index")))
    assert "old.example" in html
    assert "Mine" in html
    assert "secret.example" not in html
    assert "Theirs" not in html
    page = text_of(client.get(reverse("link", args=[desk.link.pk])))
    for title in ("Mine", "My draft", "Everybody&#x27;s", "An organisation", "A term"):
        assert title in page
    assert "Theirs" not in page
    assert "(in a draft only)" in page


def test_what_is_another_regions_is_not_found(desk):
    secret = Link.objects.get(host="secret.example")
    address = reverse("link", args=[secret.pk])
    assert admin_client(desk.editor).get(address).status_code == 404
    assert admin_client(desk.editor).post(address, {"again": "1"}).status_code == 404
    assert admin_client(desk.neighbour).get(address).status_code == 200
    assert not links_seen_by(make_contributor())


@pytest.mark.each_database
def test_the_worst_stand_first_and_filters_narrow(desk):
    Link.objects.filter(pk=desk.link.pk).update(verdict=Verdict.WORKS)
    worse = Link.objects.create(address="https://worse.example/", verdict=Verdict.DEAD)
    LinkPlace.objects.create(link=worse, page_id=desk.mine.pk, where="Body", is_draft=True)
    client = admin_client(make_admin())
    index = reverse("links_link_modeladmin_index")
    html = text_of(client.get(index))
    assert html.index(">https://worse.example/<") < html.index(">https://old.example/")
    cases = [
        ("verdict__exact=dead", {"worse"}),
        ("host=old.example", {"old"}),
        (f"region={desk.mine.region_links.get().region_id}", {"worse", "old"}),
        (f"region={desk.theirs.region_links.get().region_id}", {"old", "secret"}),
        ("region=none", {"old"}),
        ("q=worse", {"worse"}),
    ]
    for query, expected in cases:
        html = text_of(client.get(f"{index}?{query}"))
        shown = {each for each in ("worse", "old", "secret") if f">https://{each}.example/" in html}
        assert shown == expected, query


def test_the_list_is_exported(desk):
    answer = admin_client(desk.editor).get(reverse("links_link_modeladmin_index") + "?export=csv")
    said = b"".join(answer.streaming_content).decode()
    assert OLD in said
    assert "Mine" in said
    assert "Theirs" not in said


def test_a_dead_link_offers_the_archive_and_a_moved_one_its_address(desk):
    client = admin_client(desk.editor)
    Link.objects.filter(pk=desk.link.pk).update(verdict=Verdict.DEAD)
    html = text_of(client.get(reverse("link", args=[desk.link.pk])))
    assert "https://web.archive.org/web/https://old.example/?a=1&amp;b=2" in html
    Link.objects.filter(pk=desk.link.pk).update(verdict=Verdict.MOVED, moved_to=NEW)
    html = text_of(client.get(reverse("link", args=[desk.link.pk])))
    assert 'value="https://new.example/?c=3&amp;d=4"' in html


# --- replacing everywhere ---


def outcomes_of(desk, user=None) -> dict[str, str]:
    return {
        each.source.title: each.words
        for each in repairing.replace_everywhere(desk.link, NEW, user or desk.editor)
    }


def newest(page) -> str:
    draft = Page.objects.get(pk=page.pk).specific.get_latest_revision_as_object()
    return json.dumps(draft.serializable_data(), default=str)


@pytest.mark.each_database
def test_every_place_is_repaired_by_its_own_rule(desk):
    assert outcomes_of(desk) == {
        "Mine": repairing.SENT,
        "My draft": repairing.DRAFT,
        "Everybody's": repairing.SENT,
        "An organisation": repairing.AT_ONCE,
        "A term": repairing.AT_ONCE,
    }
    for page in (desk.mine, desk.draft, desk.resource):
        assert "new.example" in newest(page)
        assert "old.example" not in newest(page)
    assert "old.example" in newest(desk.theirs)
    assert "old.example" in str(SectionPage.objects.get(pk=desk.mine.pk).body), "not public yet"
    for page in (desk.mine, desk.resource):
        review = Review.objects.get(page_id=page.pk)
        assert review.workflow_state.requested_by == desk.editor
        assert not page.permissions_for_user(desk.editor).can_publish()
    assert not Review.objects.filter(page_id=desk.draft.pk).exists()
    desk.organisation.refresh_from_db()
    desk.term.refresh_from_db()
    assert desk.organisation.website == NEW
    assert desk.term.definition == f"As {NEW} says."
    entry = PageLogEntry.objects.get(action=repairing.REPAIRED, page=desk.mine.pk)
    assert (entry.user, entry.data) == (desk.editor, {"old": OLD, "new": NEW})
    assert repairing.others_left(desk.link, desk.editor) == 1


def test_other_changes_in_a_draft_are_not_sent_along(desk):
    page = SectionPage.objects.get(pk=desk.mine.pk)
    page.title = "Not ready"
    page.save_revision(user=make_admin())
    assert outcomes_of(desk)["Not ready"] == repairing.WITH_OTHERS
    assert "new.example" in newest(desk.mine)
    assert not WorkflowState.objects.filter(object_id=str(desk.mine.pk)).exists()


def test_what_is_locked_or_in_review_is_left_alone(desk):
    Page.objects.filter(pk=desk.mine.pk).update(locked=True, locked_by=make_admin())
    resource = ResourcePage.objects.get(pk=desk.resource.pk)
    resource.save_revision(user=desk.editor)
    resource.get_workflow().start(resource, desk.editor)
    outcomes = outcomes_of(desk)
    assert outcomes["Mine"] == repairing.LOCKED
    assert outcomes["Everybody's"] == repairing.LOCKED
    assert "new.example" not in newest(desk.mine)


def test_one_that_only_the_public_page_has_needs_publishing(desk):
    page = SectionPage.objects.get(pk=desk.mine.pk)
    page.body = "[]"
    page.save_revision(user=desk.editor)
    assert outcomes_of(desk)["Mine"] == repairing.ONLY_PUBLIC


def test_by_the_form_with_what_became_of_each(desk):
    client = admin_client(desk.editor)
    address = reverse("link", args=[desk.link.pk])
    at_home = ("http://127.0.0.1/", "http://10.0.0.1:8000/x", "http://[::1]/", "http://printer/")
    for wrong in ("", "no address", "javascript:alert(1)", "ftp://x.example/", OLD, *at_home):
        answer = client.post(address, {"replace": "1", "new_address": wrong})
        assert answer.status_code == 422, wrong
    html = text_of(client.post(address, {"replace": "1", "new_address": NEW}))
    assert "Changed, and sent to a second person." in html
    assert "1 public page of other regions leads there too." in html
    assert "Theirs" not in html
    # On record, so that it is undone by one button.
    assert "old.example" in text_of(client.get(reverse("public_changes")))


# --- saying what one knows ---


def test_works_checked_by_hand_stands_with_who_and_why(desk):
    breaks(OLD)
    client = admin_client(desk.editor)
    address = reverse("link", args=[desk.link.pk])
    assert client.post(address, {"works": "1", "note": ""}).status_code == 422
    client.post(address, {"works": "1", "note": "Signed in and saw it."})
    link = Link.objects.get(pk=desk.link.pk)
    assert (link.verdict, link.noted_by) == (Verdict.WORKS, desk.editor)
    assert not BrokenAddress.objects.exists()
    assert "Signed in and saw it." in text_of(client.get(address))


def test_stop_checking_and_check_again(desk):
    breaks(OLD)
    client = admin_client(desk.editor)
    address = reverse("link", args=[desk.link.pk])
    client.post(address, {"stop": "1", "note": "An example in a text."})
    link = Link.objects.get(pk=desk.link.pk)
    assert (link.verdict, link.due_at) == (Verdict.NOT_CHECKED, None)
    assert not BrokenAddress.objects.exists()
    client.post(address, {"again": "1"})
    link.refresh_from_db()
    assert link.verdict == Verdict.UNKNOWN
    assert link.due_at
