"""Readers' answers to "Was this page useful?", counted for each page of one's regions."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponseBase
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.models import Page

from knowledge.access.regions import pages_seen_inside
from knowledge.models import Feedback
from knowledge.users.requests import SignedInRequest


def counted(pages: QuerySet[Page]) -> QuerySet[Page]:
    """Those of the pages about which somebody answered, with the numbers of yes, no, and no with a reason."""
    answers = Feedback.objects.filter(kind=Feedback.Kind.USEFUL, page=OuterRef("pk")).order_by()

    def number(**only: object) -> Coalesce:
        rows = answers.filter(**only).values("page").annotate(number=Count("pk"))
        return Coalesce(Subquery(rows.values("number")), 0, output_field=IntegerField())

    return pages.annotate(
        answers=number(), useful=number(was_useful=True), not_useful=number(was_useful=False)
    ).filter(answers__gt=0)


class UsefulPagesView(ReportView):
    """The pages with the most "no" first."""

    page_title = "Was it useful?"
    header_icon = "comment"
    model = Page
    index_url_name = "useful_pages"
    index_results_url_name = "useful_pages_results"
    no_results_message = "Nobody has answered yet."
    columns = [
        TitleColumn(
            "title",
            label="Page",
            url_name="wagtailadmin_pages:edit",
            accessor="get_admin_display_title",
        ),
        Column("useful", label="Yes", sort_key="useful"),
        Column("not_useful", label="No", sort_key="not_useful"),
    ]
    default_ordering = "-not_useful"
    list_export = ["get_admin_display_title", "useful", "not_useful"]
    export_headings = {"get_admin_display_title": "Page", "useful": "Yes", "not_useful": "No"}

    request: SignedInRequest

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if not request.user.has_perm("knowledge.view_feedback"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_base_queryset(self) -> QuerySet[Page]:
        return counted(pages_seen_inside(self.request.user))
