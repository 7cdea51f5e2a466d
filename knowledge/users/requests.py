"""The request that a view behind the sign-in is given."""

from __future__ import annotations

from django.http import HttpRequest

from knowledge.users.models import User


class SignedInRequest(HttpRequest):
    """For type checkers: `user` is a person, because somebody asked before. Nothing makes one."""

    user: User
