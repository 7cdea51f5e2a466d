"""Staff see what is of their own region, and no list names its contributor; how is said in test_regions.py."""

from __future__ import annotations

import pytest

from tests.knowledge.access.admin_walk import Walk

pytestmark = pytest.mark.django_db


def test_the_region_sees_its_own_and_no_list_names_its_contributor(planted):
    walk = Walk(planted.moderator, planted)
    walk.go("export=csv", most=4, example_first=True)
    assert {where for where, _ in walk.words} == set(planted.words)
    assert not walk.names
