"""Whoever wrote a page since its publication does not publish it; another can."""

from __future__ import annotations

import pytest
from wagtail.models import Page

from knowledge.models import SectionPage
from knowledge.moderation.authorship import writers_since_publication
from tests.factories import (
    make_moderator,
)
from tests.knowledge.moderation.four_eyes.writing import (
    draft_of,
    write,
)

pytestmark = pytest.mark.django_db


def test_the_writer_cannot_and_another_can(live_page, writer, other_moderator):
    assert live_page.permissions_for_user(writer).can_publish()
    write(live_page, writer)
    permissions = live_page.permissions_for_user(writer)
    assert not permissions.can_publish()
    assert not permissions.can_unschedule()
    assert not permissions.can_set_view_restrictions()
    assert live_page.permissions_for_user(other_moderator).can_publish()


def test_the_rule_holds_for_a_page_loaded_without_its_type(live_page, writer):
    write(live_page, writer)
    assert not Page.objects.get(pk=live_page.pk).permissions_for_user(writer).can_publish()


def test_saving_without_a_change_is_not_writing(live_page, writer):
    live_page.get_latest_revision_as_object().save_revision(user=writer)
    assert live_page.permissions_for_user(writer).can_publish()


def test_publication_ends_authorship(live_page, writer, other_moderator):
    write(live_page, writer).publish(user=other_moderator)
    live_page.refresh_from_db()
    assert writers_since_publication(live_page) == frozenset()
    assert live_page.permissions_for_user(writer).can_publish()


def test_of_a_page_taken_down_everybody_who_wrote_it_is_a_writer(
    live_page, writer, other_moderator
):
    write(live_page, writer).publish(user=other_moderator)
    Page.objects.get(pk=live_page.pk).specific.unpublish()
    live_page.refresh_from_db()
    assert not live_page.permissions_for_user(writer).can_publish()


def test_an_open_editor_that_overwrites_the_published_version_counts(
    live_page, writer, other_moderator
):
    revision = write(live_page, writer)
    revision.publish(user=other_moderator)
    fresh = SectionPage.objects.get(pk=live_page.pk)
    fresh.title = "Sneaked in"
    fresh.save_revision(user=writer, overwrite_revision=fresh.get_latest_revision())
    fresh.refresh_from_db()
    assert not fresh.permissions_for_user(writer).can_publish()
    assert writer.pk in writers_since_publication(fresh)


def test_what_a_command_made_can_be_published(site_tree, writer, region):
    draft = draft_of(site_tree, None, region)
    assert draft.permissions_for_user(writer).can_publish()


def test_the_work_of_two_is_published_by_a_third(live_page, writer, other_moderator, region):
    write(live_page, writer, "One")
    write(live_page, other_moderator, "Two")
    assert not live_page.permissions_for_user(writer).can_publish()
    assert not live_page.permissions_for_user(other_moderator).can_publish()
    assert live_page.permissions_for_user(make_moderator(region=region)).can_publish()
