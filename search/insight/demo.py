"""Searches that found nothing, for the demo's list of them."""

from __future__ import annotations

from django.utils import timezone

from search.insight.event_log import key_of
from search.models import LoggedQuery, SearchEvent

FRUITLESS = {"birth reflections leaflet": 3, "sling library": 1}
"""Words → how many invented visitors tried them."""


def make_fruitless_searches() -> None:
    """Each was asked today."""
    for text, visitors in FRUITLESS.items():
        query, _ = LoggedQuery.objects.get_or_create(key=key_of(text), defaults={"text": text})
        for _visitor in range(visitors):
            SearchEvent.objects.create(query=query, searched_on=timezone.localdate(), total=0)
