"""Nobody is signed in by half: whoever has a second factor is a stranger until it was given.

However a session came to be, by password, code, link, a cookie from before the factor was set up, or
a way that nobody thought of: without the factor no page knows the person, so none can show, change or
remove a factor, a password or an address.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from asgiref.sync import sync_to_async
from django.contrib.auth.middleware import get_user
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from knowledge.access.session_record import SECOND_FACTOR, has_second_factor, methods_of
from knowledge.users.models import User


def whole_user(request: HttpRequest) -> User | AnonymousUser:
    """The person whom this session has wholly signed in, or an AnonymousUser."""
    user = get_user(request)
    if not user.is_authenticated or SECOND_FACTOR in methods_of(request, user):
        return user
    return AnonymousUser() if has_second_factor(user) else user


class WholeSessionMiddleware:
    """Stands right behind Django's own, and gives `request.user` its meaning. Asks when it is asked."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = cast(User, SimpleLazyObject(lambda: whole_user(request)))

        async def auser() -> User | AnonymousUser:
            await sync_to_async(bool)(user.is_authenticated)
            return user

        request.user = user
        request.auser = auser
        return self.get_response(request)
