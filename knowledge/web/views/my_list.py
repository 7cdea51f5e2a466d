"""“My list”: pages that somebody keeps. The list is its address; a browser remembers it, we keep nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from knowledge.public_pages import public_pages
from knowledge.web.cards import PageCard, cards_of

MOST_PAGES = 60
LONGEST_NOTE = 300
"""Characters. The list stands in an address, which servers and mail programs cut when it gets long."""
MOVES = {"up": -1, "down": 1}


@dataclass(frozen=True)
class Kept:
    """One line of a list."""

    pk: int
    card: PageCard | None
    """None where the page is not public any more: nothing is told of it."""
    note: str
    """By whoever made the list; "" where there is none."""


@never_cache
@require_safe
def my_list(request: HttpRequest) -> HttpResponse:
    """The pages named in `pages` ("12.34"), in that order, with notes (`n12`). `move` ("up-12") changes it."""
    pks, notes = list_from(request.GET)
    if "move" in request.GET:
        return redirect(address_of(moved(pks, request.GET["move"]), notes))
    cards = {card.page.pk: card for card in cards_of(public_pages().filter(pk__in=pks), request)}
    kept = [Kept(pk, cards.get(pk), notes[pk]) for pk in pks]
    return render(
        request,
        "pages/my_list.html",
        {
            "kept": kept,
            "pages": ".".join(map(str, pks)),
            "longest_note": LONGEST_NOTE,
            "most_pages": MOST_PAGES,
            "with_notes": any(notes.values()),
        },
    )


def list_from(data: QueryDict) -> tuple[list[int], dict[int, str]]:
    """Ids of its pages in order, and the note on each ("" where there is none)."""
    pks = pages_named(data.get("pages", ""))
    return pks, {pk: data.get(f"n{pk}", "")[:LONGEST_NOTE].strip() for pk in pks}


def pages_named(words: str) -> list[int]:
    """Ids of pages from "12.34": each once, at most MOST_PAGES; what is no id is passed over."""
    parts = (part for part in words.split(".") if part.isascii() and part.isdigit())
    found = dict.fromkeys(int(part) for part in parts if len(part) < 10)
    return list(found)[:MOST_PAGES]


def moved(pks: Sequence[int], move: str) -> list[int]:
    """The list after "up-12", "down-12" or "remove-12"; the same list after anything else."""
    name, _, wanted = move.partition("-")
    pks = list(pks)
    if not wanted.isdigit() or int(wanted) not in pks:
        return pks
    place = pks.index(int(wanted))
    if name == "remove":
        del pks[place]
    elif name in MOVES:
        pks.insert(max(place + MOVES[name], 0), pks.pop(place))
    return pks


def address_of(pks: Sequence[int], notes: dict[int, str]) -> str:
    """Where the list is read: its path with everything that stands in it."""
    asked = {"pages": ".".join(map(str, pks))} if pks else {}
    asked |= {f"n{pk}": notes[pk] for pk in pks if notes.get(pk)}
    address = reverse("knowledge:my_list")
    return f"{address}?{urlencode(asked)}" if asked else address
