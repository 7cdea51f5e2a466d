"""Every way to write over what waits for a decision, tried by each who could; docs/permissions.md says so.

`REWRITE_DOCS=1` writes the table anew.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction
from django.urls import reverse
from wagtail.models import Page, WorkflowState

from knowledge.importing.contents import content_fingerprint
from knowledge.importing.drafts import Draft
from knowledge.importing.existing import _known
from knowledge.importing.models import ImportedThing, ImportRun
from knowledge.importing.plan import Hub, _decide
from knowledge.models import SectionPage
from knowledge.moderation import reviews
from knowledge.moderation.models import Review
from tests.factories import make_admin, make_editor, make_moderator
from tests.knowledge.moderation.four_eyes.writing import form_of, write
from tests.signing_in import admin_client

pytestmark = pytest.mark.django_db

DOC = Path(settings.BASE_DIR) / "docs" / "permissions.md"
BEGIN, END = "<!-- write routes: made by a test -->", "<!-- end of write routes -->"

STOPPED = "stopped"
BESIDE = "a draft beside it"
TOLD = "allowed; who decides is told"
ENDS = "allowed; the review ends first"
UNSEEN = "ALLOWED UNSEEN"

WRITERS = {
    "Editor who wrote it": make_editor,
    "Moderator who wrote it": make_moderator,
    "Administrator who wrote it": lambda region: make_admin(),
}
OTHER = "Moderator who did not"
WHO = [*WRITERS, OTHER]

NEW = "Never read by anybody"


class Desk:
    """One person before a page that waits for a decision, with the editor's form open."""

    def __init__(self, page: SectionPage, user: Any) -> None:
        self.page, self.user, self.client = page, user, admin_client(user)
        self.edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
        self.form = form_of(self.client, page)

    def open_form_again(self) -> None:
        """As it is now."""
        self.form = form_of(self.client, self.page)

    def post_form(self, data: dict[str, Any] | None = None, **headers: Any) -> Any:
        """The editor's form with another title."""
        typed = {**self.form, "title": NEW, **(data or {})}
        return self.client.post(self.edit, typed, headers=headers)

    def api(self, action: str, **data: Any) -> Any:
        address = f"/admin/api/main/pages/{self.page.pk}/action/{action}/"
        return self.client.post(address, data, content_type="application/json")

    def copy(self, **extra: Any) -> Any:
        parent = self.page.get_parent().pk
        data = {"new_title": NEW, "new_slug": "copy", "new_parent_page": parent, **extra}
        return self.client.post(reverse("wagtailadmin_pages:copy", args=[self.page.pk]), data)

    @property
    def first_revision(self) -> Any:
        return self.page.revisions.order_by("pk").first()


def _lock_and_save(desk: Desk) -> None:
    desk.client.post(reverse("wagtailadmin_pages:lock", args=[desk.page.pk]))
    desk.open_form_again()
    desk.post_form()


def _locked_before_it_was_sent(desk: Desk) -> None:
    Page.objects.filter(pk=desk.page.pk).update(locked=True, locked_by=desk.user)
    desk.open_form_again()
    desk.post_form()


def _revert(desk: Desk) -> None:
    desk.post_form({"revision": desk.first_revision.pk})


def _approve_unread(desk: Desk) -> None:
    """Somebody saved while the list of what waits was open."""
    state = desk.page.current_workflow_task_state
    _overwrite_as_nobody(desk.page)
    address = reverse(
        "wagtailadmin_pages:workflow_action", args=[desk.page.pk, "approve", state.pk]
    )
    desk.client.post(address, {"comment": ""})


def _overwrite_as_nobody(page: SectionPage) -> None:
    revision = page.get_latest_revision()
    revision.content = {**revision.content, "title": NEW}
    revision.save(update_fields=["content"])


def _bulk(desk: Desk) -> None:
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    _overwrite_as_nobody(desk.page)
    desk.client.post(f"{address}?id={desk.page.pk}")


def _publish_by_api(desk: Desk) -> None:
    _overwrite_as_nobody(desk.page)
    desk.api("publish")


def _import(desk: Desk) -> None:
    """The importer's own decision about a page that is as it was imported, with the word to update."""
    page = SectionPage.objects.get(pk=desk.page.pk)
    latest = page.get_latest_revision_as_object()
    run = ImportRun.objects.create(file_name="pack.txt", format="txt")
    thing = ImportedThing.objects.create(
        run=run, key="section:a", kind="section", action=ImportedThing.Action.MADE, page=page,
        fingerprint="before", content=content_fingerprint(latest),
    )  # fmt: skip
    draft = Draft("section:a", "section", NEW)
    planned = _decide(draft, Hub({draft.key: _known(thing, {page.pk: page})}), "txt", update=True)
    if planned.changes_hub:
        write(page, desk.user, NEW)


def _take_back_and_save(desk: Desk) -> None:
    desk.client.post(desk.edit, {**desk.form, "action-cancel-workflow": "1"})
    desk.open_form_again()
    desk.post_form()


