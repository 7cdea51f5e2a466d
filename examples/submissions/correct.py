"""Correct what is public: the page stays as it is until a moderator approves the correction."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from examples.draft_text import DraftText
from examples.models import PracticeExamplePage, Submission
from examples.submissions.differences import raise_version
from examples.submissions.errors import NotEditable
from examples.submissions.lock import lock_submission
from examples.submissions.page_content import take_text_from_page
from examples.submissions.reading import status_of
from examples.submissions.states import SubmissionStatus
from knowledge.moderation.reviews import version_of_revision
from knowledge.users.models import User


@transaction.atomic
def begin_correction(submission: Submission) -> Submission:
    """Let the author write again, from the words that are public now. Raises NotEditable."""
    saved = lock_submission(submission)
    submission_status = status_of(saved)
    if submission_status is SubmissionStatus.CORRECTING:
        return saved
    if not submission_status.may_correct:
        raise NotEditable
    return _start_from_page(saved, Submission.State.CORRECTING)


@transaction.atomic
def drop_correction(submission: Submission, user: User) -> Submission:
    """Give the correction up; what is public is what the author has again. Raises NotEditable."""
    saved = lock_submission(submission)
    submission_status = status_of(saved)
    if submission_status is SubmissionStatus.PUBLISHED:
        return saved
    if not submission_status.may_drop_correction:
        raise NotEditable
    return_to_public_words(PracticeExamplePage.objects.get(pk=saved.page_id), user)
    return _start_from_page(saved, Submission.State.SENT)


def _start_from_page(saved: Submission, state: str) -> Submission:
    page = PracticeExamplePage.objects.get(pk=saved.page_id)
    before = DraftText.from_submission(saved)
    take_text_from_page(saved, page)
    saved.state = state
    raise_version(saved, before)
    if public := page.live_revision:
        saved.rests_on = version_of_revision(public)
    saved.saved_from = None  # a form that is still open elsewhere rests on other words
    saved.saved_at = timezone.now()
    saved.save()
    return saved


def return_to_public_words(page: PracticeExamplePage, user: User | None) -> None:
    """Make the public version, or the one that will be, the newest again: nobody publishes the
    correction by mistake. It stays among the page's versions.
    """
    public = page.scheduled_revision or page.live_revision
    if public is None or page.latest_revision_id == public.pk:
        return
    public.as_object().save_revision(
        user=user, log_action="wagtail.revert", previous_revision=public
    )


def keep_as_correction(submission: Submission, user: User | None) -> None:
    """A review of a correction ended without publishing: the author has it as a draft again."""
    Submission.objects.filter(pk=submission.pk, state=Submission.State.SENT).update(
        state=Submission.State.CORRECTING
    )
    page = PracticeExamplePage.objects.get(pk=submission.page_id)
    if page.live:
        return_to_public_words(page, user)
