"""docs/permissions.md says what the code does: every row, for every role."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import pytest
from django.conf import settings
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.urls import reverse
from wagtail.documents.permissions import permission_policy as documents
from wagtail.images.permissions import permission_policy as images
from wagtail.models import GroupPagePermission, Page, Workflow, WorkflowPage

from examples.models import PracticeExamplePage, Submission
from knowledge.access.roles import (
    MODERATORS,
    PAGE_PERMISSIONS,
    REGIONAL_EDITORS,
    ROLE_GROUPS,
    ensure_roles,
    permissions_of,
)
from knowledge.admin.inbox_acts import user_can_handle
from knowledge.bulk.making import regions_for
from knowledge.coverage.asking import regions_to_ask
from knowledge.importing.models import ImportRun
from knowledge.models import Feedback, Organisation, PoolHandover, SectionPage
from knowledge.moderation.checked import user_can_check_off
from knowledge.moderation.permissions import (
    user_can_break_glass,
    user_can_hide,
    user_can_review,
    user_can_see_review,
)
from knowledge.people.moderators import user_can_manage_people
from knowledge.people.organisations.regional import decides_for_region
from knowledge.people.organisations.succession import user_may_change
from knowledge.users.models import User
from tests.factories import (
    add_page,
    make_admin,
    make_contributor,
    make_editor,
    make_moderator,
    make_organisation,
    make_region,
)
from tests.shared_fixtures import shared_fixture
from tests.signing_in import admin_client

pytestmark = pytest.mark.django_db


def rows():
    """action → {role: cell} of the table in the docs."""
    text = (Path(settings.BASE_DIR) / "docs" / "permissions.md").read_text()
    text, _, _ = text.partition("<!--")
    lines = [line for line in text.splitlines() if line.startswith("|")]
    table = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    heads = table[0][1:]
    return {line[0]: dict(zip(heads, line[1:], strict=True)) for line in table[2:]}


@dataclass(frozen=True)
class PermissionWorld:
    """One region of one's own, another, pages of each, and people of each role."""

    own: Organisation
    other: Organisation
    root: Page
    pages: dict[str, Page]
    own_body: Organisation
    people: dict[str, list[User]]

    def can(self, user, page):
        return self.pages[page].permissions_for_user(user)

    def written_by(self, user, page="own"):
        section = self.pages[page].get_latest_revision_as_object()
        section.title = f"By {user.pk}"
        section.save_revision(user=user)
        return SectionPage.objects.get(pk=section.pk)


@shared_fixture
def permission_world(site_tree) -> PermissionWorld:
    own, other = make_region("Own"), make_region("Other")

    def section(name, region):
        page = SectionPage(title=name, slug=name, live=False)
        if region:
            page.region_links.create(region=region)
        site_tree.pack.add_child(instance=page)
        page.save_revision().publish()
        return page

    pages = {
        "own": section("own", own),
        "none": section("none", None),
        "other": section("other", other),
        "handed": section("handed", other),
        "sent": add_page(PracticeExamplePage, site_tree.home, "sent", live=False),
    }
    PoolHandover.objects.create(page=pages["handed"])
    Submission.objects.create(owner=make_contributor(), page=pages["sent"])
    make_moderator(region=other)
    return PermissionWorld(
        own=own,
        other=other,
        root=Page.get_first_root_node(),
        pages=pages,
        own_body=make_organisation("Own MVP", kind="mvp", region=own),
        people={
            "Contributor": [make_contributor()],
            "Regional editor": [make_editor(region=own)],
            "Moderator or deputy": [
                make_moderator(region=own),
                make_moderator(region=own, deputy=True),
            ],
            "Pool moderator": [make_moderator(region=None)],
            "Administrator": [make_admin()],
        },
    )


def writes_and_publishes(world, user):
    pages = (world.written_by(user, name) for name in ("own", "none", "other"))
    return any(page.permissions_for_user(user).can_publish() for page in pages)


def writes_and_decides(world, user):
    return any(user_can_review(user, world.written_by(user, name)) for name in ("own", "none"))


