"""A picture on a public page of a region, and how another comes in its place."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from knowledge.models import HubImage, PageRegion, SectionPage
from tests.factories import add_page, make_editor, make_moderator, make_region
from tests.knowledge.replacing.pictures import decide, image_block, picture_of, send


@pytest.fixture
def region():
    return make_region("South East")


@pytest.fixture
def image(site_tree, region) -> HubImage:
    """A red picture on a public page of the region, which describes it in words of its own."""
    file = SimpleUploadedFile("walk.png", picture_of("red"))
    image = HubImage.objects.create(title="The walk", description="Red as it was.", file=file)
    page = add_page(
        SectionPage, site_tree.pack, "On foot", body=[image_block(image, "Our red walk")]
    )
    PageRegion.objects.create(page=page, region=region)
    return image


@pytest.fixture
def replace(region, image, django_capture_on_commit_callbacks):
    """A function: one person sends a picture of that colour, another accepts it."""

    def both(colour: str) -> None:
        send(make_editor(region=region), image, picture_of(colour, "JPEG"))
        with django_capture_on_commit_callbacks(execute=True):
            assert "in its place" in decide(make_moderator(region=region), image)
        image.refresh_from_db()

    return both
