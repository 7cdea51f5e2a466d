"""Checks Django's form token inside a view, so that a view can give back what was typed when it fails.

Django changes the token at every sign-in. Somebody who signed in again in another window would
otherwise lose a form that was open: the usual refusal comes before the view and knows no text.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import CsrfViewMiddleware, get_token
from django.views.decorators.csrf import csrf_exempt

View = Callable[..., HttpResponse]


def _guarded(request: HttpRequest) -> HttpResponse:
    """Stands for a view that is not exempt."""
    return HttpResponse()


def _has_form_token(request: HttpRequest) -> bool:
    return CsrfViewMiddleware(_guarded).process_view(request, _guarded, (), {}) is None


def without_form_token(refused: View) -> Callable[[View], View]:
    """A request that fails Django's check never comes to the view: `refused` answers in its place.

    The one place that exempts a view, so that none can forget the check.
    """

    def decorator(view: View) -> View:
        @csrf_exempt
        @wraps(view)
        def wrapped(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
            answer = view if _has_form_token(request) else refused
            return answer(request, *args, **kwargs)

        return wrapped

    return decorator


def new_token(request: HttpRequest, pk: uuid.UUID) -> JsonResponse:
    """For the form's script: the token that counts now, to send once more. No other site can read this answer."""
    if not request.user.is_authenticated:
        return JsonResponse({"reason": "signed_out"}, status=401)
    return JsonResponse({"reason": "form_token", "token": get_token(request)}, status=403)
