"""A version of the pack, its pages and files as they were, and what is built of it to download."""

from __future__ import annotations

import secrets

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.urls import reverse
from django.utils import timezone

from knowledge.models.work import Work

NUMBERS = RegexValidator(
    r"^[0-9]{1,4}(\.[0-9]{1,4}){0,3}$", "Write numbers with dots between them, such as 0.6."
)


def content_name(file: FrozenFile, file_name: str) -> str:
    """Where a file's content lies: by what it is, so that the same content is kept once."""
    return f"releases/content/{file.sha256[:2]}/{file.sha256}"


def download_name(download: Download, file_name: str) -> str:
    """A name nobody can guess; the address of a download asks first."""
    return f"releases/downloads/{secrets.token_urlsafe(24)}"


class ReleaseQuerySet(models.QuerySet["Release"]):
    """Versions by whether everybody may read them."""

    def public(self) -> ReleaseQuerySet:
        """Those that are frozen, the newest first."""
        return self.filter(state=Work.State.DONE)


class Release(Work):
    """A version of the pack. Once it is frozen nothing of it changes."""

    version = models.CharField(max_length=20, unique=True, validators=[NUMBERS])
    released_on = models.DateField("date", default=timezone.localdate)
    notes = models.TextField(
        blank=True,
        max_length=4000,
        help_text="What readers should know about this version, in plain sentences.",
    )
    title = models.CharField(max_length=255, blank=True, help_text="The pack's name at that time.")
    frozen_at = models.DateTimeField(null=True, blank=True)
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    changes = models.JSONField(
        default=list,
        blank=True,
        help_text="What was added, changed and removed since the version before.",
    )

    objects = ReleaseQuerySet.as_manager()

    class Meta:
        ordering = ["-released_on", "-pk"]
        default_permissions = ()
        verbose_name = "version of the pack"
        verbose_name_plural = "versions of the pack"

    def __str__(self) -> str:
        return f"Version {self.version}"

    def get_absolute_url(self) -> str:
        return reverse("releases:version", args=[self.version])


class FrozenFile(models.Model):
    """A picture or file that a version holds. The same content is kept once for all versions."""

    sha256 = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=255, help_text="As readers get it.")
    file = models.FileField(upload_to=content_name)
    size = models.PositiveBigIntegerField()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return self.name

    @property
    def public_name(self) -> str:
        """Its name within a version: one for one content."""
        return f"{self.sha256[:12]}-{self.name}"


class FrozenPage(models.Model):
    """A page as it was. Its text holds no address of the hub, only `hub-page:` and `hub-file:`."""

    release = models.ForeignKey(Release, on_delete=models.CASCADE, related_name="pages")
    page_number = models.PositiveIntegerField(db_index=True)
    source_number = models.PositiveIntegerField(
        db_index=True, help_text="Whose text it is: an alias' source's, else the page's own."
    )
    place = models.PositiveIntegerField(help_text="Its place in the order of the pack.")
    level = models.PositiveSmallIntegerField(help_text="1 for what stands at the top.")
    name = models.SlugField(max_length=255, allow_unicode=True)
    title = models.CharField(max_length=255)
    address = models.CharField(max_length=500, help_text="Of the page on the hub, then.")
    last_reviewed = models.DateField(null=True)
    html = models.TextField(blank=True)
    fingerprint = models.CharField(max_length=64, help_text="Of title and text.")
    files = models.ManyToManyField(FrozenFile, related_name="pages")

    class Meta:
        ordering = ["place"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["release", "name"], name="releases_one_page_a_name"),
            models.UniqueConstraint(
                fields=["release", "page_number"], name="releases_each_page_once"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class TakenDown(models.Model):
    """A page that was taken down: no version shows it any more, whatever becomes of the page itself."""

    page_number = models.PositiveIntegerField(unique=True)
    withdrawn = models.BooleanField(help_text="By those who shared it.")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"Page {self.page_number}"


class Download(Work):
    """A version as one file."""

    class Format(models.TextChoices):
        PDF = "pdf", "PDF"
        WORD = "docx", "Word"
        OFFLINE = "zip", "Offline copy"

    release = models.ForeignKey(Release, on_delete=models.CASCADE, related_name="downloads")
    format = models.CharField(max_length=10, choices=Format)
    file = models.FileField(upload_to=download_name, blank=True)
    size = models.PositiveBigIntegerField(default=0)
    turn = models.PositiveIntegerField(
        default=1,
        help_text="Goes up when it is asked for anew; work of an earlier turn is dropped.",
    )

    class Meta:
        ordering = ["pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["release", "format"], name="releases_one_download_a_format"
            )
        ]

    def __str__(self) -> str:
        return f"{self.release}, {self.get_format_display()}"

    @property
    def is_ready(self) -> bool:
        """Whether there is a file to give out; another may be being built."""
        return bool(self.file)

    @property
    def file_name(self) -> str:
        """As readers get it."""
        return f"resource-pack-{self.release.version}.{self.format}"
