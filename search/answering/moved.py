"""An address that holds the id of a body which was merged or split leads on to what it became."""

from __future__ import annotations

from dataclasses import replace

from knowledge.models.organisations import current_ids
from search.language.query import SearchQuery

OF_BODIES = ("organisation", "region")
"""Facets whose ids are those of organisations."""


def with_current_bodies(query: SearchQuery) -> SearchQuery:
    """The query with the ids of today; the very same object when they are these already."""
    filters = dict(query.filters)
    for name in OF_BODIES:
        if chosen := filters.get(name):
            now = tuple(str(pk) for pk in current_ids(int(value) for value in chosen))
            if now != chosen:
                filters[name] = now
    return query if filters == dict(query.filters) else replace(query, filters=filters)
