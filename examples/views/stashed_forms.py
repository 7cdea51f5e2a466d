"""Keeps what somebody typed when their sign-in ran out, until they have signed in again.

It lies in the session on the server, for one example at a time.
"""

from __future__ import annotations

import uuid

from django.http import HttpRequest, QueryDict

KEPT = "hub_kept_post"


def keep_post(request: HttpRequest, example: uuid.UUID) -> None:
    """Remember the posted form of this example."""
    post = request.POST.copy()
    post.pop("csrfmiddlewaretoken", None)
    request.session[KEPT] = {"example": str(example), "post": post.urlencode()}


def kept_post(request: HttpRequest, example: uuid.UUID) -> QueryDict | None:
    """What was kept of this example, or None. It stays until `forget_post`."""
    kept = request.session.get(KEPT)
    if not kept or kept.get("example") != str(example):
        return None
    return QueryDict(kept["post"])


def forget_post(request: HttpRequest) -> None:
    """Drop what was kept: it is saved, or somebody else has signed in."""
    request.session.pop(KEPT, None)
