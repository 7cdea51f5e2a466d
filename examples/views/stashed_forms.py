"""Keeps what somebody typed when their sign-in ran out, until they have signed in again.

It lies in the session on the server, for one example at a time.
"""

from __future__ import annotations

import uuid

from django.http import HttpRequest, QueryDict

STASH = "hub_stashed_form"


def stash_form(request: HttpRequest, example: uuid.UUID) -> None:
    """Remember the posted form of this example."""
    post = request.POST.copy()
    post.pop("csrfmiddlewaretoken", None)
    request.session[STASH] = {"example": str(example), "post": post.urlencode()}


def stashed_form(request: HttpRequest, example: uuid.UUID) -> QueryDict | None:
    """What was kept of this example, or None. It stays until `drop_stash`."""
    kept = request.session.get(STASH)
    if not kept or kept.get("example") != str(example):
        return None
    return QueryDict(kept["post"])


def drop_stash(request: HttpRequest) -> None:
    """Drop what was kept: it is saved, or somebody else has signed in."""
    request.session.pop(STASH, None)
