"""The admin's list of public pages that are to be read again, the longest overdue first."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied
from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from django.utils.formats import date_format
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.models import Page, get_page_models

from knowledge.access.routing import regions_of_pages
from knowledge.models import Organisation
from knowledge.models.base import KnowledgePage
from knowledge.moderation.checked import pages_to_check_off
from knowledge.moderation.decisions import POOL
from knowledge.moderation.review_queue import has_a_queue
from knowledge.users.models import User
from knowledge.users.requests import SignedInRequest


def due_pages_of(user: User) -> QuerySet[Page]:
    """Those that the person may check off and whose day has come, with `due` and `owner_pk`."""
    models = [model for model in get_page_models() if issubclass(model, KnowledgePage)]

    def of_its_type(field: str) -> Coalesce:
        rows = [model.objects.filter(pk=OuterRef("pk")).order_by() for model in models]
        return Coalesce(*[Subquery(each.values(field)[:1]) for each in rows])

    return (
        pages_to_check_off(user)
        .annotate(due=of_its_type("next_review"), owner_pk=of_its_type("content_owner"))
        .filter(due__lte=timezone.localdate())
    )


class DuePagesView(ReportView):
    """Each leads to where it is checked off with one press."""

    page_title = "Pages due for review"
    header_icon = "calendar-check"
    model = Page
    index_url_name = "due_pages"
    index_results_url_name = "due_pages_results"
    no_results_message = "No page of yours is due."
    columns = [
        TitleColumn(
            "title", label="Page", url_name="page_checked", accessor="get_admin_display_title"
        ),
        Column("due_words", label="Due since", sort_key="due"),
        Column("owner_words", label="Who looks after it"),
        Column("region_names", label="Region"),
    ]
    default_ordering = "due"
    list_export = ["get_admin_display_title", "due", "owner_words", "region_names"]
    export_headings = {
        "get_admin_display_title": "Page",
        "due": "Due since",
        "owner_words": "Who looks after it",
        "region_names": "Region",
    }

    request: SignedInRequest

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if not has_a_queue(self.request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_base_queryset(self) -> QuerySet[Page]:
        return due_pages_of(self.request.user)

    def decorate_paginated_queryset(self, object_list: Iterable[Page]) -> list[Page]:
        pages = list(object_list)
        regions = regions_of_pages(pages)
        wanted = {pk for found in regions.values() for pk in found}
        names = dict(Organisation.objects.filter(pk__in=wanted).values_list("pk", "name"))
        owners = User.objects.in_bulk({page.owner_pk for page in pages} - {None})
        for page in pages:
            page.due_words = date_format(page.due, "j F Y")
            page.owner_words = str(owners.get(page.owner_pk, "Nobody"))
            found = sorted(names[pk] for pk in regions[page.pk])
            page.region_names = ", ".join(found) or POOL.capitalize()
        return pages

    def get_filename(self) -> str:
        return "pages-due"
