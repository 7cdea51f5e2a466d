"""Regions, local systems, trusts, Maternity Voices Partnerships and publishers."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    """Organisations by what they are."""

    def regions(self) -> OrganisationQuerySet:
        """The regions, by which work is routed."""
        return self.filter(kind=Organisation.Kind.REGION)

    def contributing(self) -> OrganisationQuerySet:
        """Bodies a contributor may belong to."""
        return self.filter(
            kind__in=[Organisation.Kind.MVP, Organisation.Kind.LMNS, Organisation.Kind.TRUST]
        )


class Organisation(models.Model):
    """A body named on the hub. Every one but a region and a publisher lies in a region."""

    class Kind(models.TextChoices):
        REGION = "region", "Region"
        LMNS = "lmns", "Local maternity and neonatal system (LMNS)"
        TRUST = "trust", "Trust"
        MVP = "mvp", "Maternity (and neonatal) voices partnership (MVP)"
        PUBLISHER = "publisher", "Publisher of resources"

    name = models.CharField(max_length=150, unique=True)
    slug = models.SlugField(max_length=150, unique=True)
    kind = models.CharField(max_length=20, choices=Kind)
    short_name = models.CharField(
        max_length=40, blank=True, help_text="The acronym people know it by."
    )
    former_names = models.CharField(
        max_length=300, blank=True, help_text="Earlier names, separated by semicolons."
    )
    region = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="members",
        limit_choices_to={"kind": Kind.REGION},
        help_text="The region whose moderators look after what this body sends.",
    )
    website = models.URLField(blank=True)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        if self.kind == self.Kind.REGION and self.region_id:
            raise ValidationError({"region": "A region does not lie in another region."})

    @property
    def routing_region(self) -> Organisation | None:
        """The region that decides about what this body sends; None means the national pool."""
        return self if self.kind == self.Kind.REGION else self.region
