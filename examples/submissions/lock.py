"""The lock under which an example that may have a page is sent, corrected and withdrawn."""

from __future__ import annotations

from examples.models import Submission
from knowledge.models.page_lock import lock_page


def lock_submission(submission: Submission) -> Submission:
    """The example as it is now, locked until the end of the transaction.

    Its page is locked first, as by whoever decides about it, so that the two do not wait for each other.
    """
    if submission.page_id:
        lock_page(submission.page_id)
    return Submission.objects.select_for_update().get(pk=submission.pk)
