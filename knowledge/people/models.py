"""Who belongs to which organisation, as far as somebody who can know has confirmed it.

The states and who moves between them: docs/editing/members.md. A membership helps with defaults and
with trust; writing and sending never wait for it.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone


class MembershipQuerySet(models.QuerySet["Membership"]):
    """Memberships by how they stand."""

    def open(self) -> MembershipQuerySet:
        """Confirmed, or waiting to be."""
        return self.filter(state__in=[Membership.State.ASKED, Membership.State.CONFIRMED])

    def waiting(self) -> MembershipQuerySet:
        """Somebody has to look at them."""
        return self.filter(state=Membership.State.ASKED)

    def confirmed(self) -> MembershipQuerySet:
        """Those that hold."""
        return self.filter(state=Membership.State.CONFIRMED)


class Membership(models.Model):
    """A person says that they belong to an organisation; a moderator or their mail domain confirms it."""

    class State(models.TextChoices):
        ASKED = "asked", "Waiting to be confirmed"
        CONFIRMED = "confirmed", "Confirmed"
        DECLINED = "declined", "Not confirmed"
        LEFT = "left", "Ended"

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships"
    )
    organisation = models.ForeignKey(
        "knowledge.Organisation",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="memberships",
        help_text="Empty while a person has to find or add the right one.",
    )
    organisation_words = models.CharField(
        max_length=200, blank=True, help_text="Its name as the person wrote it."
    )
    region = models.ForeignKey(
        "knowledge.Organisation",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        limit_choices_to={"kind": "region"},
        help_text="Whose moderators look at it. Empty: the national pool's.",
    )
    state = models.CharField(max_length=20, choices=State, default=State.ASKED)
    asked_at = models.DateTimeField(default=timezone.now)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="Empty where the mail domain decided.",
    )
    reason = models.CharField(
        max_length=500, blank=True, help_text="Why it was not confirmed; the person reads it."
    )

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "organisation"],
                condition=models.Q(state__in=["asked", "confirmed"], organisation__isnull=False),
                name="examples_one_open_membership",
            ),
            models.UniqueConstraint(
                fields=["user"],
                condition=models.Q(state="asked", organisation__isnull=True),
                name="examples_one_unlisted_membership",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.name}, {self.get_state_display().lower()}"

    @property
    def name(self) -> str:
        """The organisation's name, or what the person called it."""
        return self.organisation.name if self.organisation else self.organisation_words
