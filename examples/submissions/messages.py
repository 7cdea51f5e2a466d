"""What contributors are mailed. Every link leads to the public side."""

from __future__ import annotations

from examples.mail import public_link, send_mail
from examples.models import Submission
from examples.submissions.authors import writing_now


def tell_received(submission: Submission) -> None:
    """It has come in and is with the moderators."""
    _tell(submission, "example_received", f"We have received “{submission.title}”")


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


def tell_stopped(submission: Submission) -> None:
    """The moderators stopped the review without publishing."""
    _tell(submission, "example_stopped", f"“{submission.title}” was not published")


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
