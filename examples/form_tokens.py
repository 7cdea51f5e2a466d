"""Checks Django's form token inside a view, so that a view can give back what was typed when it fails.

Django changes the token at every sign-in. Somebody who signed in again in another window would
otherwise lose a form that was open: the usual refusal comes before the view and knows no text.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware


def _guarded(request: HttpRequest) -> HttpResponse:
    """Stands for a view that is not exempt."""
    return HttpResponse()


def has_form_token(request: HttpRequest) -> bool:
    """Whether this POST comes from a form of ours; for views marked `csrf_exempt`, which must ask."""
    refusal = CsrfViewMiddleware(_guarded).process_view(request, _guarded, (), {})
    return refusal is None
