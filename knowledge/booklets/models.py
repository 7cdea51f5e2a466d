"""A booklet that somebody asked for, until it is deleted."""

from __future__ import annotations

import secrets
from typing import TypedDict, final

from django.db import models
from django.utils import timezone
from django.utils.text import slugify

from knowledge.access.guarded_links import hash_of
from knowledge.models.work import Work

TEXT = 1
"""The number of a part that is no page: it stands alone in its booklet."""


@final
class PagePart(TypedDict):
    """A public page, with what its reader noted on it."""

    page: int
    note: str


@final
class TextPart(TypedDict):
    """Text of a page that only a link opens, as `plain_html` makes it. A booklet of one has no other part."""

    title: str
    html: str


def file_name(booklet: Booklet, name: str) -> str:
    """A name nobody can guess; the booklet's address asks for its key."""
    return f"booklets/{secrets.token_urlsafe(24)}"


class Booklet(Work):
    """Pages as one file. Whoever has its key may have it; of the key only a hash is kept."""

    class Format(models.TextChoices):
        PDF = "pdf", "PDF"
        WORD = "docx", "Word"

    key_hash = models.CharField(max_length=64, unique=True)
    title = models.CharField(max_length=120)
    format = models.CharField(max_length=10, choices=Format)
    parts = models.JSONField(help_text="A list of PagePart and TextPart.")
    made_at = models.DateTimeField(default=timezone.now, db_index=True)
    file = models.FileField(upload_to=file_name, blank=True)
    size = models.PositiveBigIntegerField(default=0)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"Booklet {self.pk}, {self.get_format_display()}"

    @classmethod
    def with_key(cls, key: str) -> models.QuerySet[Booklet]:
        """The booklet of that key, or none."""
        return cls.objects.filter(key_hash=hash_of(key))

    @property
    def file_name(self) -> str:
        """As its reader gets it."""
        return f"{slugify(self.title)[:60].strip('-') or 'booklet'}.{self.format}"
