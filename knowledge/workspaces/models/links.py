"""A workspace and the two links that open it. `knowledge.workspaces.private_links` makes and ends them."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils import timezone


class Workspace(models.Model):
    """What one group keeps behind its private links. Other rows point to it and go with it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=30)
    """Name of the tool, as registered in `knowledge.workspaces.kinds`."""
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField(db_index=True)
    """Moved on with every use."""

    def __str__(self) -> str:
        return f"{self.kind} of {self.created_at:%d %B %Y}"


class PrivateLink(models.Model):
    """A key that opens a workspace, or did: its hash only. One that has ended says so for a while."""

    class Ended(models.TextChoices):
        CLOSED = "closed", "closed"
        REPLACED = "replaced", "replaced by new links"
        EXPIRED = "expired", "expired"

    key_hash = models.CharField(max_length=64, unique=True)
    workspace = models.ForeignKey(
        Workspace, null=True, on_delete=models.SET_NULL, related_name="links"
    )
    may_write = models.BooleanField()
    ended = models.CharField(max_length=10, choices=Ended, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"link to {'write' if self.may_write else 'read'}"
