"""When changes are asked for, the contributor goes on from the text as the moderators left it."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from examples.draft_text import DraftText
from examples.models import PracticeExamplePage, Submission
from examples.submissions.authors import authors_of
from examples.submissions.page_content import take_text_from_page


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
    before = DraftText.from_submission(saved)
    take_text_from_page(saved, revision.as_object())
    if DraftText.from_submission(saved) == before:
        return False
    saved.version += 1
    saved.saved_at = timezone.now()
    saved.save()
    return True
