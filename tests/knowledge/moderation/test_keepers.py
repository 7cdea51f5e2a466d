"""Who may be a page's owner and deputy, and what a new number of months does to the next check."""

from __future__ import annotations

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from knowledge.access.roles import ensure_roles
from knowledge.access.routing import PageScope, may_edit, role_scope_of
from knowledge.access.staff import editors_of
from knowledge.models import PageRegion, SectionPage
from knowledge.models.base import review_due
from knowledge.users.models import User
from tests.factories import (
    add_page,
    make_admin,
    make_contributor,
    make_editor,
    make_moderator,
    make_region,
)
from tests.knowledge.moderation.four_eyes.writing import form_of
from tests.signing_in import admin_client

pytestmark = pytest.mark.django_db


@pytest.fixture
def north():
    ensure_roles()
    return make_region("North")


@pytest.fixture
def page(site_tree, north):
    page = add_page(SectionPage, site_tree.pack, "Kept")
    PageRegion.objects.create(page_id=page.pk, region=north)
    return SectionPage.objects.get(pk=page.pk)


def test_everybody_at_once_is_the_same_rule_as_for_one(north):
    south = make_region("South")
    people = [
        make_admin(),
        make_contributor(),
        *[
            make(region=region)
            for make in (make_editor, make_moderator)
            for region in (north, south, None)
        ],
    ]
    make_editor("left@example.org", region=north)
    User.objects.filter(email="left@example.org").update(is_active=False)
    for regions in (frozenset(), frozenset({north.pk}), frozenset({north.pk, south.pk})):
        for handed in (False, True):
            for sent_in in (False, True):
                scope = PageScope(regions, handed, sent_in and not regions)
                one_by_one = {each for each in people if may_edit(role_scope_of(each), scope)}
                assert set(editors_of(scope)) == one_by_one, scope


def test_owner_and_deputy_are_of_the_pages_region(page, north, client):
    editor = make_editor("north@example.org", region=north)
    stranger = make_editor("south@example.org", region=make_region("South"))
    desk = admin_client(editor)
    html = desk.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert "north@example.org" in html
    assert "south@example.org" not in html
    data = form_of(desk, page)
    answer = save(desk, page, {**data, "content_deputy": stranger.pk})
    assert "Select a valid choice" in answer.content.decode()
    save(desk, page, {**data, "content_deputy": editor.pk})
    assert page.get_latest_revision_as_object().content_deputy == editor


def test_whoever_was_the_owner_can_stay_when_the_page_is_saved(page, north):
    former = make_contributor()
    SectionPage.objects.filter(pk=page.pk).update(content_owner=former)
    desk = admin_client(make_editor(region=north))
    save(desk, page, {**form_of(desk, page), "title": "Still saved"})
    draft = page.get_latest_revision_as_object()
    assert (draft.title, draft.content_owner) == ("Still saved", former)


def test_new_months_move_the_next_check_unless_its_day_is_given(page, north):
    today = timezone.localdate()
    desk = admin_client(make_editor(region=north))
    data = form_of(desk, page)
    save(desk, page, {**data, "review_months": "12"})
    assert page.get_latest_revision_as_object().next_review == review_due(today, 12)
    day = today + datetime.timedelta(days=40)
    save(desk, page, {**data, "review_months": "3", "next_review": day.isoformat()})
    draft = page.get_latest_revision_as_object()
    assert (draft.review_months, draft.next_review) == (3, day)


def save(desk, page, data):
    answer = desk.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data)
    page.refresh_from_db()
    return answer