def opens(user, name):
    """Whether the admin's page of that name opens for the person."""
    return admin_client(user).get(reverse(name)).status_code == 200


def handles(user, page):
    """Whether a message about the page, or about none, is the person's to handle."""
    return user_can_handle(user, Feedback.objects.create(form_token=uuid4(), page=page))


def undoes(user, page):
    """Whether an import by somebody else, of which the page came or none, can be undone by the person."""
    run = ImportRun.objects.create(file_name="a.txt", state=ImportRun.State.DONE)
    if page:
        run.things.create(page=page)
    admin_client(user).post(reverse("hub_import_undo", args=[run.pk]))
    run.refresh_from_db()
    return run.state == ImportRun.State.UNDONE


def brings_in(user, region):
    """Whether the person may have drafts of the region made of a spreadsheet."""
    return user.has_perm("bulk.add_resourcesheet") and region in regions_for(user)


def asks(user, region):
    """Whether the person may have the partnerships of the region mailed."""
    return user.has_perm("coverage.add_commission") and region in regions_to_ask(user)


CHECKS = {
    "Open the admin": lambda w, u: u.has_perm("wagtailadmin.access_admin"),
    "Edit a page of the own region": lambda w, u: w.can(u, "own").can_edit(),
    "Edit a page of no region": lambda w, u: w.can(u, "none").can_edit(),
    "Edit what a contributor sent without a region": lambda w, u: w.can(u, "sent").can_edit(),
    "Edit a page of another region": lambda w, u: w.can(u, "other").can_edit(),
    "Add a page below one of no region": lambda w, u: w.can(u, "none").can_add_subpage(),
    "Add a page at the top of the site": lambda w, u: w.root.permissions_for_user(
        u
    ).can_add_subpage(),
    "Publish or schedule a page of the own region": lambda w, u: w.can(u, "own").can_publish(),
    "Publish a page of no region": lambda w, u: w.can(u, "none").can_publish(),
    "Publish a page of another region": lambda w, u: w.can(u, "other").can_publish(),
    "Publish a page they wrote since its last publication": writes_and_publishes,
    "Create, copy or alias a page and publish it at once": lambda w, u: (
        any(w.can(u, name).can_publish_subpage() for name in w.pages)
        or w.root.permissions_for_user(u).can_publish_subpage()
    ),
    "Take down a page of the own region": lambda w, u: w.can(u, "own").can_unpublish(),
    "Take down a page of no region": lambda w, u: w.can(u, "none").can_unpublish(),
    "Hide a public page of the own region, and show it again": lambda w, u: user_can_hide(
        u, w.pages["own"]
    ),
    "Read the reviews of the own region": lambda w, u: user_can_see_review(u, w.pages["own"]),
    "Decide about what waits in the own region": lambda w, u: user_can_review(u, w.pages["own"]),
    "Decide about what waits in another region": lambda w, u: user_can_review(u, w.pages["other"]),
    "Decide about what was handed to the national pool": lambda w, u: user_can_review(
        u, w.pages["handed"]
    ),
    "Decide about what they sent in or wrote": writes_and_decides,
    "Publish alone, with a reason for all to see": lambda w, u: user_can_break_glass(
        u, w.pages["own"]
    ),
    "Add images and documents": lambda w, u: (
        images.user_has_permission(u, "add") and documents.user_has_permission(u, "add")
    ),
    "Keep organisations and topics": lambda w, u: u.has_perms(
        ["knowledge.add_organisation", "knowledge.change_organisation", "knowledge.change_topic"]
    ),
    "Keep terms and promoted results": lambda w, u: u.has_perms(
        ["knowledge.change_term", "knowledge.publish_term", "search.change_searchpromotion"]
    ),
    "Add evidence requirements": lambda w, u: u.has_perm("knowledge.add_evidencerequirement"),
    "Check off a public page of the own region (*Reviewed, no change*)": lambda w, u: (
        user_can_check_off(u, w.pages["own"])
    ),
    "Check off a public page of no region": lambda w, u: user_can_check_off(u, w.pages["none"]),
    "Check off a public page of another region": lambda w, u: user_can_check_off(
        u, w.pages["other"]
    ),
    "Handle feedback about a page of the own region": lambda w, u: handles(u, w.pages["own"]),
    "Handle feedback about a page of no region": lambda w, u: handles(u, w.pages["none"]),
    "Handle feedback about a page of another region": lambda w, u: handles(u, w.pages["other"]),
    "Handle messages about no page": lambda w, u: handles(u, None),
    "Import a pack": lambda w, u: u.has_perm("importing.add_importrun"),
    "Make drafts of the own region from a spreadsheet": lambda w, u: brings_in(u, w.own),
    "Make drafts of another region from a spreadsheet": lambda w, u: brings_in(u, w.other),
    "Ask the partnerships of the own region": lambda w, u: asks(u, w.own),
    "Ask the partnerships of another region": lambda w, u: asks(u, w.other),
    "See and undo an import of pages of the own region": lambda w, u: undoes(u, w.pages["own"]),
    "See and undo an import of pages of another region": lambda w, u: undoes(u, w.pages["other"]),
    "See an import of which nothing was made, by somebody else": lambda w, u: undoes(u, None),
    "Confirm members and sweep the quarantine of the own region": lambda w, u: decides_for_region(
        u, w.own.pk
    ),
    "Confirm members and sweep the quarantine of another region": lambda w, u: decides_for_region(
        u, w.other.pk
    ),
    "Release a version of the pack": lambda w, u: opens(u, "hub_versions"),
    "Merge or split an organisation of the own region": lambda w, u: user_may_change(u, w.own_body),
    "Merge a region": lambda w, u: user_may_change(u, w.own),
    "Erase a person": lambda w, u: opens(u, "erase_person"),
    "Invite and remove people of the own region": lambda w, u: user_can_manage_people(u, w.own),
    "Invite and remove people of another region": lambda w, u: user_can_manage_people(u, w.other),
    "See mail and background work": lambda w, u: u.has_perm("post_office.view_email"),
}
WORDS = {(True,): "yes", (False,): "no", (True, True): "yes", (False, False): "no"}
WORDS[(True, False)] = "moderators only"


