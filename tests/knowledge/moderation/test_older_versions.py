"""What is public stays so when older versions come back, and what was taken down stays down."""

from __future__ import annotations

import pytest
from django.utils import timezone
from wagtail.models import Page, Revision

from knowledge.models import SectionPage, Term
from knowledge.moderation.take_down import hide, show_again
from tests.factories import add_page, make_moderator
from tests.knowledge.moderation.test_schedule import DAY, an_alias, shown

pytestmark = [pytest.mark.django_db, pytest.mark.each_database]


def test_what_is_public_stays_when_an_older_version_is_brought_back_and_scheduled(site_tree):
    page = add_page(SectionPage, site_tree.pack, "Before", live=False)
    first = page.get_latest_revision()
    first.publish()
    term = Term(name="Before", live=False)
    term.save()
    first_of_term = term.save_revision()
    first_of_term.publish()
    for revision in (first, first_of_term):
        thing = Revision.objects.get(pk=revision.pk).as_object()
        thing.go_live_at = timezone.now() + DAY
        thing.save_revision(previous_revision=revision).publish()
    assert shown(page) == "Before"
    assert Term.objects.get(pk=term.pk).live


def test_an_alias_that_is_taken_down_while_its_source_is_stays_down(site_tree):
    moderator = make_moderator()
    page = add_page(SectionPage, site_tree.pack, "Source")
    alias = an_alias(page)
    hide(page, moderator)
    hide(Page.objects.get(pk=alias.pk), moderator)
    show_again(page, moderator)
    assert [shown(page), shown(alias)] == ["Source", 410]
    show_again(alias, moderator)
    assert shown(alias) == "Source"
