"""Keeps pages that hold somebody's own text out of caches and search engines."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode


def private_page(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """The answer is neither stored by any cache nor listed by any search engine."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        response["Cache-Control"] = "private, no-store"
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return wrapped


def sign_in_first(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """A private page for people signed in; others sign in by code and come back here."""

    @private_page
    @wraps(view)
    def wrapped(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if request.user.is_authenticated:
            return view(request, *args, **kwargs)
        return redirect_to_sign_in(request.get_full_path() if request.method == "GET" else "")

    return wrapped


def redirect_to_sign_in(next_path: str) -> HttpResponse:
    """To the sign-in by code, and afterwards to `next_path`, or to the person's examples."""
    address = reverse("people:sign_in")
    return redirect(f"{address}?{urlencode({'next': next_path})}" if next_path else address)
