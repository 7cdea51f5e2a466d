"""Reads how submissions stand, in a number of queries that does not grow with them."""

from __future__ import annotations

from collections.abc import Iterable

from wagtail.models import Page, Revision, WorkflowState

from examples.models import Submission
from examples.submissions.states import Standing, standing_from


def standing_of(submission: Submission) -> Standing:
    """How this one stands now."""
    return standings_of([submission])[submission.pk]


def standings_of(submissions: Iterable[Submission]) -> dict[object, Standing]:
    """pk → how it stands now; three queries."""
    submissions = list(submissions)
    page_pks = [each.page_id for each in submissions if each.page_id]
    pages = Page.objects.in_bulk(page_pks) if page_pks else {}
    statuses: dict[str, str] = {}
    scheduled: set[str] = set()
    if page_pks:
        rows = WorkflowState.objects.filter(
            base_content_type__app_label="wagtailcore",
            base_content_type__model="page",
            object_id__in=[str(pk) for pk in page_pks],
        ).order_by("created_at", "pk")
        statuses = dict(rows.values_list("object_id", "status"))
        scheduled = set(
            Revision.page_revisions.filter(
                object_id__in=[str(pk) for pk in page_pks], approved_go_live_at__isnull=False
            ).values_list("object_id", flat=True)
        )
    found = {}
    for submission in submissions:
        page = pages.get(submission.page_id)
        found[submission.pk] = standing_from(
            state=submission.state,
            has_page=page is not None,
            is_live=bool(page and page.live),
            was_published=bool(page and page.first_published_at),
            is_scheduled=str(submission.page_id) in scheduled,
            workflow_status=statuses.get(str(submission.page_id), ""),
        )
    return found
