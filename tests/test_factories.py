"""The factories make what they say."""

from __future__ import annotations

import pytest
from django.test import Client
from wagtail.models import Page

from knowledge.models import SectionPage
from tests import factories

pytestmark = pytest.mark.each_database


def test_site_tree_is_live_and_rooted_at_home(site_tree):
    assert site_tree.section.url == "/pack/what-is-co-production/"
    assert Page.objects.live().count() == 1 + 7  # root and the tree's own
    assert Page.find_problems() == ([], [], [], [], [])


def test_a_draft_is_not_live(site_tree):
    draft = factories.add_page(SectionPage, site_tree.pack, "Later", live=False)
    assert not draft.live
    assert draft.get_latest_revision() is not None


def test_roles(db):
    region = factories.make_region("South East")
    moderator = factories.make_moderator(region=region)
    assert moderator.region_roles.get().region == region
    assert moderator.check_password(factories.PASSWORD)
    assert not factories.make_contributor().has_usable_password()


def test_files_are_real(db, settings):
    document = factories.make_document(name="a.pdf", content=factories.pdf_bytes("one", "two"))
    assert document.file.size > 300
    assert factories.make_image().width == 64
    assert str(document.file.path).startswith(str(settings.MEDIA_ROOT))


@pytest.mark.parametrize("turn", [1, 2])
def test_a_transactional_test_finds_the_root_page(transactional_db, turn):
    site_tree = factories.make_site_tree()
    assert site_tree.home.get_parent().is_root()
    assert Client().get("/nothing-here/").status_code == 404
