"""What is public, and who may open a file: the rule, its queryset and its two doors agree."""

from __future__ import annotations

import datetime

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import Collection, CollectionViewRestriction, Page, PageViewRestriction

from knowledge.documents.files.visibility import is_public_file, public_documents, public_images
from knowledge.models import HubDocument, HubImage, ResourcePage, SectionPage
from knowledge.public_pages import is_public_page, public_pages
from tests.factories import (
    add_page,
    make_contributor,
    make_document,
    make_editor,
    make_image,
    section_body,
)
from tests.signing_in import sign_in, sign_in_to_admin

pytestmark = pytest.mark.django_db


def document_block(document: HubDocument) -> list[dict]:
    return [{"type": "document", "value": {"document": document.pk, "text": ""}}]


def make_pages_of_every_state(site_tree) -> dict[str, Page]:
    hour = datetime.timedelta(hours=1)
    now = timezone.now()
    pages = {
        "live": add_page(SectionPage, site_tree.pack, "Live"),
        "draft": add_page(SectionPage, site_tree.pack, "Draft", live=False),
        "ending": add_page(SectionPage, site_tree.pack, "Ending", expire_at=now + hour),
        "restricted": add_page(SectionPage, site_tree.pack, "Restricted"),
        "outside": add_page(SectionPage, site_tree.pack, "Outside"),
    }
    pages["below"] = add_page(SectionPage, pages["restricted"], "Below restricted")
    PageViewRestriction.objects.create(
        page=pages["restricted"], restriction_type="password", password="secret"
    )
    pages["alias"] = pages["restricted"].create_alias(update_slug="alias")
    pages["alias of it"] = pages["alias"].create_alias(update_slug="alias-of-it")
    pages["below alias"] = add_page(SectionPage, pages["alias"], "Below alias")
    pages["ended"] = add_page(SectionPage, site_tree.pack, "Ended")
    Page.objects.filter(pk=pages["ended"].pk).update(expire_at=now - hour)
    return pages


@pytest.mark.each_database
def test_public_pages_are_live_unrestricted_and_not_past_their_end(site_tree):
    pages = make_pages_of_every_state(site_tree)
    public = set(public_pages().values_list("pk", flat=True))
    assert {name for name, page in pages.items() if page.pk in public} == {
        "live",
        "ending",
        "outside",
    }


@pytest.mark.each_database
def test_predicate_and_queryset_of_public_pages_agree(site_tree):
    make_pages_of_every_state(site_tree)
    public = set(public_pages().values_list("pk", flat=True))
    for page in Page.objects.all():
        assert is_public_page(page) == (page.pk in public), page


def test_what_is_public_opens_for_everybody_and_nothing_else_does(site_tree, client):
    for name, page in make_pages_of_every_state(site_tree).items():
        response = client.get(page.get_url())
        opens = response.status_code == 200 and b'type="password"' not in response.content
        # Wagtail opens a page that has ended until its scheduler has been there; nothing lists it.
        assert opens == is_public_page(page) or name == "ended", name


@pytest.mark.each_database
def test_a_page_outside_every_site_is_not_public(site_tree):
    elsewhere = Page.get_first_root_node().add_child(instance=Page(title="Elsewhere", slug="else"))
    assert elsewhere.live
    assert not is_public_page(elsewhere)
    assert not public_pages().filter(pk=elsewhere.pk).exists()


@pytest.mark.each_database
def test_a_document_is_public_while_a_public_page_uses_it(site_tree, client):
    document = make_document("Worksheet", content=b"Draw three cubes.")
    assert client.get(document.url).status_code == 404

    page = add_page(SectionPage, site_tree.pack, live=False, body=document_block(document))
    assert client.get(document.url).status_code == 404

    page.get_latest_revision().publish()
    response = client.get(document.url)
    assert response.status_code == 200
    assert b"".join(response.streaming_content) == b"Draw three cubes."

    page.refresh_from_db()
    page.unpublish()
    assert client.get(document.url).status_code == 404


@pytest.mark.each_database
def test_a_file_of_a_new_draft_of_a_live_page_stays_private(site_tree, client):
    page = add_page(SectionPage, site_tree.pack, body=section_body("Now."))
    document = make_document("Not yet")
    page.body = document_block(document)
    page.save_revision()
    assert client.get(document.url).status_code == 404
    assert not public_documents().filter(pk=document.pk).exists()


