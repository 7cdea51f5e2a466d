"""What the values of facets are called, and in which order visitors see them."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import Model, QuerySet

from knowledge.caching.making import asked_once
from knowledge.models import Audience, EvidenceRequirement, Organisation, Rung, Topic


def facet_labels(facet: str) -> Mapping[int, str]:
    """id → label of a facet's rows, in the order visitors see them. One query at most."""
    return asked_once(("facet labels", facet), lambda: _facet_labels(facet))


def _facet_labels(facet: str) -> Mapping[int, str]:
    rows: dict[str, QuerySet[Model]] = {
        "topic": Topic.objects.all(),
        "audience": Audience.objects.all(),
        "region": Organisation.objects.regions(),
        "organisation": Organisation.objects.current(),
        "requirement": EvidenceRequirement.objects.all(),
        "rung": Rung.objects.all(),
    }
    return {row.pk: str(row) for row in rows[facet]}
