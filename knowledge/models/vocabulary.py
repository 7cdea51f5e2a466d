"""The hub's own vocabularies, kept by editors as data: topics, audiences, rungs, requirements.

What a page is about is said by the through-models in `knowledge.models.tagging`.
"""

from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models


class Topic(models.Model):
    """A subject that resources are about, such as "Perinatal mental health"."""

    name = models.CharField(max_length=100, unique=True)
    slug = models.SlugField(max_length=100, unique=True)
    description = models.CharField(
        max_length=300, blank=True, help_text="One plain sentence for people new to the subject."
    )

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Audience(models.Model):
    """Whom a resource is for, such as "Midwives and other staff"."""

    name = models.CharField(max_length=100, unique=True)
    slug = models.SlugField(max_length=100, unique=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Rung(models.Model):
    """A rung of the ladder of co-production (Think Local Act Personal), 1 at the bottom, 7 at the top."""

    number = models.PositiveSmallIntegerField(
        unique=True, validators=[MinValueValidator(1), MaxValueValidator(7)]
    )
    name = models.CharField(max_length=60)
    slug = models.SlugField(max_length=60, unique=True)
    description = models.TextField(help_text="What happens on this rung, in our own plain words.")
    next_step = models.TextField(
        blank=True, help_text="What would move a group from this rung to the next one up."
    )

    class Meta:
        ordering = ["-number"]

    def __str__(self) -> str:
        return f"{self.number} {self.name}"


class EvidenceRequirement(models.Model):
    """Something a service must show evidence of. Schemes change each year, so they are data."""

    scheme = models.CharField(
        max_length=150, help_text="The scheme that asks for it, such as Maternity Incentive Scheme."
    )
    code = models.CharField(
        max_length=60, blank=True, help_text="Its number there, such as Safety action 7."
    )
    title = models.CharField(max_length=200, blank=True, help_text="What it is called there.")
    slug = models.SlugField(max_length=120, unique=True)
    acronyms = models.CharField(
        max_length=100, blank=True, help_text="Short forms people search for, such as CNST, MIS."
    )
    explanation = models.TextField(blank=True, help_text="What it asks for, in plain words.")
    year = models.CharField(
        max_length=40, blank=True, help_text="The year or version this wording belongs to."
    )
    source_url = models.URLField(blank=True, help_text="Where the scheme itself says so.")
    is_current = models.BooleanField(
        default=True, help_text="Untick when the scheme no longer asks for it; old evidence stays."
    )
    position = models.PositiveSmallIntegerField(default=0, help_text="Lower numbers come first.")

    class Meta:
        ordering = ["position", "scheme", "code"]
        verbose_name = "evidence requirement"

    def __str__(self) -> str:
        return " ".join(part for part in (self.scheme, self.code.lower()) if part)
