"""Who decides: the region's moderators and deputies in force, the pool for the rest; few queries."""

from __future__ import annotations

import datetime

import pytest
from django.core import mail
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, PageLogEntry, TaskState, WorkflowState

from knowledge.access.routing import (
    PageScope,
    may_decide,
    may_edit,
    nearest,
    page_scope_of,
    regions_of,
    role_scope_from,
)
from knowledge.models import PoolHandover, RegionRole, SectionPage
from knowledge.moderation.mails import review_address
from knowledge.moderation.permissions import user_can_review, user_edits_for
from knowledge.moderation.queue import reviewable_by, reviewers_of
from knowledge.moderation.reviews import version_of
from knowledge.users.models import User
from tests.factories import (
    add_page,
    make_admin,
    make_contributor,
    make_editor,
    make_moderator,
    make_region,
)
from tests.signing_in import admin_client

NORTH, SOUTH = 1, 2
pytestmark = pytest.mark.django_db(transaction=False)


@pytest.mark.parametrize(
    ("roles", "page_scope", "decides", "edits"),
    [
        ([(NORTH, "moderator")], PageScope(frozenset({NORTH})), True, True),
        ([(NORTH, "deputy")], PageScope(frozenset({NORTH})), True, True),
        ([(NORTH, "editor")], PageScope(frozenset({NORTH})), False, True),
        ([(NORTH, "moderator")], PageScope(frozenset({SOUTH})), False, False),
        ([(NORTH, "moderator")], PageScope(frozenset({SOUTH}), True), False, False),
        ([(NORTH, "moderator")], PageScope(), False, True),
        ([(NORTH, "editor")], PageScope(), False, True),
        ([(None, "moderator")], PageScope(), True, True),
        ([(None, "editor")], PageScope(), False, True),
        ([(None, "moderator")], PageScope(frozenset({NORTH})), False, False),
        ([(None, "moderator")], PageScope(frozenset({NORTH}), True), True, True),
        ([(NORTH, "editor"), (SOUTH, "moderator")], PageScope(frozenset({NORTH})), False, True),
        ([(NORTH, "moderator")], PageScope(is_sent_in=True), False, False),
        ([(NORTH, "editor")], PageScope(is_sent_in=True), False, False),
        ([(None, "editor")], PageScope(is_sent_in=True), False, True),
        ([(None, "moderator")], PageScope(is_sent_in=True), True, True),
        ([], PageScope(), False, False),
    ],
)
def test_scopes_of_person_and_page(roles, page_scope, decides, edits):
    role_scope = role_scope_from(False, roles)
    assert may_decide(role_scope, page_scope) is decides
    assert may_edit(role_scope, page_scope) is edits


def test_the_nearest_ancestor_with_a_region_counts():
    linked = {"0001": {SOUTH}, "00010001": set(), "000100010001": {NORTH}}
    assert nearest(["000100010001", "00010001", "0001"], linked) == {NORTH}
    assert nearest(["00010001", "0001"], linked) == {SOUTH}
    assert nearest(["0002"], linked) == frozenset()


@pytest.fixture
def north():
    return make_region("North")


@pytest.fixture
def south():
    return make_region("South")


@pytest.fixture
def section(site_tree, north):
    """A draft of the north, written by a contributor, not yet sent in."""
    author = make_contributor()
    section = SectionPage(title="Listening", slug="listening", owner=author, live=False)
    section.region_links.create(region=north)
    site_tree.pack.add_child(instance=section)
    section.save_revision(user=author)
    return section


def draft(site_tree, region, title="A draft"):
    """An unpublished page of the region, made by a command."""
    page = SectionPage(title=title, slug=f"draft-{SectionPage.objects.count()}", live=False)
    page.region_links.create(region=region)
    site_tree.pack.add_child(instance=page)
    page.save_revision()
    return page


def send_in(page, user=None):
    return page.get_workflow().start(page, user or page.owner)


def test_region_of_a_page_below(site_tree, section):
    child = add_page(SectionPage, section, "Below")
    assert regions_of(child) == regions_of(section)
    assert regions_of(site_tree.pack) == frozenset()


def test_only_the_regions_people_are_mailed(
    section, north, south, django_capture_on_commit_callbacks
):
    moderator, deputy = make_moderator(region=north), make_moderator(region=north, deputy=True)
    make_moderator(region=south)
    make_moderator(region=None)
    make_editor(region=north)
    make_admin()
    ended = make_moderator(region=north)
    RegionRole.objects.filter(user=ended).update(
        until=timezone.localdate() - datetime.timedelta(days=1)
    )
    gone = make_moderator(region=north)
    User.objects.filter(pk=gone.pk).update(is_active=False)
    with django_capture_on_commit_callbacks(execute=True):
        send_in(section)
    assert sorted(message.to[0] for message in mail.outbox) == sorted(
        [moderator.email, deputy.email]
    )
    assert "Listening" in mail.outbox[0].subject
    assert review_address(section) in mail.outbox[0].body


def test_a_contributor_gets_no_mail_with_links_to_the_admin(
    section, north, django_capture_on_commit_callbacks
):
    moderator = make_moderator(region=north)
    with django_capture_on_commit_callbacks(execute=True):
        send_in(section)
        mail.outbox.clear()
        section.current_workflow_task_state.specific.reject(user=moderator, comment="More, please")
        WorkflowState.objects.get().resume(section.owner)
        section.current_workflow_task_state.specific.approve(user=moderator)
    assert section.owner.email not in {to for message in mail.outbox for to in message.to}


