"""Refuses to migrate a database that an earlier, unreleased version of the hub has made.

Its tables have other names now: a plain `migrate` would find nothing wrong, leave the new tables empty
and serve every page as a bare one with status 200.
"""

from __future__ import annotations

from django.apps import AppConfig, apps
from django.contrib.contenttypes.models import ContentType
from django.core.management.base import CommandError
from django.db import connections
from django.db.migrations.loader import MigrationLoader

OWN_APPS = frozenset(
    {"knowledge", "examples", "search", "users", "moderation", "importing", "people"}
)


class MadeByAnEarlierVersion(CommandError):
    """Says what to do; nothing was changed."""

    def __init__(self) -> None:
        super().__init__(
            "This database was made by an earlier version of the hub, before its first release, and "
            "cannot be brought up to date. If it is a demo, delete its data folder (.data) and the "
            "files in media/, and run make demo again. Nothing was changed."
        )


def is_of_an_earlier_version(using: str = "default") -> bool:
    """Whether migrations of ours that are no more were applied, or pages have a class that is no more."""
    loader = MigrationLoader(connections[using])
    unknown = {key for key in loader.applied_migrations if key not in loader.disk_migrations}
    if any(app in OWN_APPS for app, _ in unknown):
        return True
    tables = connections[using].introspection.table_names()
    if not {"django_content_type", "wagtailcore_page"} <= set(tables):
        return False
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT DISTINCT content_type_id FROM wagtailcore_page")
        used = [row[0] for row in cursor.fetchall()]
    kinds = ContentType.objects.using(using).filter(pk__in=used, app_label__in=OWN_APPS)
    return any(kind.model_class() is None for kind in kinds)


def refuse_earlier_versions(app_config: AppConfig, using: str, **kwargs: object) -> None:
    """Before anything is migrated; asked once, at the first app's turn. Raises MadeByAnEarlierVersion."""
    first = next(config for config in apps.get_app_configs() if config.models_module)
    if app_config == first and is_of_an_earlier_version(using):
        raise MadeByAnEarlierVersion
