"""Send an example to the moderators of its region: its page is made once, and the workflow started."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence

from django.db import transaction
from django.utils import timezone

from examples.draft_text import DraftText
from examples.models import Submission, SubmissionFile
from examples.submissions import messages
from examples.submissions.bring_to_library import bring_to_library
from examples.submissions.completeness import what_is_missing
from examples.submissions.errors import Incomplete, NotEditable
from examples.submissions.lock import lock_submission
from examples.submissions.quarantine import hold
from examples.submissions.reading import status_of
from examples.submissions.resubmit import resubmit
from examples.submissions.start_review import start_review
from examples.submissions.take_moderators_words import note_what_is_seen
from knowledge.users.models import User


@transaction.atomic
def submit(
    submission: Submission,
    user: User,
    token: uuid.UUID,
    *,
    has_agreed: bool,
    judge: Callable[[Submission], Sequence[str]] = lambda submission: (),
) -> Submission:
    """Send what is saved.

    `judge` is asked once it is complete, and gives reasons to put it into quarantine.

    Pressed twice, or sent again from a form that was already accepted, it changes nothing and
    returns the submission. Raises Incomplete, NotEditable, or NotAcceptedNow.
    """
    saved = lock_submission(submission)
    submission_status = status_of(saved)
    if saved.form_token == token and saved.state in (
        Submission.State.SENT,
        Submission.State.HELD,
    ):
        return saved
    if not submission_status.may_edit:
        raise NotEditable
    agreed = has_agreed or saved.licence_agreed_at is not None
    text = DraftText.from_submission(saved)
    pictures = saved.files.attached().filter(kind=SubmissionFile.Kind.PICTURE)
    if missing := what_is_missing(
        text, has_agreed=agreed, pictures=pictures.values_list("pk", flat=True)
    ):
        raise Incomplete(missing)
    bring_to_library(saved)
    now = timezone.now()
    reasons: Sequence[str] = ()
    if submission_status.asks_for_changes:
        resubmit(saved, user)
    else:
        reasons = judge(saved)
        if reasons:
            hold(saved, reasons)
        else:
            start_review(saved, user)
    saved.state = Submission.State.HELD if reasons else Submission.State.SENT
    saved.sent_at = now
    saved.form_token = token
    saved.licence_agreed_at = saved.licence_agreed_at or now
    if saved.page_id:
        note_what_is_seen(saved)
    saved.save()
    messages.tell_received(saved)
    return saved