@pytest.mark.each_database
def test_a_listed_document_is_public_on_its_own(client, site_tree):
    document = make_document(is_listed=True)
    assert client.get(document.url).status_code == 200


@pytest.mark.each_database
def test_a_restricted_collection_keeps_its_files(client, site_tree):
    document = make_document(is_listed=True)
    collection = Collection.get_first_root_node().add_child(name="Private")
    document.collection = collection
    document.save()
    CollectionViewRestriction.objects.create(collection=collection, restriction_type="login")
    assert client.get(document.url).status_code == 404
    assert not is_public_file(document)


def test_editors_open_private_files_and_contributors_do_not(client, site_tree):
    document = make_document()
    client.force_login(make_contributor())
    assert client.get(document.url).status_code == 404
    editor = make_editor()
    assert sign_in(Client(), editor, "code").get(document.url).status_code == 404
    response = sign_in_to_admin(client, editor).get(document.url)
    assert response.status_code == 200
    assert response["Cache-Control"] == "private, no-store"


def test_whoever_passed_a_pages_password_opens_its_files(client, site_tree):
    document = make_document()
    page = add_page(SectionPage, site_tree.pack, body=document_block(document))
    restriction = PageViewRestriction.objects.create(
        page=page, restriction_type="password", password="secret"
    )
    assert client.get(document.url).status_code == 404
    client.post(
        f"/_util/authenticate_with_password/{restriction.pk}/{page.pk}/",
        {"password": "secret", "return_url": page.url},
    )
    assert client.get(document.url).status_code == 200


@pytest.mark.each_database
def test_images_and_their_sizes_follow_the_page(site_tree, client):
    image = make_image()
    rendition = image.get_rendition("width-100")
    assert client.get(rendition.url).status_code == 404
    assert client.get(image.file.url).status_code == 404
    block = {"image": image.pk, "decorative": False, "alt_text": "A ladder"}
    page = add_page(
        SectionPage,
        site_tree.pack,
        body=[{"type": "image", "value": {"image": block, "caption": ""}}],
    )
    assert client.get(rendition.url).status_code == 200
    assert set(public_images()) == {image}
    page.unpublish()
    assert client.get(rendition.url).status_code == 404


def test_documents_cannot_be_had_below_media(site_tree, client):
    document = make_document(is_listed=True)
    assert client.get(document.file.url).status_code == 404


@pytest.mark.each_database
def test_predicate_and_queryset_of_public_files_agree(site_tree):
    used, unused, listed = make_document(), make_document(), make_document(is_listed=True)
    add_page(SectionPage, site_tree.pack, body=document_block(used))
    add_page(ResourcePage, site_tree.resources, document=used)
    make_image()
    public = set(public_documents())
    assert public == {used, listed}
    for document in (used, unused, listed):
        assert is_public_file(document) == (document in public)
    for image in HubImage.objects.all():
        assert is_public_file(image) == (image in set(public_images()))


def test_a_part_of_a_video_can_be_asked_for(site_tree, client):
    document = make_document(name="clip.mp4", content=b"0123456789", is_listed=True)
    response = client.get(document.url, headers={"range": "bytes=2-4"})
    assert response.status_code == 206
    assert b"".join(response.streaming_content) == b"234"


def test_a_file_that_could_run_is_downloaded(site_tree, client):
    document = make_document(name="page.html", content=b"<script>1</script>", is_listed=True)
    response = client.get(document.url)
    assert response["Content-Disposition"].startswith("attachment")
    assert response["X-Content-Type-Options"] == "nosniff"


def test_an_old_address_of_a_replaced_file_leads_to_the_new_one(site_tree, client):
    document, private = make_document(is_listed=True), make_document()
    assert client.get(f"/documents/{document.pk}/before.txt").url == document.url
    assert client.get(f"/documents/{private.pk}/before.txt").status_code == 404


def test_a_missing_file_is_not_found(site_tree, client):
    document = make_document(is_listed=True)
    document.file.storage.delete(document.file.name)
    assert client.get(document.url).status_code == 404
