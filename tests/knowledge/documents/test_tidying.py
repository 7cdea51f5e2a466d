"""The report on files: unused, there twice, without words; each for those who may see them."""

from __future__ import annotations

import pytest
from django.urls import reverse

from knowledge.models import HubImage, PageRegion, ResourcePage, VideoPage
from tests.factories import add_page, make_document, make_editor, make_image, make_region, pdf_bytes
from tests.signing_in import admin_client

pytestmark = pytest.mark.django_db


@pytest.fixture
def region():
    return make_region("South East")


@pytest.fixture
def client(region):
    return admin_client(make_editor(region=region))


def shown(client, part: str) -> str:
    response = client.get(reverse("media_report"), {"show": part})
    assert response.status_code == 200
    html = response.content.decode()
    return html[html.index("<h2>") :]


def test_what_nothing_uses_is_listed(site_tree, client):
    make_document("Nobody's paper", name="nobody.pdf", content=pdf_bytes("Nobody"))
    make_document("Listed paper", name="listed.pdf", content=pdf_bytes("L"), is_listed=True)
    used = make_document("Used paper", name="used.pdf", content=pdf_bytes("Used"))
    later = make_document("Paper of a draft", name="draft.pdf", content=pdf_bytes("Draft"))
    page = add_page(ResourcePage, site_tree.resources, "A worksheet", document=used)
    draft = page.get_latest_revision_as_object()
    draft.document = later
    draft.save_revision(clean=False)
    html = shown(client, "unused")
    assert "Nobody&#x27;s paper" in html
    for title in ("Listed paper", "Used paper", "Paper of a draft"):
        assert title not in html


def test_the_same_content_is_listed_once_more(client):
    content = pdf_bytes("Same")
    for title in ("The first", "The second"):
        make_document(title, name="same.pdf", content=content)
    make_document("Another", name="other.pdf", content=pdf_bytes("Other"))
    html = shown(client, "twice")
    assert "(1)" in html
    assert "the same as “The first”" in html
    assert "Another" not in html


def test_what_lacks_words_is_listed(site_tree, region, client):
    image = make_image("A still")
    HubImage.objects.filter(pk=image.pk).update(description="")
    assert "A still" in shown(client, "undescribed")
    HubImage.objects.filter(pk=image.pk).update(description="Two people at a table")
    assert "A still" not in shown(client, "undescribed")
    film = make_document("Film", name="film.mp4", content=b"film")
    video = add_page(VideoPage, site_tree.videos, "Silent film", file=film)
    PageRegion.objects.create(page=video, region=region)
    assert "Without captions and transcript" in shown(client, "videos")
    edit = client.get(reverse("wagtailadmin_pages:edit", args=[video.pk])).content.decode()
    assert "This video has no captions and no transcript" in edit
    video.captions = make_document("Captions", name="film.vtt", content=b"WEBVTT")
    video.save_revision(clean=False).publish()
    assert "Silent film" not in shown(client, "videos")
    edit = client.get(reverse("wagtailadmin_pages:edit", args=[video.pk])).content.decode()
    assert "This video has no" not in edit


def test_another_regions_videos_and_strangers(site_tree, client):
    video = add_page(VideoPage, site_tree.videos, "Northern film", live=False)
    PageRegion.objects.create(page=video, region=make_region("North"))
    assert "Northern film" not in shown(client, "videos")
