"""Reads how submissions stand, in a number of queries that does not grow with them."""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from wagtail.models import Page, Revision, WorkflowState

from examples.models import Submission
from examples.submissions.authors import authors_of_pages
from examples.submissions.states import StatusFacts, SubmissionStatus, status_from
from knowledge.moderation.models import Decision, PublicNotice


def status_of(submission: Submission) -> SubmissionStatus:
    """How this one stands now."""
    return statuses_of([submission])[submission.pk]


def statuses_of(submissions: Iterable[Submission]) -> dict[uuid.UUID, SubmissionStatus]:
    """pk → how it stands now; at most seven queries."""
    submissions = list(submissions)
    page_pks = [each.page_id for each in submissions if each.page_id]
    pages = Page.objects.in_bulk(page_pks) if page_pks else {}
    workflows: dict[str, tuple[int, str, int | None]] = {}
    scheduled: set[str] = set()
    authors: dict[int, frozenset[int]] = {}
    withdrawn: set[int] = set()
    not_suitable: set[int | None] = set()
    if page_pks:
        keys = [str(pk) for pk in page_pks]
        rows = WorkflowState.objects.filter(
            base_content_type__app_label="wagtailcore",
            base_content_type__model="page",
            object_id__in=keys,
        ).order_by("created_at", "pk")
        for key, *row in rows.values_list("object_id", "pk", "status", "requested_by_id"):
            workflows[key] = tuple(row)
        scheduled = set(
            Revision.page_revisions.filter(
                object_id__in=keys, approved_go_live_at__isnull=False
            ).values_list("object_id", flat=True)
        )
        authors = dict(authors_of_pages(page_pks))
        withdrawn = set(
            PublicNotice.objects.filter(
                page__in=page_pks, kind=PublicNotice.Kind.WITHDRAWN
            ).values_list("page_id", flat=True)
        )
        not_suitable = set(
            Decision.objects.filter(
                page_number__in=page_pks, kind=Decision.Kind.NOT_SUITABLE
            ).values_list("workflow_number", flat=True)
        )
    found = {}
    for submission in submissions:
        page = pages.get(submission.page_id)
        number, status, sender = workflows.get(str(submission.page_id), (None, "", None))
        found[submission.pk] = status_from(
            StatusFacts(
                state=submission.state,
                has_page=page is not None,
                is_live=bool(page and page.live),
                was_published=bool(page and page.first_published_at),
                was_withdrawn=submission.page_id in withdrawn,
                is_scheduled=str(submission.page_id) in scheduled,
                workflow_status=status,
                is_theirs=sender in authors.get(submission.page_id or 0, frozenset()),
                is_not_suitable=number is not None and number in not_suitable,
            )
        )
    return found
