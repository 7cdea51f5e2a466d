"""What contributors are mailed. Every link leads to the public side."""

from __future__ import annotations

import datetime

from examples.models import Submission
from examples.submissions.authors import writing_now
from knowledge.moderation.mail_choices import REMINDERS, stop_address
from knowledge.moderation.models import MailChoice, Review
from knowledge.people.mail import public_link, send_mail


def tell_received(submission: Submission) -> None:
    """It has come in and is with the moderators."""
    review = Review.objects.open().filter(page=submission.page_id).first()
    _tell(
        submission,
        "example_received",
        f"We have received “{submission.title}”",
        due_on=review.due_on if review else None,
    )


def tell_changes_asked(submission: Submission, comment: str, *, was_changed: bool) -> None:
    """A moderator asks for changes, with their comment; `was_changed`: they edited the text too."""
    _tell(
        submission,
        "example_changes_asked",
        f"Please look again at “{submission.title}”",
        comment=comment,
        was_changed=was_changed,
    )


def tell_published(submission: Submission, page_path: str) -> None:
    """It is public."""
    _tell(
        submission,
        "example_published",
        f"“{submission.title}” is published",
        page_link=public_link(page_path),
    )


def tell_approved(submission: Submission) -> None:
    """It is approved and will be public on a set day."""
    _tell(submission, "example_approved", f"“{submission.title}” is approved")


def tell_correction_published(submission: Submission, page_path: str) -> None:
    """The corrected text is public."""
    _tell(
        submission,
        "example_corrected",
        f"Your correction of “{submission.title}” is published",
        page_link=public_link(page_path),
    )


def tell_not_suitable(submission: Submission, reason: str, words: str, *, is_public: bool) -> None:
    """The moderators will not publish it, with the reason and their words; the text stays theirs."""
    _tell(
        submission,
        "example_not_suitable",
        f"About “{submission.title}”",
        reason=reason,
        words=words,
        is_public=is_public,
    )


def tell_taken_down(submission: Submission) -> None:
    """It was public, and the moderators have taken it down."""
    _tell(submission, "example_taken_down", f"“{submission.title}” was taken down")


def tell_stopped(submission: Submission) -> None:
    """The moderators stopped the review without publishing."""
    _tell(submission, "example_stopped", f"“{submission.title}” was not published")


def ask_for_outcomes(
    submission: Submission, published_at: datetime.datetime, *, is_reminder: bool = False
) -> None:
    """A year on: what came of it? They may do without such mails."""
    for person in writing_now(submission):
        if MailChoice.of(person).reminders:
            send_mail(
                "example_outcomes",
                person.email,
                f"What came of “{submission.title}”?",
                {
                    "title": submission.title,
                    "published_at": published_at,
                    "is_reminder": is_reminder,
                    "link": public_link(submission.get_absolute_url()),
                },
                stop_address=stop_address(person, REMINDERS),
            )


def _tell(submission: Submission, name: str, subject: str, **context: object) -> None:
    """Its owner and co-authors, each by a mail of their own."""
    for person in writing_now(submission):
        send_mail(
            name,
            person.email,
            subject,
            {
                "title": submission.title,
                "region": submission.region,
                "link": public_link(submission.get_absolute_url()),
                **context,
            },
        )
