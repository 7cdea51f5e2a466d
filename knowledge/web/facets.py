"""What the values of facets are called, and in which order visitors see them."""

from __future__ import annotations

from django.db.models import Model, QuerySet

from knowledge.models import Audience, EvidenceRequirement, Organisation, Rung, Topic


def facet_labels(facet: str) -> dict[int, str]:
    """id → label of a facet's rows, in the order visitors see them. One query."""
    rows: dict[str, QuerySet[Model]] = {
        "topic": Topic.objects.all(),
        "audience": Audience.objects.all(),
        "region": Organisation.objects.regions(),
        "organisation": Organisation.objects.current(),
        "requirement": EvidenceRequirement.objects.all(),
        "rung": Rung.objects.all(),
    }
    return {row.pk: str(row) for row in rows[facet]}
