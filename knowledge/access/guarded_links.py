"""Links that open something by what stands in them: guessing is limited at every one of them.

Wrong links of one client are counted. Above the limit a browser that never opened the link proves work
first, so that a neighbour on the same connection who guesses shuts nobody out.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django_ratelimit.core import get_usage

from knowledge.access.client_address import client_of
from knowledge.access.known_devices import device_of, remember_device

KEY_BYTES = 24
WRONG_LINKS = "30/h"
"""Of one client: an ended link opened again and again by a whole ward is far below."""
WRONG = {404, 410}


@dataclass(frozen=True)
class Challenge:
    """Proof of work in place of a refusal."""

    is_shown: Callable[[HttpRequest], bool]
    """Whether the visitor has shown it for one act; uses it up."""
    ask: Callable[[str], HttpResponse]
    """Leads to it, and back to that address."""


_challenges: list[Challenge] = []


def register_challenge(challenge: Challenge) -> None:
    """Name the page that asks for it; called once, in `ready()`."""
    _challenges[:] = [challenge]


View = Callable[..., HttpResponseBase]


def new_key() -> str:
    """192 random bits, to stand in an address."""
    return secrets.token_urlsafe(KEY_BYTES)


def hash_of(key: str) -> str:
    """What is stored of a key, so that the database opens nothing for whoever reads it."""
    return hashlib.sha256(key.encode()).hexdigest()


def guarded_link(secret: str) -> Callable[[View], View]:
    """For views that answer 404 or 410 to a wrong or ended link; `secret` is the argument that opens it."""

    def decorator(view: View) -> View:
        @wraps(view)
        def wrapped(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
            link = f"link:{kwargs[secret]}"
            is_known = bool(device_of(request, link))
            if not is_known and _is_over(request) and not has_proved_work(request):
                return _hold_up(request)
            try:
                response = view(request, *args, **kwargs)
            except Http404:
                _count(request, increment=True)
                raise
            if response.status_code in WRONG:
                _count(request, increment=True)
            elif response.status_code < 400 and not is_known:
                remember_device(request, response, link)
            return response

        vars(wrapped)["guards"] = secret  # a test asks every address for it
        return wrapped

    return decorator


def _count(request: HttpRequest, *, increment: bool) -> dict[str, int] | None:
    return get_usage(
        request,
        group="wrong-link",
        key=lambda group, request: client_of(request),
        rate=WRONG_LINKS,
        increment=increment,
    )


def _is_over(request: HttpRequest) -> bool:
    usage = _count(request, increment=False)
    return bool(usage and usage["count"] >= usage["limit"])


def has_proved_work(request: HttpRequest) -> bool:
    """Whether the visitor has shown it for this one act; uses it up."""
    return any(challenge.is_shown(request) for challenge in _challenges)


def ask_for_work(back: str) -> HttpResponse | None:
    """To the page that asks for it, and then back; None where no page does."""
    for challenge in _challenges:
        return challenge.ask(back)
    return None


def _hold_up(request: HttpRequest) -> HttpResponse:
    if request.method in {"GET", "HEAD"} and (asked := ask_for_work(request.get_full_path())):
        return asked
    return render(request, "429.html", status=429)
