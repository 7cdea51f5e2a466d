"""People whom an owner asked to write an example with them.

A row begins as an invitation that was mailed, becomes a co-author when that person accepts, and is
kept when they leave or are taken off: whoever has ever written with the owner never approves it.
"""

from __future__ import annotations

import secrets
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone

INVITATION_DAYS = 14
"""How long the link in an invitation works."""


def new_key() -> str:
    """What the link in a mail holds; nobody can guess it."""
    return secrets.token_urlsafe(24)


class CoAuthorQuerySet(models.QuerySet["CoAuthor"]):
    """Co-authors and invitations by how they stand."""

    def writing(self) -> CoAuthorQuerySet:
        """Those who may write now."""
        return self.filter(user__isnull=False, accepted_at__isnull=False, ended_at__isnull=True)

    def invited(self) -> CoAuthorQuerySet:
        """Invitations that wait for an answer, expired ones too."""
        return self.filter(accepted_at__isnull=True, ended_at__isnull=True)

    def not_ended(self) -> CoAuthorQuerySet:
        """Both: co-authors, and those who were asked."""
        return self.filter(ended_at__isnull=True)


class CoAuthor(models.Model):
    """Somebody who writes an example with its owner, or was asked to."""

    submission = models.ForeignKey(
        "examples.Submission", on_delete=models.CASCADE, related_name="coauthors"
    )
    email = models.EmailField(help_text="Where the invitation went; only that address can accept.")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="coauthorships",
        help_text="Empty until they accept.",
    )
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    key = models.CharField(max_length=64, unique=True, default=new_key)
    invited_at = models.DateTimeField(default=timezone.now)
    accepted_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(
        null=True, blank=True, help_text="When they left or were taken off."
    )

    objects = CoAuthorQuerySet.as_manager()

    class Meta:
        ordering = ["invited_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["submission", "email"],
                condition=models.Q(ended_at__isnull=True),
                name="examples_one_invitation_an_address",
            )
        ]

    def __str__(self) -> str:
        return str(self.user or self.email)

    @property
    def expires_at(self):
        """Until when the link works."""
        return self.invited_at + timedelta(days=INVITATION_DAYS)

    @property
    def is_open(self) -> bool:
        """Whether the invitation can be accepted now."""
        waits = self.accepted_at is None and self.ended_at is None
        return waits and timezone.now() <= self.expires_at