def test_the_table_names_every_check_and_no_other():
    assert list(rows()) == list(CHECKS)


@pytest.mark.parametrize("action", CHECKS)
def test_the_table_says_what_the_code_does(action, permission_world):
    said = rows()[action]
    for role, people in permission_world.people.items():
        if said[role] == "–":
            continue
        does = tuple(bool(CHECKS[action](permission_world, person)) for person in people)
        assert WORDS[does] == said[role], role


def test_ensure_roles_repairs_and_changes_nothing_the_second_time():
    def state():
        return {
            (group.name, kind, name)
            for group in Group.objects.filter(name__in=ROLE_GROUPS)
            for kind, names in (
                ("model", group.permissions.values_list("codename", flat=True)),
                ("page", group.page_permissions.values_list("permission__codename", flat=True)),
                (
                    "files",
                    group.collection_permissions.values_list("permission__codename", flat=True),
                ),
            )
            for name in names
        }

    before = state()
    editors = Group.objects.get(name=REGIONAL_EDITORS)
    editors.permissions.clear()
    GroupPagePermission.objects.filter(group__name=MODERATORS).delete()
    WorkflowPage.objects.all().delete()
    call_command("ensure_roles")
    assert state() == before
    ensure_roles()
    assert state() == before
    assert Workflow.objects.filter(name="Regional review").count() == 1
    assert WorkflowPage.objects.get().page.depth == 1


def test_groups_hold_exactly_what_the_code_says():
    for name in ROLE_GROUPS:
        group = Group.objects.get(name=name)
        held = {
            f"{each.content_type.app_label}.{each.codename}"
            for each in group.permissions.select_related("content_type")
        }
        assert held == set(permissions_of(name))
        pages = set(group.page_permissions.values_list("permission__codename", flat=True))
        assert pages == set(PAGE_PERMISSIONS[name])
