"""Answer a moderator's comment: the answer stands below it in the admin, as Wagtail's own reply."""

from __future__ import annotations

from functools import partial

from django.db import transaction
from wagtail.models import Comment, CommentReply, PageLogEntry

from examples.models import Submission
from examples.submissions.errors import NotEditable
from examples.submissions.reading import status_of
from examples.submissions.timeline import WISH, last_wish
from knowledge.moderation import mails
from knowledge.moderation.models import Review
from knowledge.users.models import User


@transaction.atomic
def answer_comment(submission: Submission, user: User, comment_pk: int, text: str) -> CommentReply:
    """Add the answer and tell whoever has the review.

    Comment.DoesNotExist unless it is an open comment on this example; NotEditable when nobody
    reads answers any more. The same answer twice is one answer.
    """
    saved = Submission.objects.select_for_update().get(pk=submission.pk)
    if not status_of(saved).may_answer:
        raise NotEditable
    if comment_pk == WISH:
        comment = _wish_as_comment(saved)
    else:
        comment = Comment.objects.get(pk=comment_pk, page_id=saved.page_id, resolved_at=None)
    last = comment.replies.order_by("pk").last()
    if last and last.user_id == user.pk and last.text == text:
        return last
    reply = CommentReply.objects.create(comment=comment, user=user, text=text)
    review = Review.objects.open().filter(page=saved.page_id).first()
    if review:
        transaction.on_commit(
            partial(mails.mail_comment_answered, review.pk, comment.text, text, comment.user_id),
            robust=True,
        )
    return reply


def _wish_as_comment(saved: Submission) -> Comment:
    """What was asked for with the request for changes, beside the page's title. Comment.DoesNotExist."""
    asked = PageLogEntry.objects.filter(page_id=saved.page_id, action="wagtail.workflow.reject")
    newest = asked.order_by("timestamp", "pk").last()
    words = last_wish(saved)
    if not words or newest is None or not status_of(saved).asks_for_changes:
        raise Comment.DoesNotExist
    there = Comment.objects.filter(page_id=saved.page_id, text=words, resolved_at=None).first()
    return there or Comment.objects.create(
        page_id=saved.page_id, user=newest.user, text=words, contentpath="title"
    )
