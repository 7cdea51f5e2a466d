"""Whether an example was sent as spam is sent. The decision is pure; the facts are counted at the edge.

Whoever has a confirmed membership or a published example is known, and never suspicious.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache
from django.http import HttpRequest

from examples.models import PracticeExamplePage, Submission
from knowledge.people.abuse.counting import count_person, count_visitor
from knowledge.people.abuse.proof_of_work import is_proven
from knowledge.people.models import Membership
from knowledge.users.models import User

BY_PERSON, BY_VISITOR, SAME_TEXT, LINKS = "many_by_person", "many_from_place", "same_text", "links"
REASONS = {
    BY_PERSON: "many examples from one person within an hour",
    BY_VISITOR: "many examples from one internet connection within an hour",
    SAME_TEXT: "the same text as somebody else’s",
    LINKS: "many links",
}
SENDING = "send-example"
MOST_BY_PERSON = 5
MOST_FROM_PLACE = 20
FREE_BY_PERSON = 10
FREE_FROM_PLACE = 40
"""Above these, of the same, sending takes a proof of work."""
MOST_LINKS = 10
SAME_TEXT_LENGTH = 200
"""Characters; shorter texts may well be the same."""
REMEMBER_TEXT_SECONDS = 30 * 24 * 3600

_LINK = re.compile(r"https?://|\bwww\.", re.IGNORECASE)


@dataclass(frozen=True)
class Facts:
    """What is known of one sending."""

    is_known: bool = False
    by_person: int = 1
    """Examples that the person has sent within the hour, this one too."""
    from_place: int = 1
    """The same of the visitor's internet connection, by people nobody knows."""
    is_same_text: bool = False
    links: int = 0


def suspicion(facts: Facts) -> list[str]:
    """Keys of `REASONS` for which it is put aside; empty for what goes to the moderators."""
    if facts.is_known:
        return []
    signs = {
        BY_PERSON: facts.by_person > MOST_BY_PERSON,
        BY_VISITOR: facts.from_place > MOST_FROM_PLACE,
        SAME_TEXT: facts.is_same_text,
        LINKS: facts.links > MOST_LINKS,
    }
    return [key for key, is_so in signs.items() if is_so]


def is_known(user: User | AnonymousUser) -> bool:
    """Whether somebody has vouched for the person: a moderator or a mail domain, or by publishing."""
    return (
        Membership.objects.confirmed().filter(user=user.pk).exists()
        or PracticeExamplePage.objects.filter(
            contributor=user.pk, first_published_at__isnull=False
        ).exists()
    )


def why_suspicious(request: HttpRequest, submission: Submission) -> list[str]:
    """Counts this sending, and says why it is to be put aside."""
    if is_known(request.user):
        return []
    text = " ".join(" ".join(submission.answers.values()).split()).casefold()
    return suspicion(
        Facts(
            by_person=count_person(request, SENDING, "1h"),
            from_place=count_visitor(request, SENDING, "1h"),
            is_same_text=_was_sent_by_another(text, submission.owner_id),
            links=len(_LINK.findall(text)),
        )
    )


def _was_sent_by_another(text: str, owner_pk: int) -> bool:
    """Whether somebody else sent this very text; remembers whose it is, not what it says."""
    if len(text) < SAME_TEXT_LENGTH:
        return False
    key = f"sent-text-{hashlib.sha256(text.encode()).hexdigest()}"
    cache.add(key, owner_pk, REMEMBER_TEXT_SECONDS)
    return cache.get(key) not in (None, owner_pk)


def must_prove_work_to_send(request: HttpRequest) -> bool:
    """Whether sending takes proof of work that was not given yet. Sendings are counted when they succeed."""
    sent = count_person(request, SENDING, "1h", increment=False)
    from_place = count_visitor(request, SENDING, "1h", increment=False)
    if (sent < FREE_BY_PERSON and from_place < FREE_FROM_PLACE) or is_known(request.user):
        return False
    return not is_proven(request)
