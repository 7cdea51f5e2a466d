"""Wagtail's own search, by which the admin finds pages and files, with its index made when somebody searches.

Each saving writes that index, which takes a fifteenth of the suite; hardly a test searches by it.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Model, QuerySet
from modelsearch.index import get_indexed_models
from wagtail.search.backends import database


def SearchBackend(params: dict[str, Any]) -> Any:
    """The database's, as in production, which does nothing at a saving, and indexes all before it searches."""
    backend = database.SearchBackend(params)
    search = backend._search

    def index_and_search(
        compiler: type, query: object, rows: type[Model] | QuerySet[Model], **said: Any
    ) -> Any:
        model = rows.model if isinstance(rows, QuerySet) else rows
        for each in get_indexed_models():
            if issubclass(each, model):
                backend.add_bulk(each, list(each.get_indexed_objects()))
        return search(compiler, query, rows, **said)

    backend.add = lambda item: None
    backend._search = index_and_search
    return backend
