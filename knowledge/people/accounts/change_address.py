"""Another address for the same account, once a code has proven it; the old address is told."""

from __future__ import annotations

from allauth.account.models import EmailAddress
from django.contrib.auth import get_user_model
from django.db import IntegrityError, transaction

from knowledge.people.mail import public_link, send_mail
from knowledge.users.models import User


class AddressTaken(Exception):
    """Somebody, most likely the same person, has an account with that address."""


def change_address(user: User, address: str) -> None:
    """Change it and tell the old one. Raises AddressTaken; nothing is changed then."""
    old = user.email
    if get_user_model()._default_manager.filter(email=address).exclude(pk=user.pk).exists():
        raise AddressTaken
    try:
        with transaction.atomic():
            user.email = address
            user.save(update_fields=["email"])
            EmailAddress.objects.filter(user=user).delete()
            EmailAddress.objects.create(user=user, email=address, verified=True, primary=True)
    except IntegrityError as taken:
        user.email = old
        raise AddressTaken from taken
    send_mail(
        "address_changed",
        old,
        "The address of your account was changed",
        {"link": public_link("/contact-us/")},
    )
