"""A live page of a region, and people who write in it: an administrator or a moderator."""

from __future__ import annotations

import pytest

from knowledge.models import SectionPage
from tests.factories import (
    add_page,
    make_admin,
    make_moderator,
    make_region,
    section_body,
)
from tests.signing_in import admin_client

WRITERS = ["administrator", "moderator"]


@pytest.fixture
def region():
    return make_region()


@pytest.fixture
def other_moderator(region):
    return make_moderator(region=region)


@pytest.fixture(params=WRITERS)
def writer(request, region):
    return make_admin() if request.param == "administrator" else make_moderator(region=region)


@pytest.fixture
def client(writer):
    return admin_client(writer)


@pytest.fixture
def live_page(site_tree, region):
    """A live section of the region, published by nobody we know, such as a command."""
    section = add_page(
        SectionPage, site_tree.pack, "Peer support", body=section_body("First words.")
    )
    section.region_links.create(region=region)
    section.save_revision().publish()
    return SectionPage.objects.get(pk=section.pk)
