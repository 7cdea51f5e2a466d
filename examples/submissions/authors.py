"""Who wrote an example: its owner and everybody who has ever been its co-author.

Four eyes rest on this: none of them approves it, also after they were taken off.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from django.contrib.auth import get_user_model

from examples.models import CoAuthor, Submission
from knowledge.users.models import User


def authors_of(submission: Submission) -> frozenset[int]:
    """Ids of its owner and of all who have ever been its co-authors."""
    joined = CoAuthor.objects.filter(submission=submission, user__isnull=False)
    return frozenset({submission.owner_id, *joined.values_list("user_id", flat=True)})


def authors_of_pages(page_pks: Iterable[int]) -> Mapping[int, frozenset[int]]:
    """page pk → ids of the authors of the example that it came from; two queries for all of them."""
    pks = list(page_pks)
    authors: dict[int, set[int]] = defaultdict(set)
    sent = Submission.objects.filter(page_id__in=pks)
    for page_pk, owner in sent.values_list("page_id", "owner_id"):
        authors[page_pk].add(owner)
    if authors:
        joined = CoAuthor.objects.filter(submission__page_id__in=pks, user__isnull=False)
        for page_pk, user in joined.values_list("submission__page_id", "user_id"):
            authors[page_pk].add(user)
    return {pk: frozenset(ids) for pk, ids in authors.items()}


def pages_sent_in(page_pks: Iterable[int]) -> set[int]:
    """Those of the pages that came from contributors."""
    sent = Submission.objects.filter(page_id__in=list(page_pks))
    return set(sent.values_list("page_id", flat=True))


def writing_now(submission: Submission) -> list[User]:
    """The owner first, then the co-authors: those who can sign in, and hear what becomes of it."""
    joined = CoAuthor.objects.writing().filter(submission=submission).values("user_id")
    people = get_user_model()._default_manager.filter(is_active=True)
    found = list(people.filter(pk=submission.owner_id))
    return found + list(people.filter(pk__in=joined).exclude(pk=submission.owner_id).order_by("pk"))
