"""Take an example back before it is published, and take it up again."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from examples.models import PracticeExamplePage, Submission
from examples.submissions.errors import NotEditable
from examples.submissions.reading import standing_of
from examples.submissions.states import Standing


@transaction.atomic
def withdraw(submission: Submission, user: Any) -> Submission:
    """Stop its review, if one runs, and put it aside. The text is kept. Raises NotEditable."""
    saved = Submission.objects.select_for_update().get(pk=submission.pk)
    standing = standing_of(saved)
    if standing is Standing.WITHDRAWN:
        return saved
    if not standing.may_withdraw:
        raise NotEditable
    # First the state, so that whoever hears of the cancelled review knows who cancelled it.
    saved.state = Submission.State.WITHDRAWN
    saved.save(update_fields=["state"])
    if saved.page_id:
        page = PracticeExamplePage.objects.get(pk=saved.page_id)
        if review := page.current_workflow_state:
            review.cancel(user=user)
    return saved


@transaction.atomic
def reopen(submission: Submission) -> Submission:
    """Make a draft again of what was taken back. Raises NotEditable for anything else."""
    saved = Submission.objects.select_for_update().get(pk=submission.pk)
    standing = standing_of(saved)
    if standing is Standing.DRAFT:
        return saved
    if standing is not Standing.WITHDRAWN:
        raise NotEditable
    saved.state = Submission.State.DRAFT
    saved.save(update_fields=["state"])
    return saved
