"""An address outside the hub, the places it is used at, its host's rest, and what the public is told."""

from __future__ import annotations

import hashlib
from urllib.parse import urlsplit

from django.conf import settings
from django.db import models
from django.utils import timezone


class Verdict(models.TextChoices):
    """What is to be thought of a link."""

    DEAD = "dead", "Dead"
    MOVED = "moved", "Moved"
    BY_HAND = "by-hand", "Check by hand"
    UNKNOWN = "unknown", "Being checked"
    WORKS = "works", "Works"
    NOT_CHECKED = "not-checked", "Not checked"


def key_of(address: str) -> str:
    """By which an address of any length is found."""
    return hashlib.sha256(address.encode()).hexdigest()


def host_of(address: str) -> str:
    """The host an address names, in small letters; "" where it names none."""
    try:
        return (urlsplit(address).hostname or "")[:255]
    except ValueError:
        return ""


class Link(models.Model):
    """An address, what its server said last, and when it is asked again."""

    key = models.CharField(max_length=64, unique=True, editable=False)
    address = models.TextField()
    host = models.CharField(max_length=255, db_index=True)
    verdict = models.CharField(max_length=20, choices=Verdict, default=Verdict.UNKNOWN)
    said = models.CharField(
        max_length=300, blank=True, help_text="In words: what the server answered, or why none did."
    )
    moved_to = models.TextField(blank=True)
    checked_at = models.DateTimeField(null=True, blank=True)
    due_at = models.DateTimeField(
        default=timezone.now, null=True, blank=True, db_index=True, help_text="Empty: never."
    )
    claimed_until = models.DateTimeField(
        null=True, blank=True, help_text="Somebody is asking; after that, they are taken for dead."
    )
    failures = models.PositiveSmallIntegerField(default=0)
    failing_since = models.DateTimeField(null=True, blank=True)
    note = models.CharField(max_length=500, blank=True, help_text="Of whoever decided by hand.")
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    noted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["address"]

    def __str__(self) -> str:
        return self.address

    def save(self, *args: object, **kwargs: object) -> None:
        self.key, self.host = key_of(self.address), host_of(self.address)
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    @property
    def archived_address(self) -> str:
        """Where the web archive would show how it was: to be looked at, never fetched."""
        return f"https://web.archive.org/web/{self.address}"


class LinkPlace(models.Model):
    """Where a link is used: on a page, in a row of a list, or in a file."""

    link = models.ForeignKey(Link, on_delete=models.CASCADE, related_name="places")
    page = models.ForeignKey(
        "wagtailcore.Page", null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    row_type = models.ForeignKey(
        "contenttypes.ContentType", null=True, blank=True, on_delete=models.CASCADE,
        related_name="+",
    )  # fmt: skip
    row_id = models.PositiveBigIntegerField(null=True, blank=True)
    where = models.CharField(max_length=200, help_text="Field or block, as editors know it.")
    is_public = models.BooleanField(default=False, help_text="In what is published.")
    is_draft = models.BooleanField(default=False, help_text="In the newest version.")

    class Meta:
        indexes = [models.Index(fields=["row_type", "row_id"], name="links_place_of_row")]

    def __str__(self) -> str:
        return f"{self.link} in {self.where}"


class LinkHost(models.Model):
    """A host, and until when nobody of us asks it again."""

    name = models.CharField(max_length=255, unique=True)
    rests_until = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return self.name


class BrokenAddress(models.Model):
    """An address whose link is dead: all that public pages read of the ledger, so all that renews them."""

    key = models.CharField(max_length=64, unique=True)
    address = models.TextField()

    def __str__(self) -> str:
        return self.address
