"""Makes drafts of a spreadsheet's rows: all of them or none, and once."""

from __future__ import annotations

from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from knowledge.access.places import places_below
from knowledge.access.routing import RoleScope, role_scope_of
from knowledge.bulk.checking import Row, check_sheet
from knowledge.bulk.models import ResourceSheet
from knowledge.models import (
    Organisation,
    PageAudience,
    PageRegion,
    PageTopic,
    ResourceIndexPage,
    ResourcePage,
)
from knowledge.users.models import User

KEPT = timedelta(days=7)


def places_for(user: User) -> QuerySet[ResourceIndexPage]:
    """The lists of resources below which the person may begin pages."""
    theirs = [page.pk for page in places_below(ResourceIndexPage, user)]
    return ResourceIndexPage.objects.filter(pk__in=theirs).order_by("path")


def regions_for(user: User) -> QuerySet[Organisation]:
    """The regions whose pages the person may edit."""
    regions = Organisation.objects.regions()
    scope = role_scope_of(user)
    return regions if scope.is_superuser else regions.filter(pk__in=scope.edits)


def needs_region(scope: RoleScope) -> bool:
    """Whoever has a region makes its drafts; those of no region are the national pool's."""
    return not (scope.is_superuser or scope.edits_pool)


@transaction.atomic
def make_drafts(sheet: ResourceSheet, user: User) -> ResourceSheet:
    """Make what the rows ask for now; a second time nothing. PermissionDenied unless all of it is theirs."""
    sheet = ResourceSheet.objects.select_for_update().get(pk=sheet.pk)
    if sheet.made_at is not None:
        return sheet
    _stop_unless_theirs(sheet, user)
    for row in check_sheet(sheet, user).new:
        sheet.pages.add(_make(row, sheet, user))
    sheet.made_at = timezone.now()
    sheet.save(update_fields=["made_at"])
    return sheet


def _stop_unless_theirs(sheet: ResourceSheet, user: User) -> None:
    """Roles may have ended since the file was sent."""
    in_place = places_for(user).filter(pk=sheet.below_id).exists()
    if sheet.region_id is None:
        in_region = not needs_region(role_scope_of(user))
    else:
        in_region = regions_for(user).filter(pk=sheet.region_id).exists()
    if sheet.sent_by_id != user.pk or not in_place or not in_region:
        raise PermissionDenied


def _make(row: Row, sheet: ResourceSheet, user: User) -> ResourcePage:
    page = ResourcePage(**row.fields, live=False, owner=user, content_owner=user)
    page.topic_links = [PageTopic(topic=topic) for topic in row.topics]
    page.audience_links = [PageAudience(audience=audience) for audience in row.audiences]
    if sheet.region_id is not None:
        page.region_links = [PageRegion(region_id=sheet.region_id)]
    # Each page moves the next one's place, so the list is asked for anew.
    ResourceIndexPage.objects.get(pk=sheet.below_id).add_child(instance=page)
    page.save_revision(user=user, log_action="wagtail.create")
    return page


def forget_sheets() -> int:
    """Delete the rows of spreadsheets that were looked at and never made into drafts; returns how many."""
    old = ResourceSheet.objects.filter(made_at=None, sent_at__lt=timezone.now() - KEPT)
    return old.delete()[0]
