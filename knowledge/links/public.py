"""What the public side reads of the ledger: the addresses that are dead. Nothing else renews kept pages."""

from __future__ import annotations

from contextvars import ContextVar

from knowledge.caching.making import asked_once
from knowledge.contracts.findable import text_changed
from knowledge.links.models import BrokenAddress, Link, LinkPlace, Verdict
from knowledge.models import ResourcePage, VideoPage

_request: ContextVar[list[frozenset[str]] | None] = ContextVar("broken_of_request", default=None)


def broken_addresses() -> frozenset[str]:
    """All of them: one query for a request, or for the pages that are made under one stamp."""
    seen = _request.get()
    if seen is None:
        return _ask()
    if not seen:
        seen.append(asked_once("broken addresses", _ask))
    return seen[0]


def _ask() -> frozenset[str]:
    return frozenset(BrokenAddress.objects.values_list("address", flat=True))


def on_request_started(**kwargs: object) -> None:
    """From here to the end of the request the answer is one."""
    _request.set([])


def on_request_finished(**kwargs: object) -> None:
    """Outside of requests every question is asked anew."""
    _request.set(None)


def say_broken(link: Link) -> None:
    """Tell the public side what became of the link, if that is news."""
    if link.verdict == Verdict.DEAD:
        _, is_news = BrokenAddress.objects.get_or_create(
            key=link.key, defaults={"address": link.address}
        )
    else:
        is_news = bool(BrokenAddress.objects.filter(key=link.key).delete()[0])
    if is_news:
        _request.set(None if _request.get() is None else [])
        _tell_search(link)


def forget_broken() -> None:
    """Addresses that no dead link stands for any more."""
    dead = Link.objects.filter(verdict=Verdict.DEAD).values("key")
    BrokenAddress.objects.exclude(key__in=dead).delete()


def _tell_search(link: Link) -> None:
    """Pages that do not open stand further back."""
    pages = LinkPlace.objects.filter(link=link, page__isnull=False).values("page_id")
    for model in (ResourcePage, VideoPage):
        pks = list(
            model.objects.filter(pk__in=pages, source_url=link.address).values_list("pk", flat=True)
        )
        if pks:
            text_changed.send(sender=model, source="page", pks=pks, at_once=False)
