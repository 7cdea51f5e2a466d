"""What tests of access begin with."""

from __future__ import annotations

from tests.knowledge.access.planted_region import Planted, plant
from tests.shared_fixtures import shared_fixture


@shared_fixture
def planted(site_tree) -> Planted:
    return plant(site_tree)
