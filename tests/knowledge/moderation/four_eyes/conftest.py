"""A live page of a region, and people who write in it: an administrator or a moderator."""

from __future__ import annotations

from typing import Any

import pytest

from knowledge.models import SectionPage
from tests.factories import (
    SiteTree,
    add_page,
    make_admin,
    make_moderator,
    make_region,
    section_body,
)
from tests.shared_fixtures import shared_fixture
from tests.signing_in import admin_client

WRITERS = ["administrator", "moderator"]


@shared_fixture
def live_page_of_a_region(site_tree: SiteTree) -> dict[str, Any]:
    """A live section of the region, published by nobody we know, such as a command."""
    region = make_region()
    section = add_page(
        SectionPage, site_tree.pack, "Peer support", body=section_body("First words.")
    )
    section.region_links.create(region=region)
    section.save_revision().publish()
    return {"region": region, "page": SectionPage.objects.get(pk=section.pk)}


@pytest.fixture
def region(live_page_of_a_region):
    return live_page_of_a_region["region"]


@pytest.fixture
def live_page(live_page_of_a_region):
    return live_page_of_a_region["page"]


@pytest.fixture
def other_moderator(region):
    return make_moderator(region=region)


@pytest.fixture(params=WRITERS)
def writer(request, region):
    return make_admin() if request.param == "administrator" else make_moderator(region=region)


@pytest.fixture
def client(writer):
    return admin_client(writer)
