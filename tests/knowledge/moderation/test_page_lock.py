"""Who acts on a page locks the page before anything else, so that no two who do wait for each other."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import Page

from knowledge.models import PageRegion
from knowledge.moderation import checked, reviews
from knowledge.moderation.reviews import version_of
from knowledge.moderation.schedule import publish_what_is_due
from tests.factories import make_admin, make_editor, make_moderator, make_region
from tests.knowledge.moderation.four_eyes.writing import form_of
from tests.knowledge.moderation.reviewing import waits
from tests.row_locks import locking_queries
from tests.signing_in import admin_client


@pytest.fixture
def region(site_tree):
    region = make_region("South East")
    PageRegion.objects.create(page_id=site_tree.section.pk, region=region)
    return region


def saving(section, region) -> Callable[[], object]:
    client = admin_client(make_editor(region=region))
    sent = {**form_of(client, section), "title": "Saved"}
    return lambda: client.post(f"/admin/pages/{section.pk}/edit/", sent)


def deciding(section, region) -> Callable[[], object]:
    review = waits(section, region, title="Changed")
    moderator = make_moderator(region=region)
    version = version_of(Page.objects.get(pk=section.pk))
    return lambda: reviews.approve(review, moderator, version=version)


def checking_off(section, region) -> Callable[[], object]:
    return lambda: checked.check_off(type(section).objects.get(pk=section.pk), make_admin())


def publishing_on_its_day(section, region) -> Callable[[], object]:
    section.save_revision(approved_go_live_at=timezone.now() - timedelta(minutes=1))
    return publish_what_is_due


def ending_on_its_day(section, region) -> Callable[[], object]:
    Page.objects.filter(pk=section.pk).update(expire_at=timezone.now() - timedelta(minutes=1))
    return publish_what_is_due


@pytest.mark.postgresql
@pytest.mark.django_db
@pytest.mark.parametrize(
    "prepare", [saving, deciding, checking_off, publishing_on_its_day, ending_on_its_day]
)
def test_the_page_comes_first(site_tree, region, prepare):
    act = prepare(site_tree.section, region)
    locked = locking_queries(act)
    assert locked
    assert 'FROM "wagtailcore_page"' in locked[0]
    assert locked[0].endswith("FOR NO KEY UPDATE")
