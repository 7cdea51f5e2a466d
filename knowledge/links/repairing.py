"""Another address in place of one, wherever the person may change it: each place by its own rule.

Pages get a new version. Of a page that is public it is sent to a second person, unless other changes wait
in its draft; those are somebody's, and are sent when they are ready. Lists are changed at once, on record.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.urls import reverse
from wagtail.log_actions import log
from wagtail.models import Page

from knowledge.links.finding import replace_in
from knowledge.links.models import Link, LinkPlace
from knowledge.links.seen import places_seen_by
from knowledge.models import HubDocument, SupportText, Term
from knowledge.models.page_lock import lock_page
from knowledge.users.models import User

REPAIRED = "links.repair"

SENT = "Changed, and sent to a second person."
IN_REVIEW = "Changed in the version that is in review."
DRAFT = "Changed in the draft."
WITH_OTHERS = "Changed in the draft. Other changes wait in it, so it was not sent: submit it when they are ready."
AT_ONCE = "Changed."
ONLY_PUBLIC = "The newest draft does not lead there any more. Publish that."
NOT_YOURS = "Not yours to change."
LOCKED = "Locked by somebody else, or in review. Nothing was changed."
BY_FORM = "Change it in its form."
A_FILE = "It stands in a file. Replace the file."
NOT_VALID = "The new address does not fit there. Nothing was changed."


@dataclass(frozen=True)
class Source:
    """A page, a row of a list or a file with a link, and where it is edited."""

    row: models.Model
    title: str
    address: str
    wheres: tuple[str, ...]
    is_public: bool


@dataclass(frozen=True)
class Outcome:
    """What became of one source."""

    source: Source
    words: str


def with_what_they_are_in(places: models.QuerySet[LinkPlace]) -> models.QuerySet[LinkPlace]:
    """The places, ready for `sources_of`."""
    return places.select_related("page", "row_type").order_by("pk")


def sources_of(places: Iterable[LinkPlace]) -> list[Source]:
    """What the places are in, each once."""
    grouped: dict[tuple[int | None, int | None, int | None], list[LinkPlace]] = {}
    for place in places:
        grouped.setdefault((place.page_id, place.row_type_id, place.row_id), []).append(place)
    return list(filter(None, (_source(group) for group in grouped.values())))


def _source(group: list[LinkPlace]) -> Source | None:
    place = group[0]
    wheres = tuple(dict.fromkeys(each.where for each in group))
    is_public = any(each.is_public for each in group)
    if place.page is not None:
        title = place.page.get_admin_display_title()
        address = reverse("wagtailadmin_pages:edit", args=[place.page_id])
        return Source(place.page, title, address, wheres, is_public)
    model = place.row_type.model_class() if place.row_type else None
    row = model._default_manager.filter(pk=place.row_id).first() if model else None
    if row is None:
        return None
    return Source(row, str(row), _form_of(row), wheres, is_public)


def _form_of(row: models.Model) -> str:
    if isinstance(row, HubDocument):
        return reverse("wagtaildocs:edit", args=[row.pk])
    if isinstance(row, Term):
        return reverse(row.snippet_viewset.get_url_name("edit"), args=[row.pk])
    if isinstance(row, SupportText):
        return reverse("wagtailsettings:edit", args=["knowledge", "supporttext", row.pk])
    return reverse(f"knowledge_{row._meta.model_name}_modeladmin_edit", args=[row.pk])


def replace_everywhere(link: Link, new: str, user: User) -> list[Outcome]:
    """Put `new` in place of the link wherever the person sees it, and say what became of each place."""
    places = with_what_they_are_in(places_seen_by(user).filter(link=link))
    return [Outcome(source, _repair(source.row, link.address, new, user)) for source in sources_of(places)]  # fmt: skip


def others_left(link: Link, user: User) -> int:
    """How many public pages that are not the person's lead there as well; drafts of others are theirs."""
    seen = places_seen_by(user).filter(link=link).values("pk")
    others = LinkPlace.objects.filter(link=link, is_public=True, page__isnull=False)
    return others.exclude(pk__in=seen).values("page_id").distinct().count()


def _repair(row: models.Model, old: str, new: str, user: User) -> str:
    try:
        with transaction.atomic():
            if isinstance(row, Page):
                return _repair_page(row, old, new, user)
            return _repair_row(row, old, new, user)
    except ValidationError:
        return NOT_VALID


def _repair_page(page: Page, old: str, new: str, user: User) -> str:
    page = lock_page(page.pk).specific
    may = page.permissions_for_user(user)
    if not may.can_edit():
        return NOT_YOURS
    if may.page_locked():
        return LOCKED
    others_wait = page.has_unpublished_changes
    draft = page.get_latest_revision_as_object()
    if not replace_in(draft, old, new):
        return ONLY_PUBLIC
    # What else a draft lacks is not this change's affair.
    revision = draft.save_revision(user=user, clean=False)
    log(
        instance=page, action=REPAIRED, user=user, revision=revision, content_changed=True,
        data={"old": old, "new": new},
    )  # fmt: skip
    if page.workflow_in_progress:
        return IN_REVIEW
    if not page.live:
        return DRAFT
    return WITH_OTHERS if others_wait else _send(page, user)


def _send(page: Page, user: User) -> str:
    page = type(page)._default_manager.get(pk=page.pk)
    workflow = page.get_workflow()
    if workflow is None or not page.permissions_for_user(user).can_submit_for_moderation():
        return DRAFT
    workflow.start(page, user)
    return SENT


def _repair_row(row: models.Model, old: str, new: str, user: User) -> str:
    if isinstance(row, HubDocument):
        return A_FILE
    if isinstance(row, SupportText):
        return BY_FORM
    names = f"{row._meta.app_label}.{{}}_{row._meta.model_name}"
    if not user.has_perm(names.format("change")):
        return NOT_YOURS
    if isinstance(row, Term):
        return _repair_term(row, old, new, user)
    replace_in(row, old, new)
    row.full_clean()
    row.save()
    return AT_ONCE


def _repair_term(term: Term, old: str, new: str, user: User) -> str:
    others_wait = term.has_unpublished_changes
    draft = term.get_latest_revision_as_object()
    if not replace_in(draft, old, new):
        return ONLY_PUBLIC
    draft.full_clean()
    revision = draft.save_revision(user=user, log_action=True)
    if term.live and not others_wait and user.has_perm("knowledge.publish_term"):
        revision.publish(user=user)
        return AT_ONCE
    return DRAFT
