"""When changes are asked for, the contributor goes on from the text as the moderators left it."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from wagtail.models import Revision

from examples.draft_text import DraftText
from examples.models import PracticeExamplePage, Submission
from examples.submissions.authors import authors_of
from examples.submissions.differences import changed_names, raise_version
from examples.submissions.page_content import take_text_from_page
from knowledge.moderation.reviews import version_of


@transaction.atomic
def take_moderators_words(submission: Submission) -> bool:
    """Take over what somebody else changed in the page since it was sent; whether anything was.

    While it is with a moderator the contributor cannot save, so nothing of theirs is overwritten,
    and what they sent stays in the page's revisions.
    """
    saved = Submission.objects.select_for_update().get(pk=submission.pk)
    page = PracticeExamplePage.objects.get(pk=saved.page_id)
    revision = page.latest_revision
    if revision is None or revision.user_id in (None, *authors_of(saved)):
        return False
    note_what_is_seen(saved)
    before = DraftText.from_submission(saved)
    take_text_from_page(saved, revision.as_object())
    if DraftText.from_submission(saved) == before:
        return False
    raise_version(saved, before)
    saved.saved_at = timezone.now()
    saved.save()
    return True


def note_what_is_seen(submission: Submission, version: str = "") -> None:
    """The contributor's text rests on the page's newest version, or on this one."""
    if not version and submission.page_id:
        version = version_of(PracticeExamplePage.objects.get(pk=submission.page_id))
    submission.rests_on = version
    Submission.objects.filter(pk=submission.pk).update(rests_on=version)


@dataclass(frozen=True)
class UnseenWords:
    """What a moderator changed in the page while it was the contributor's turn."""

    theirs: DraftText
    touched: frozenset[str]
    """Names of the form fields that the moderator changed."""


@transaction.atomic
def unseen_words(submission: Submission) -> UnseenWords | None:
    """What a moderator wrote that the contributor has not seen, once: then it counts as seen."""
    saved = Submission.objects.select_for_update().get(pk=submission.pk)
    if not saved.page_id or not saved.rests_on:
        return None
    page = PracticeExamplePage.objects.get(pk=saved.page_id)
    newest = page.get_latest_revision()
    version, seen = version_of(page), saved.rests_on
    if version == seen or newest.user_id in (None, *authors_of(saved)):
        return None
    note_what_is_seen(saved, version)
    theirs, mine = _text_in(saved, newest), DraftText.from_submission(saved)
    before = page.revisions.filter(pk=seen.partition("-")[0]).first()
    is_as_seen = before is not None and before.pk != newest.pk
    touched = changed_names(theirs, _text_in(saved, before) if is_as_seen else mine)
    touched &= changed_names(theirs, mine)
    return UnseenWords(theirs, frozenset(touched)) if touched else None


def _text_in(saved: Submission, revision: Revision) -> DraftText:
    """What the submission would say after taking that version over; nothing is changed."""
    with transaction.atomic():
        copy = Submission.objects.get(pk=saved.pk)
        take_text_from_page(copy, revision.as_object())
        text = DraftText.from_submission(copy)
        transaction.set_rollback(True)
    return text
