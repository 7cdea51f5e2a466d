"""Which tables move a stamp: every table but those named here, and every column but those named here.

A table that nobody thought of costs a needless rebuild, never a page that is out of date. A test reads
every public page and fails if one asks a table that is not watched.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.conf import settings
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper

STAMP_TABLE = "knowledge_stamp"
CONTENT, SEARCH = "content", "search"
"""The stamp of what pages show, and that of what search has recorded of them."""
SEARCH_TABLES = ("search_", "wagtailcore_referenceindex")
"""Beginnings of the names of tables that search asks and pages do not: Wagtail's tells which page shows a file."""

NOT_WATCHED = frozenset(
    {
        STAMP_TABLE,
        # Who is signed in, and how.
        "account_emailaddress",
        "account_emailconfirmation",
        "django_session",
        "mfa_authenticator",
        "users_user",
        # Background work and mail.
        "django_tasks_database_dbtaskresult",
        "knowledge_dutyrecord",
        "knowledge_heartbeat",
        # What is known of links, but for those that are dead.
        "links_link",
        "links_linkhost",
        "links_linkplace",
        "releases_download",
        "replacing_filereplacement",
        # What waits for search's copies, and what visitors looked for.
        "search_loggedquery",
        "search_searchchange",
        "search_searchdelivery",
        "search_searchevent",
        "search_searchrebuild",
        # Records that are only written.
        "django_migrations",
        "knowledge_feedback",
        "wagtailcore_modellogentry",
        "wagtailcore_pagelogentry",
        # An open editor writes here every few seconds.
        "examples_submission",
        "wagtailadmin_editingsession",
        "wagtailadmin_formstate",
        "wagtailcore_revision",
        # What groups write behind their private links.
        "workspaces_answer",
        "workspaces_group",
        "workspaces_note",
        "workspaces_privatelink",
        "workspaces_round",
        "workspaces_teamanswer",
        "workspaces_wall",
        "workspaces_workspace",
    }
)
NOT_WATCHED_APPS = ("post_office_", "wagtailsearch_")
"""Beginnings of tables' names: the queue of mail, and an index that nothing here asks."""

NOT_SHOWN: Mapping[str, Collection[str]] = {
    # An editor's draft is saved half a second after each keystroke.
    "wagtailcore_page": {
        "draft_title",
        "has_unpublished_changes",
        "latest_revision_created_at",
        "latest_revision_id",
    },
}
"""Table → columns that only drafts change."""

MADE_ON_VIEW = frozenset(
    {"knowledge_hubrendition", "wagtailembeds_embed", "wagtailimages_rendition"}
)
"""Rows that the first view of a page makes: a new one changes no page, another or a missing one may."""


@dataclass(frozen=True)
class Watched:
    """A table, with what of it moves which stamp."""

    table: str
    stamp: str
    columns: tuple[str, ...] = ()
    """The only columns whose change counts; all of them where there are none."""
    inserts: bool = True


def watched_tables(connection: BaseDatabaseWrapper) -> list[Watched]:
    """Every table to be watched, as the database is now."""
    with connection.cursor() as cursor:
        cursor.execute(_TABLES[connection.vendor])
        tables = [str(row[0]) for row in cursor.fetchall()]
        return [
            Watched(
                table,
                SEARCH if table.startswith(SEARCH_TABLES) else CONTENT,
                _shown_columns(connection, cursor, table),
                table not in MADE_ON_VIEW,
            )
            for table in tables
            if _is_watched(table)
        ]


def _is_watched(table: str) -> bool:
    return (
        table not in NOT_WATCHED
        and not table.startswith(NOT_WATCHED_APPS)
        and table not in _cache_tables()
    )


def _cache_tables() -> set[str]:
    """Tables of caches in the database."""
    return {str(cache.get("LOCATION", "")) for cache in settings.CACHES.values()}


def _shown_columns(
    connection: BaseDatabaseWrapper, cursor: CursorWrapper, table: str
) -> tuple[str, ...]:
    if table not in NOT_SHOWN:
        return ()
    columns = connection.introspection.get_table_description(cursor, table)
    return tuple(column.name for column in columns if column.name not in NOT_SHOWN[table])


_TABLES = {
    # Virtual tables take no triggers, and what they keep beside themselves is theirs.
    "sqlite": """
        SELECT name FROM sqlite_master AS plain
        WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
        AND sql NOT LIKE 'CREATE VIRTUAL%'
        AND NOT EXISTS (
            SELECT 1 FROM sqlite_master AS virtual
            WHERE virtual.sql LIKE 'CREATE VIRTUAL%'
            AND substr(plain.name, 1, length(virtual.name) + 1) = virtual.name || '_'
        )
        ORDER BY name
    """,
    # A partition that is truncated by itself fires no trigger of the whole, so it has its own.
    "postgresql": """
        SELECT relname FROM pg_class
        WHERE relkind IN ('r', 'p') AND relnamespace = current_schema()::regnamespace
        ORDER BY relname
    """,
}
