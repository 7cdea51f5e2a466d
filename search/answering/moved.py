"""An address that holds the id of a body which was merged or split leads on to what it became."""

from __future__ import annotations

from dataclasses import replace

from knowledge.models.organisations import current_ids
from search.language.query import SearchRequest

OF_BODIES = ("organisation", "region")
"""Facets whose ids are those of organisations."""


def with_current_bodies(asked: SearchRequest) -> SearchRequest:
    """The request with the ids of today; the very same object when they are these already."""
    filters = dict(asked.filters)
    for name in OF_BODIES:
        if chosen := filters.get(name):
            now = tuple(str(pk) for pk in current_ids(int(value) for value in chosen))
            if now != chosen:
                filters[name] = now
    return asked if filters == dict(asked.filters) else replace(asked, filters=filters)
