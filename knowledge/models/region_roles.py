"""Who may decide for which region, and what was handed to the national pool."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone


class RegionRoleQuerySet(models.QuerySet["RegionRole"]):
    """Roles by whether they hold now."""

    def in_force(self) -> RegionRoleQuerySet:
        """Roles accepted and not ended, of people who can sign in."""
        return self.filter(user__is_active=True).filter(
            models.Q(until__isnull=True) | models.Q(until__gte=timezone.localdate())
        )


class RegionRole(models.Model):
    """A person is editor, moderator or deputy moderator of a region, or of the national pool."""

    class Role(models.TextChoices):
        EDITOR = "editor", "Regional editor"
        MODERATOR = "moderator", "Moderator"
        DEPUTY = "deputy", "Deputy moderator"

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="region_roles"
    )
    region = models.ForeignKey(
        "knowledge.Organisation",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="roles",
        limit_choices_to={"kind": "region"},
        help_text="Empty means the national pool.",
    )
    role = models.CharField(max_length=20, choices=Role)
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    given_at = models.DateTimeField(default=timezone.now)
    until = models.DateField(
        null=True, blank=True, help_text="Last day of the role; empty means until it is taken away."
    )

    objects = RegionRoleQuerySet.as_manager()

    class Meta:
        ordering = ["region__name", "role", "user__email"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "region", "role"], name="knowledge_one_role_a_region"
            ),
            models.UniqueConstraint(
                fields=["user", "role"],
                condition=models.Q(region__isnull=True),
                name="knowledge_one_role_in_pool",
            ),
        ]

    def __str__(self) -> str:
        where = self.region.name if self.region else "national pool"
        return f"{self.user}: {self.get_role_display()}, {where}"

    @property
    def is_in_force(self) -> bool:
        """The same rule as `in_force()`, for one role."""
        return self.user.is_active and (self.until is None or self.until >= timezone.localdate())


class PoolHandoverQuerySet(models.QuerySet["PoolHandover"]):
    """Handovers by whether they still matter."""

    def open(self) -> PoolHandoverQuerySet:
        """Those whose page is neither published nor withdrawn from review since."""
        return self.filter(ended_at__isnull=True)


class PoolHandover(models.Model):
    """A page that the national pool may decide about because nobody of its region could."""

    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = PoolHandoverQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["page"],
                condition=models.Q(ended_at__isnull=True),
                name="knowledge_one_open_handover",
            )
        ]

    def __str__(self) -> str:
        return f"{self.page}, handed to the national pool {self.at:%d %B %Y}"
