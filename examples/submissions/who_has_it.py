"""Who has an example now and by when an answer is expected, as its contributor may know it: by role."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from examples.models import Submission
from examples.submissions.states import SubmissionStatus
from knowledge.access.routing import page_scope_of
from knowledge.models import Organisation
from knowledge.moderation.decisions import POOL, role_of
from knowledge.moderation.models import Review
from knowledge.moderation.reviews import step_of


@dataclass(frozen=True)
class HasIt:
    """In whose hands it is."""

    words: str
    due_on: datetime.date
    is_overdue: bool


WHO = {"check": "an editor or moderator", "decide": "a moderator"}


def who_has_it(submission: Submission, submission_status: SubmissionStatus) -> HasIt | None:
    """None unless the region's people have to do something."""
    if not submission_status.waits_for_region:
        return None
    review = (
        Review.objects.with_the_region()
        .filter(page=submission.page_id)
        .select_related("assigned_to", "page", "workflow_state__current_task_state__task")
        .first()
    )
    if review is None:
        return None
    page_scope = page_scope_of(review.page)
    if review.assigned_to:
        words = f"{role_of(review.assigned_to, page_scope.regions)}, has it."
    else:
        regions = Organisation.objects.filter(pk__in=page_scope.regions).values_list(
            "name", flat=True
        )
        where = ", ".join(sorted(regions)) if regions and not page_scope.is_handed_to_pool else POOL
        words = f"It waits for {WHO.get(step_of(review), 'somebody')} ({where}) to take it."
    return HasIt(words, review.due_on, review.is_overdue)
