"""Signs in whoever has proven an address by its code, and signs up whoever is new.

The session then says "code": by allauth's record of methods the admin's door tells it from a password.
"""

from __future__ import annotations

from allauth.account.utils import perform_login
from django.contrib.auth import get_user_model
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse

from knowledge.access.session_record import CODE, record_method


def sign_in_by_address(request: HttpRequest, email: str, next_url: str) -> HttpResponse:
    """Sign in the person with that address, making the account where there is none."""
    user = person_with_address(email)
    record_method(request, user, CODE, email=user.email)
    return perform_login(request, user, email=user.email, redirect_url=next_url)


def person_with_address(email: str):
    """The account with that address; a new one without a password where there is none."""
    people = get_user_model()._default_manager
    address = email.strip().lower()
    if found := people.filter(email=address).first():
        return found
    try:
        with transaction.atomic():
            return people.create_user(address)
    except IntegrityError:  # The same person confirmed in two windows at once.
        return people.get(email=address)
