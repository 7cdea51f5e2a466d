"""Take an example back before it is published, withdraw it afterwards, and take it up again."""

from __future__ import annotations

from django.db import transaction

from examples.models import PracticeExamplePage, Submission
from examples.submissions.correct import return_to_public_words
from examples.submissions.errors import NotEditable
from examples.submissions.lock import lock_submission
from examples.submissions.quarantine import end_hold
from examples.submissions.reading import status_of
from examples.submissions.states import SubmissionStatus
from knowledge.moderation.decisions import record
from knowledge.moderation.models import Decision, PublicNotice
from knowledge.moderation.notices import let_return
from knowledge.moderation.take_down import take_from_public
from knowledge.users.models import User


@transaction.atomic
def withdraw(submission: Submission, user: User) -> Submission:
    """Stop its review, if one runs, and put it aside. The text is kept. Raises NotEditable.

    A correction that is taken back is a draft again, and the public page stays.
    """
    saved = lock_submission(submission)
    submission_status = status_of(saved)
    if submission_status in {SubmissionStatus.WITHDRAWN, SubmissionStatus.WITHDRAWN_FROM_PUBLIC}:
        return saved
    if not submission_status.may_withdraw:
        raise NotEditable
    # First the state, so that whoever hears of the cancelled review knows who cancelled it.
    saved.state = (
        Submission.State.CORRECTING if submission_status.is_public else Submission.State.WITHDRAWN
    )
    saved.save(update_fields=["state"])
    end_hold(saved)
    if saved.page_id:
        page = PracticeExamplePage.objects.get(pk=saved.page_id)
        if review := page.current_workflow_state:
            review.cancel(user=user)
        if page.live:
            return_to_public_words(page, user)
        else:
            let_return(page, False)
    return saved


@transaction.atomic
def withdraw_from_public(submission: Submission, user: User) -> Submission:
    """Take what is public from the public, at once and without asking anybody. Raises NotEditable.

    A notice stands at its address. Nobody but its authors brings it back, by sending it anew.
    """
    saved = lock_submission(submission)
    submission_status = status_of(saved)
    if submission_status is SubmissionStatus.WITHDRAWN_FROM_PUBLIC:
        return saved
    if not submission_status.may_withdraw_from_public:
        raise NotEditable
    saved.state = Submission.State.WITHDRAWN
    saved.save(update_fields=["state"])
    page = PracticeExamplePage.objects.get(pk=saved.page_id)
    record(Decision.Kind.WITHDRAWN, page, user, as_role="Contributor")
    take_from_public(page, user, PublicNotice.Kind.WITHDRAWN)
    return saved


@transaction.atomic
def reopen(submission: Submission) -> Submission:
    """Make a draft again of what was taken back. Raises NotEditable for anything else."""
    saved = Submission.objects.select_for_update().get(pk=submission.pk)
    submission_status = status_of(saved)
    if submission_status is SubmissionStatus.DRAFT:
        return saved
    if not submission_status.may_reopen:
        raise NotEditable
    saved.state = Submission.State.DRAFT
    saved.save(update_fields=["state"])
    return saved
