"""Send an example again after a moderator asked for changes: a new revision, the same workflow."""

from __future__ import annotations

from django.db import transaction
from wagtail.models import WorkflowState

from examples.models import PracticeExamplePage, Submission
from examples.submissions.errors import NotAcceptedNow, NotEditable
from examples.submissions.page_content import fill_page
from knowledge.users.models import User


@transaction.atomic
def resubmit(submission: Submission, user: User) -> None:
    """Put the saved text into a new revision and resume the review that waits for it.

    Raises NotEditable when nothing waits for changes, NotAcceptedNow while the page is locked.
    """
    page = PracticeExamplePage.objects.get(pk=submission.page_id)
    review = page.current_workflow_state
    if review is None or review.status != WorkflowState.STATUS_NEEDS_CHANGES:
        raise NotEditable
    if page.locked:
        raise NotAcceptedNow
    draft = fill_page(page.get_latest_revision_as_object(), submission)
    draft.save_revision(user=user, log_action="wagtail.edit")
    review.refresh_from_db()
    review.resume(user=user)
