"""The admin's search finds what was saved a moment ago, as production has it set."""

from __future__ import annotations

import pytest
from wagtail.models import Page

from config.settings import base
from knowledge.models import ResourcePage
from tests.factories import add_page

pytestmark = [pytest.mark.django_db, pytest.mark.each_database]


def found(words: str) -> list[str]:
    return [page.title for page in Page.objects.all().search(words)]


def test_what_was_just_saved_is_found(site_tree, settings):
    settings.WAGTAILSEARCH_BACKENDS = base.WAGTAILSEARCH_BACKENDS
    page = add_page(ResourcePage, site_tree.resources, "Wombats")
    assert found("wombats") == ["Wombats"]
    page.title = "Quokkas"
    page.save_revision().publish()
    assert (found("wombats"), found("quokkas")) == ([], ["Quokkas"])


def test_tests_find_the_same_without_an_index_kept_at_each_saving(site_tree):
    add_page(ResourcePage, site_tree.resources, "Wombats")
    assert found("wombats") == ["Wombats"]
