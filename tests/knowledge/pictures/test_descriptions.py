"""What a picture is called when it comes in is never read out as what it shows, whichever way it came."""

from __future__ import annotations

import json

import pytest
from django.urls import reverse
from wagtail.models import Collection

from knowledge.blocks.alt_text import description
from knowledge.blocks.streams import BodyBlock
from knowledge.models import HubImage
from tests.factories import image_file, make_moderator, make_region
from tests.signing_in import admin_client

NAMES = [
    "IMG_2041",
    "IMG-20240512-WA0003",
    "P1010023",
    "PXL_20240512_143355123",
    "20240512_143355",
    "5f3c2b1a-0000-4c11-8f00-1234567890ab",
    "IMG_2041.jpg copy",
    "“IMG_2041 (1).HEIC”",
    "photo.jfif?width=300",
    "cid:image001.jpg@01D9A0",
    "~/Pictures/walk",
    "walk-group_final-v2",
    "WhatsApp Image 2024-05-12 at 14.33.55",
    "Screenshot 2024-05-12 at 10.33.21 PM",
    "Google Shape;123;p4",
    "clip_image002",
    "Untitled-1",
    "download (3)",
    "Obrázek 4",
    "Opis wygenerowany automatycznie",
    "Ein Tisch. Automatisch generierte Beschreibung",
    "En bild av ett bord. Automatiskt genererad beskrivning",
]

DESCRIPTIONS = [
    "Three parents at a table",
    "Group photo at the table",
    "Photo at the ward, 12 May 2024",
    "Chart of replies by month",
    "Scan at 20 weeks",
    "COVID-19",
    "Diagram: plan, do, study, act",
    "A page of our leaflet walk.pdf, with the three steps of the walk in large green letters",
]


@pytest.mark.parametrize("words", NAMES)
def test_what_cameras_and_programs_write_describes_nothing(words):
    assert description(words) == ""


@pytest.mark.parametrize("words", DESCRIPTIONS)
def test_words_that_describe_stay(words):
    assert description(words) == words


UPLOADS = {
    "the library": ("wagtailimages:add", "{}"),
    "several at once": ("wagtailimages:add_multiple", None),
    "the chooser": ("wagtailimages_chooser:create", "image-chooser-upload-{}"),
}


@pytest.mark.django_db
@pytest.mark.parametrize("way", sorted(UPLOADS))
def test_an_uploads_name_becomes_no_description(way, site_tree):
    name, prefix = UPLOADS[way]
    client = admin_client(make_moderator(region=make_region()))
    root = Collection.get_first_root_node().pk
    photo = image_file("IMG_2041.png")
    if prefix is None:
        data = {"title": "IMG_2041", "files[]": photo, "collection": root}
    else:
        data = {
            prefix.format(key): value
            for key, value in {"title": "IMG_2041", "file": photo, "collection": root}.items()
        }
    answer = client.post(reverse(name), data)
    assert answer.status_code in {200, 302}, answer.content
    image = HubImage.objects.get()
    assert (image.title, image.description, image.default_alt_text) == ("IMG_2041", "", "")
    assert 'alt=""' in image.get_rendition("width-20").img_tag()
    if way == "the chooser":
        assert json.loads(answer.content)["result"]["default_alt_text"] == ""


@pytest.mark.django_db
def test_a_description_that_is_a_name_is_refused_when_several_are_uploaded(site_tree):
    client = admin_client(make_moderator(region=make_region()))
    root = Collection.get_first_root_node().pk
    client.post(
        reverse("wagtailimages:add_multiple"),
        {"title": "A walk", "files[]": image_file("IMG_2041.png"), "collection": root},
    )
    image = HubImage.objects.get()
    form = {"title": "A walk", "description": "IMG_2041.png", "collection": root}
    answer = client.post(
        reverse("wagtailimages:edit_multiple", args=[image.pk]),
        {f"image-{image.pk}-{key}": value for key, value in form.items()},
    )
    assert "Say what the picture shows" in json.loads(answer.content)["form"]
    image.refresh_from_db()
    assert image.description == ""


@pytest.mark.django_db
def test_text_pasted_with_a_picture_brings_no_name_along():
    field = BodyBlock().child_blocks["text"].field
    said = {"text": "Before", "type": "unstyled", "depth": 0, "key": "a"}
    atomic = {"text": " ", "type": "atomic", "depth": 0, "key": "b"}
    ranges = {"inlineStyleRanges": [], "entityRanges": []}
    pasted = {
        "blocks": [
            {**said, **ranges},
            {**atomic, **ranges, "entityRanges": [{"offset": 0, "length": 1, "key": 0}]},
        ],
        "entityMap": {
            "0": {
                "type": "IMAGE",
                "mutability": "IMMUTABLE",
                "data": {"src": "IMG_2041.jpg", "alt": "IMG_2041.jpg", "id": 1, "format": "left"},
            }
        },
    }
    html = field.widget.value_from_datadict({"text": json.dumps(pasted)}, {}, "text")
    assert "Before" in html
    assert "IMG_2041" not in html
