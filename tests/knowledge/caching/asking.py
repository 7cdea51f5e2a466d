"""Asks for pages, and tells whether they came from memory."""

from __future__ import annotations

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

HOME, PACK, SECTION = "/", "/pack/", "/pack/what-is-co-production/"


def queries_of(client: Client, url: str, **headers: str) -> int:
    """How many questions the database was asked for that page."""
    with CaptureQueriesContext(connection) as queries:
        client.get(url, headers=headers)
    return len(queries)


def is_kept(client: Client, url: str) -> bool:
    """Whether the page came from memory: one question, for the stamp."""
    return queries_of(client, url) == 1
