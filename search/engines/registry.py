"""The one place that says which engine answers. An engine is loaded only when it is asked for."""

from __future__ import annotations

from functools import cache

from django.conf import settings
from django.utils.module_loading import import_string

from search.engines.base import SearchEngine
from search.engines.fallback import FallbackEngine

DATABASE = "database"
ENGINES: dict[str, str] = {
    DATABASE: "search.engines.database.DatabaseEngine",
    "elastic": "search.engines.elastic.engine.ElasticEngine",
}
"""Values of HUB_SEARCH_ENGINE with the class of each engine. The database stands in for every other."""


@cache
def engine_named(name: str) -> SearchEngine:
    """The one engine of that name; KeyError where there is none (`search.E001` says so earlier)."""
    made: SearchEngine = import_string(ENGINES[name])()
    return made if name == DATABASE else FallbackEngine(made, engine_named(DATABASE))


def engine() -> SearchEngine:
    """The engine that HUB_SEARCH_ENGINE names."""
    return engine_named(settings.HUB_SEARCH_ENGINE)
