"""Those of Wagtail's lists that ask no permission policy, brought to the rule of regions."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, QuerySet
from wagtail.admin.api.views import PagesAdminAPIViewSet
from wagtail.admin.views.bulk_action import BulkAction
from wagtail.admin.views.reports.page_types_usage import PageTypesUsageReportView
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.documents.api.admin.views import DocumentsAdminAPIViewSet
from wagtail.images.api.admin.views import ImagesAdminAPIViewSet
from wagtail.models import Page

from knowledge.access.regions import pages_seen_inside, pages_to_choose
from knowledge.documents.files.visibility import files_seen_by
from knowledge.models import HubDocument, HubImage
from knowledge.users.requests import SignedInRequest


def choosable_pages(pages: QuerySet[Page], request: SignedInRequest) -> QuerySet[Page]:
    """For the page chooser's lists and its search."""
    return pages.filter(pk__in=pages_to_choose(request.user).values("pk"))


class ReadingPagesAPI(PagesAdminAPIViewSet):
    """Pages in the admin's API: read only. What it could do beside knows of no locks and no reviews."""

    actions: ClassVar[dict[str, type]] = {}


class RegionImagesAPI(ImagesAdminAPIViewSet):
    """Images in the admin's API."""

    def get_queryset(self) -> QuerySet[Page]:
        return super().get_queryset().filter(pk__in=files_seen_by(self.request.user, HubImage))


class RegionDocumentsAPI(DocumentsAdminAPIViewSet):
    """Documents in the admin's API."""

    def get_queryset(self) -> QuerySet[Page]:
        return super().get_queryset().filter(pk__in=files_seen_by(self.request.user, HubDocument))


def register_api(router: WagtailAPIRouter) -> None:
    """In place of Wagtail's endpoints."""
    router.register_endpoint("pages", ReadingPagesAPI)
    router.register_endpoint("images", RegionImagesAPI)
    router.register_endpoint("documents", RegionDocumentsAPI)


_with_last_edited = PageTypesUsageReportView.decorate_paginated_queryset


def _with_last_edited_of_theirs(
    view: PageTypesUsageReportView, page_types: QuerySet[ContentType]
) -> QuerySet[ContentType]:
    decorated = _with_last_edited(view, page_types)
    last = [row.last_edited_page.pk for row in decorated if row.last_edited_page]
    seen = set(
        pages_seen_inside(view.request.user).filter(pk__in=last).values_list("pk", flat=True)
    )
    for row in decorated:
        if row.last_edited_page and row.last_edited_page.pk not in seen:
            row.last_edited_page = None
    return decorated


_actionable = BulkAction.get_actionable_objects


def _actionable_or_seen(view: BulkAction) -> tuple[list[Model], dict[str, list[Model]]]:
    objects, others = _actionable(view)
    refused, user = others["items_with_no_access"], view.request.user
    if view.model is Page:
        seen = pages_to_choose(user)
    elif view.model in {HubDocument, HubImage}:
        seen = files_seen_by(user, view.model)
    else:
        return objects, others
    pks = [each.pk for each in refused]
    known = set(seen.filter(pk__in=pks).values_list("pk", flat=True))
    return objects, {"items_with_no_access": [each for each in refused if each.pk in known]}


def keep_other_regions_out() -> None:
    """The report of page types names the page of each type that anybody edited last.

    An act on many names those too that the person may not act on.
    """
    BulkAction.get_actionable_objects = _actionable_or_seen
    PageTypesUsageReportView.decorate_paginated_queryset = _with_last_edited_of_theirs
