"""What the hub holds of a contributor: told before an account is deleted, and what becomes of each."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from examples.models import CoAuthor, Submission, SubmissionFile
from examples.submissions.reading import standings_of
from examples.submissions.states import Standing


@dataclass(frozen=True)
class Holdings:
    """A person's examples by what happens to them when the person goes."""

    deleted: list[Submission] = field(default_factory=list)
    """Never published, and nobody else writes them."""
    handed_over: list[tuple[Submission, Any]] = field(default_factory=list)
    """Never published, with the co-author who becomes the owner."""
    published: list[Submission] = field(default_factory=list)
    """Public, or public once: they stay under the licence that was agreed."""
    written_with_others: list[Submission] = field(default_factory=list)
    """Somebody else's, of which the person is a co-author."""


def files_that_stay(holdings: Holdings) -> list[SubmissionFile]:
    """Pictures and documents of what was public: nobody but a person can look into them."""
    return list(
        SubmissionFile.objects.filter(
            submission__in=[each.pk for each in holdings.published], removed_at=None
        ).select_related("submission")
    )


def holdings_of(person: Any) -> Holdings:
    """All of them; in a number of queries that does not grow."""
    own = list(Submission.objects.owned_by(person).select_related("page"))
    standings = standings_of(own)
    joined = (
        CoAuthor.objects.writing()
        .filter(submission__in=own, user__is_active=True)
        .select_related("user")
        .order_by("accepted_at", "pk")
    )
    heirs: dict[Any, Any] = {}
    for row in joined:
        heirs.setdefault(row.submission_id, row.user)
    found = Holdings(
        written_with_others=list(
            Submission.objects.filter(
                pk__in=CoAuthor.objects.writing().filter(user=person).values("submission_id")
            )
        )
    )
    for each in own:
        was_public = bool(each.page and each.page.first_published_at)
        if was_public or standings[each.pk] in {Standing.PUBLISHED, Standing.TAKEN_DOWN}:
            found.published.append(each)
        elif each.pk in heirs:
            found.handed_over.append((each, heirs[each.pk]))
        else:
            found.deleted.append(each)
    return found
