"""The admin's lists of reviews: the queue of what is open, and the record of all decisions."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import django_filters
from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpResponseBase
from django.utils.formats import date_format
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.reports import ReportView

from knowledge.models import Organisation
from knowledge.moderation import review_queue
from knowledge.moderation.decisions import decisions_seen_by
from knowledge.moderation.models import Decision, Review
from knowledge.moderation.models.reviews import ReviewQuerySet
from knowledge.users.requests import SignedInRequest

# --- the queue ---


class ReviewFilters(WagtailFilterSet):
    """What the queue is narrowed to."""

    show = django_filters.ChoiceFilter(
        label="Show",
        method="filter_show",
        choices=list(review_queue.SHOWS.items()),
        empty_label="Everything open",
        widget=forms.RadioSelect,
    )
    region = django_filters.ChoiceFilter(
        label="Region", method="filter_region", empty_label="All", choices=[]
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        regions = Organisation.objects.regions().values_list("pk", "name")
        self.filters["region"].extra["choices"] = [
            *((str(pk), name) for pk, name in regions),
            ("pool", "National pool"),
        ]

    def filter_show(self, queryset: ReviewQuerySet, name: str, value: str) -> ReviewQuerySet:
        return review_queue.narrowed(queryset, value, self.request.user)

    def filter_region(self, queryset: ReviewQuerySet, name: str, value: str) -> ReviewQuerySet:
        return review_queue.of_region(queryset, value)

    class Meta:
        model = Review
        fields = ["show", "region"]


def _due(review: Review) -> str:
    day = date_format(review.due_on, "j F Y")
    return f"Overdue since {day}" if review.is_overdue else day


class ReviewQueueView(ReportView):
    """Every open review of the person's regions, the most urgent first."""

    page_title = "Reviews"
    header_icon = "clipboard-list"
    model = Review
    filterset_class = ReviewFilters
    index_url_name = "reviews"
    index_results_url_name = "reviews_results"
    no_results_message = "Nothing waits here."
    columns = [
        TitleColumn("title", label="Page", url_name="review", accessor="title"),
        Column("assigned_to", label="Has it", accessor=lambda row: row.assigned_to or "Nobody yet"),
        Column("due_on", label="Answer expected by", accessor=_due, sort_key="due_on"),
        Column("region_names", label="Region"),
        Column("stage", label="Stands"),
        Column("sender", label="Sent by"),
        DateColumn("sent_at", label="Sent", sort_key="sent_at"),
    ]
    default_ordering = "due_on"
    list_export = ["title", "region_names", "stage", "sender", "sent_at", "assigned_to", "due_on"]
    export_headings = {"region_names": "Region", "stage": "Stands", "due_on": "Answer expected by"}

    def dispatch(
        self, request: SignedInRequest, *args: object, **kwargs: object
    ) -> HttpResponseBase:
        if not review_queue.has_a_queue(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_base_queryset(self) -> ReviewQuerySet:
        return review_queue.reviews_for(self.request.user)

    def decorate_paginated_queryset(self, object_list: Iterable[Review]) -> list[Review]:
        return review_queue.described(object_list)

    def get_filename(self) -> str:
        return "reviews"


class ReviewMenuItem(MenuItem):
    """For everybody with a region."""

    def is_shown(self, request: SignedInRequest) -> bool:
        return review_queue.has_a_queue(request.user)


# --- the record ---


class DecisionFilters(WagtailFilterSet):
    """By what was done and when."""

    at = django_filters.DateFromToRangeFilter(label="When", widget=DateRangePickerWidget)

    class Meta:
        model = Decision
        fields = ["kind", "reason", "region", "at"]


class DecisionReportView(ReportView):
    """Every decision there ever was. Nothing here changes any."""

    page_title = "Record of decisions"
    header_icon = "history"
    model = Decision
    any_permission_required = ["view"]
    filterset_class = DecisionFilters
    index_url_name = "decisions"
    index_results_url_name = "decisions_results"
    columns = [
        DateColumn("at", label="When", sort_key="at"),
        Column("kind", label="What", accessor="get_kind_display"),
        Column("page_title", label="Page"),
        Column("as_role", label="As"),
        Column("region", label="Region"),
        Column("reason", label="Reason", accessor="get_reason_display"),
        Column("words", label="Words"),
    ]
    default_ordering = "-at"
    list_export = [
        "at", "get_kind_display", "page_title", "page_number", "version", "as_role", "region",
        "get_reason_display", "words",
    ]  # fmt: skip
    export_headings = {"get_kind_display": "What", "get_reason_display": "Reason"}

    def get_base_queryset(self) -> QuerySet[Decision]:
        return decisions_seen_by(self.request.user)

    def get_filename(self) -> str:
        return "decisions"