def test_an_editor_is_mailed_what_became_of_it(site_tree, north):
    editor, moderator = make_editor(region=north), make_moderator(region=north)
    page = draft(site_tree, north)
    page.save_revision(user=editor)
    send_in(page, editor)
    page.current_workflow_task_state.specific.reject(user=moderator, comment="More, please")
    assert [message.to for message in mail.outbox] == [[editor.email]]


@pytest.mark.each_database
def test_the_queue_of_each(section, north, south):
    send_in(section)
    waiting = TaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS)
    people = {
        "moderator": (make_moderator(region=north), True),
        "deputy": (make_moderator(region=north, deputy=True), True),
        "other region": (make_moderator(region=south), False),
        "pool": (make_moderator(region=None), False),
        "editor": (make_editor(region=north), False),
        "author": (section.owner, False),
        "administrator": (make_admin(), True),
    }
    for name, (person, expected) in people.items():
        assert bool(reviewable_by(person, waiting)) is expected, name
        assert user_can_review(person, section) is expected, name
        assert TaskState.objects.reviewable_by(person).exists() is expected, name
        assert bool(section.current_workflow_task.get_actions(section, person)) is expected, name


def test_the_queue_costs_the_same_however_long(
    site_tree, north, django_assert_max_num_queries, django_assert_num_queries
):
    moderator = make_moderator(region=north)

    def add(count):
        for _ in range(count):
            page = draft(site_tree, north)
            author = make_contributor()
            page.title += "!"
            page.save_revision(user=author)
            send_in(page, author)

    def read():
        person = User.objects.get(pk=moderator.pk)
        return len(list(TaskState.objects.reviewable_by(person)))

    add(2)
    with django_assert_max_num_queries(16) as few:
        assert read() == 2
    add(6)
    with django_assert_num_queries(len(few)):
        assert read() == 8


@pytest.mark.each_database
def test_an_item_that_nobody_of_the_region_can_decide_goes_to_the_pool(section, north, settings):
    settings.HUB_NATIONAL_POOL_AFTER_DAYS = 7
    pool = make_moderator(region=None)
    send_in(section)
    call_command("run_due", only=["hand over to the national pool"])
    assert not PoolHandover.objects.exists()
    TaskState.objects.update(started_at=timezone.now() - datetime.timedelta(days=8))
    call_command("run_due", only=["hand over to the national pool"])
    assert page_scope_of(section).is_handed_to_pool
    assert [message.to for message in mail.outbox] == [[pool.email]]
    assert PageLogEntry.objects.filter(page=section, action="knowledge.hand_to_pool").exists()
    call_command("run_due", only=["hand over to the national pool"])
    assert len(mail.outbox) == 1
    assert user_can_review(pool, section)
    section.current_workflow_task_state.specific.approve(user=pool)
    assert Page.objects.get(pk=section.pk).live
    assert not user_edits_for(User.objects.get(pk=pool.pk), section)


def test_an_item_stays_while_the_region_has_somebody(section, north):
    make_moderator(region=north)
    make_moderator(region=None)
    send_in(section)
    TaskState.objects.update(started_at=timezone.now() - datetime.timedelta(days=30))
    call_command("run_due", only=["hand over to the national pool"])
    assert not PoolHandover.objects.exists()


def test_an_item_whose_only_moderator_wrote_it_goes_to_the_pool(site_tree, north):
    moderator, pool = make_moderator(region=north), make_moderator(region=None)
    page = draft(site_tree, north)
    page.title = "By the moderator"
    page.save_revision(user=moderator)
    send_in(page, moderator)
    TaskState.objects.update(started_at=timezone.now() - datetime.timedelta(days=8))
    call_command("run_due", only=["hand over to the national pool"])
    assert reviewers_of(page) == [pool]


def test_while_it_waits_only_those_who_decide_can_change_it(section, north):
    editor, moderator = make_editor(region=north), make_moderator(region=north)
    send_in(section)
    assert section.get_lock().for_user(editor)
    assert section.get_lock().for_user(section.owner)
    assert not section.get_lock().for_user(moderator)


def test_editors_keep_to_their_region(site_tree, section, north, south):
    mine, theirs = make_editor(region=north), make_editor(region=south)
    address = reverse("wagtailadmin_pages:edit", args=[section.pk])
    assert admin_client(mine).get(address).status_code == 200
    assert admin_client(theirs).get(address).status_code == 404
    for editor in (mine, theirs):
        assert site_tree.section.permissions_for_user(editor).can_edit()
        assert not site_tree.section.permissions_for_user(editor).can_publish()
        assert not site_tree.home.get_parent().permissions_for_user(editor).can_add_subpage()
    permissions = section.permissions_for_user(theirs)
    assert not permissions.can_delete()
    assert not permissions.can_move()
    assert not permissions.can_copy()
    assert not permissions.can_add_subpage()


@pytest.mark.each_database
def test_from_editor_to_public(site_tree, north):
    """An editor writes and submits; the region's moderator approves in the admin; it is public."""
    editor, moderator = make_editor(region=north), make_moderator(region=north)
    page = draft(site_tree, north, "Working together")
    page.summary = "Written by the editor."
    page.save_revision(user=editor)
    assert admin_client(editor).get("/admin/").status_code == 200
    send_in(page, editor)
    client = admin_client(moderator)
    home = client.get("/admin/").content.decode()
    assert (
        f'<a href="{reverse("review", args=[page.reviews.get().pk])}">Working together</a>' in home
    )
    said = {"act": "approve", "approve-version": version_of(page), "approve-words": "Good"}
    client.post(reverse("review", args=[page.reviews.get().pk]), said)
    page.refresh_from_db()
    assert page.live
    actions = set(PageLogEntry.objects.filter(page=page).values_list("action", flat=True))
    assert {"wagtail.workflow.start", "wagtail.workflow.approve", "wagtail.publish"} <= actions