ROUTES: dict[str, Callable[[Desk], Any]] = {
    "Save in the editor": lambda desk: desk.post_form(),
    "The editor saves by itself (JSON)": lambda desk: desk.post_form(accept="application/json"),
    "The editor writes over its last revision (`overwrite_revision_id`)": lambda desk: (
        desk.post_form(
            {"overwrite_revision_id": desk.page.latest_revision_id}, accept="application/json"
        )
    ),
    "Lock the page for oneself, then save": _lock_and_save,
    "Save behind a lock from before it was sent": _locked_before_it_was_sent,
    "Publish in the editor": lambda desk: desk.post_form({"action-publish": "action-publish"}),
    "Approve in the editor, with a change": lambda desk: desk.post_form(
        {"action-workflow-action": "true", "workflow-action-name": "approve"}
    ),
    "Approve from a list or the user bar what changed meanwhile": _approve_unread,
    "Publish many at once what changed meanwhile": _bulk,
    "Publish through the admin's API": _publish_by_api,
    "Revert in the editor": _revert,
    "Revert through the admin's API": lambda desk: desk.api(
        "revert_to_page_revision", revision_id=desk.first_revision.pk
    ),
    "Import a newer file": _import,
    "Copy": lambda desk: desk.copy(),
    "Copy and publish the copy": lambda desk: desk.copy(publish_copies="on"),
    "Make an alias": lambda desk: desk.copy(alias="on"),
    "Make an alias through the admin's API": lambda desk: desk.api("create_alias"),
    "Translate through the admin's API": lambda desk: desk.api("copy_for_translation", locale="cy"),
    "Take it back, then save": _take_back_and_save,
}


@pytest.fixture
def desk_of(live_page, region) -> Callable[[str], Desk]:
    def waits(who: str) -> Desk:
        author = WRITERS[who](region=region) if who in WRITERS else make_moderator(region=region)
        write(live_page, author, "As it was sent")
        page = SectionPage.objects.get(pk=live_page.pk)
        page.get_workflow().start(page, author)
        user = make_moderator(region=region) if who == OTHER else author
        return Desk(SectionPage.objects.get(pk=page.pk), user)

    return waits


def outcome(desk: Desk, route: Callable[[Desk], Any]) -> str:
    """What came of it: for the public, for the newest version, for the open decision."""
    version = reviews.version_of(desk.page)
    review = Review.objects.get(page_id=desk.page.pk)
    live, pages = set(Page.objects.live().values_list("pk", "title")), Page.objects.count()
    route(desk)
    page = SectionPage.objects.get(pk=desk.page.pk)
    if set(Page.objects.live().values_list("pk", "title")) != live:
        return UNSEEN
    review.workflow_state.refresh_from_db()
    if review.workflow_state.status != WorkflowState.STATUS_IN_PROGRESS:
        return ENDS
    if reviews.version_of(page) != version:
        try:
            reviews.approve(review, make_admin(), version=version)
        except reviews.ChangedMeanwhile:
            # What a route did not write itself stood there before it was pressed.
            wrote = page.get_latest_revision().user_id == desk.user.pk and route not in GIVEN
            return TOLD if wrote else STOPPED
        return UNSEEN
    return BESIDE if Page.objects.count() > pages else STOPPED


GIVEN = {_approve_unread, _bulk, _publish_by_api}
"""Routes that publish only; the change before them is the test's own."""


def _table() -> dict[str, dict[str, str]]:
    _, _, rest = DOC.read_text().partition(BEGIN)
    table, _, _ = rest.partition(END)
    lines = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in table.splitlines()
        if line.startswith("|")
    ]
    return {line[0]: dict(zip(lines[0][1:], line[1:], strict=True)) for line in lines[2:]}


def _rewrite(who: str, found: dict[str, str]) -> None:
    table = _table()
    lines = [f"| Way | {' | '.join(WHO)} |", f"| --- |{' --- |' * len(WHO)}"]
    for route, ours in found.items():
        row = {**table.get(route, {}), who: ours}
        lines.append(f"| {route} | {' | '.join(row.get(each, '?') for each in WHO)} |")
    text = DOC.read_text()
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    DOC.write_text(f"{before}{BEGIN}\n\n" + "\n".join(lines) + f"\n\n{END}{after}")


@pytest.mark.parametrize("who", WHO)
def test_the_table_says_what_comes_of_every_way_to_write(who, desk_of):
    desk, found = desk_of(who), {}
    form = desk.form
    for name, route in ROUTES.items():
        # Each comes to the page as it was sent, and is undone.
        desk.page, desk.form = SectionPage.objects.get(pk=desk.page.pk), form
        with transaction.atomic():
            found[name] = outcome(desk, route)
            transaction.set_rollback(True)
    assert UNSEEN not in found.values(), found
    if os.environ.get("REWRITE_DOCS"):
        _rewrite(who, found)
    assert {name: row[who] for name, row in _table().items()} == found


def test_the_table_has_no_other_way():
    assert list(_table()) == list(ROUTES)


def test_a_correction_that_is_written_over_is_another_text(live_page, region):
    """The editor saves by itself into the same revision: its number says nothing of its words."""
    author, corrector, reader = (make_moderator(region=region) for _ in range(3))
    write(live_page, author, "As it was sent")
    page = SectionPage.objects.get(pk=live_page.pk)
    page.get_workflow().start(page, author)
    write(page, corrector, "Corrected")
    page = SectionPage.objects.get(pk=page.pk)
    version, number = reviews.version_of(page), page.latest_revision_id
    desk = Desk(page, corrector)
    answer = desk.post_form({"overwrite_revision_id": number}, accept="application/json")
    assert answer.json()["revision_id"] == number
    review = Review.objects.get(page_id=page.pk)
    with pytest.raises(reviews.ChangedMeanwhile):
        reviews.approve(review, reader, version=version)
    page = SectionPage.objects.get(pk=page.pk)
    reviews.approve(review, reader, version=reviews.version_of(page))
    assert SectionPage.objects.get(pk=page.pk).title == NEW
