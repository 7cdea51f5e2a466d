"""`manage.py` whose throw-away database is a copy of the tests' migrated one: to migrate takes fifteen seconds."""

from __future__ import annotations

from unittest.mock import patch

import django

import manage


def copy_and_migrate() -> None:
    """As the site does; there is nothing left to migrate."""
    from django.db import connection

    from tests import template_database

    template_database.copy_of_migrated(connection.settings_dict["TEST"]["NAME"])
    connection.creation.create_test_db(verbosity=0, serialize=False, keepdb=True)


if __name__ == "__main__":
    django.setup()
    with patch("search.evaluation.throwaway._create", copy_and_migrate):
        manage.main()
