"""A test that empties the tables leaves a whole database behind, whatever comes next."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group
from wagtail.models import Page, Site, Workflow

from knowledge.users.models import User
from tests.factories import make_site_tree

pytestmark = pytest.mark.each_database


def assert_whole() -> None:
    """What migrations and `ensure_roles` made, and nothing else."""
    assert Site.objects.filter(is_default_site=True).exists()
    assert Page.get_first_root_node() is not None
    assert Group.objects.filter(name="Moderators").exists()
    assert Workflow.objects.filter(name="Regional review", active=True).exists()
    assert not User.objects.exists()


@pytest.mark.parametrize("turn", [1, 2])
def test_by_fixture(transactional_db, turn):
    assert_whole()
    make_site_tree()


@pytest.mark.parametrize("turn", [1, 2])
@pytest.mark.django_db(transaction=True)
def test_by_marker(turn):
    assert_whole()
    make_site_tree()


def test_and_after_them(db):
    assert_whole()
