"""A database of an earlier, unreleased version is refused before anything in it is changed."""

from __future__ import annotations

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db.migrations.recorder import MigrationRecorder
from wagtail.models import Page

from knowledge.jobs.earlier_versions import MadeByAnEarlierVersion, is_of_an_earlier_version

pytestmark = pytest.mark.django_db


def test_a_database_of_today_is_taken():
    assert not is_of_an_earlier_version()
    call_command("migrate", verbosity=0)


def test_a_migration_of_ours_that_is_no_more_is_refused():
    MigrationRecorder.Migration.objects.create(app="knowledge", name="0003_before_the_move")
    with pytest.raises(MadeByAnEarlierVersion, match="make demo again"):
        call_command("migrate", verbosity=0)


def test_a_migration_of_somebody_elses_that_is_no_more_is_not_our_matter():
    MigrationRecorder.Migration.objects.create(app="taggit", name="0099_gone")
    assert not is_of_an_earlier_version()


def test_pages_of_a_class_that_is_no_more_are_refused():
    root = Page.objects.get(depth=1)
    page = root.add_child(instance=Page(title="Moved", slug="moved"))
    gone = ContentType.objects.create(app_label="knowledge", model="practicepage")
    Page.objects.filter(pk=page.pk).update(content_type=gone)
    with pytest.raises(MadeByAnEarlierVersion):
        call_command("migrate", verbosity=0)
