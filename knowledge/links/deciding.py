"""What a person says about a link, where a program cannot know: on record, with who and when."""

from __future__ import annotations

from collections.abc import Callable

from django.db import transaction
from django.utils import timezone

from knowledge.links.checking import AGAIN
from knowledge.links.models import Link, Verdict
from knowledge.links.public import say_broken
from knowledge.users.models import User

Act = Callable[[Link, User, str], None]


def works_by_hand(link: Link, user: User, note: str) -> None:
    """Somebody has opened it and seen what it leads to."""
    _decide(link, user, note, Verdict.WORKS)


def stop_checking(link: Link, user: User, note: str) -> None:
    """It is not asked any more, until somebody has it checked again."""
    _decide(link, user, note, Verdict.NOT_CHECKED)


@transaction.atomic
def _decide(link: Link, user: User, note: str, verdict: Verdict) -> None:
    now = timezone.now()
    link = Link.objects.select_for_update().get(pk=link.pk)
    link.verdict, link.note, link.noted_by, link.noted_at = verdict, note, user, now
    link.failures, link.failing_since, link.moved_to = 0, None, ""
    link.due_at = None if verdict == Verdict.NOT_CHECKED else now + AGAIN[verdict]
    link.save()
    say_broken(link)


@transaction.atomic
def check_again(link: Link) -> None:
    """It is asked at the next turn, whatever was said of it before."""
    link = Link.objects.select_for_update().get(pk=link.pk)
    if link.verdict != Verdict.DEAD:
        link.verdict = Verdict.UNKNOWN
    link.note, link.noted_by, link.noted_at = "", None, None
    link.due_at = timezone.now()
    link.save()
    say_broken(link)
