"""A file has no drafts: what the public can open is changed by those who may publish it."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from knowledge.documents.files.visibility import is_public_file
from knowledge.models import HubDocument, PageRegion, ResourcePage
from tests import factories
from tests.factories import (
    make_admin,
    make_document,
    make_editor,
    make_moderator,
    make_region,
    pdf_bytes,
)
from tests.signing_in import admin_client

pytestmark = pytest.mark.django_db


@pytest.fixture
def region():
    return make_region("South East")


@pytest.fixture
def worksheet(site_tree, region):
    """A document that a public page of the region uses."""
    document = make_document("Worksheet", name="worksheet.pdf", content=pdf_bytes("Old words"))
    page = factories.add_page(ResourcePage, site_tree.resources, "A worksheet", document=document)
    PageRegion.objects.create(page=page, region=region)
    assert is_public_file(document)
    return document


def change(client, document: HubDocument, **fields):
    """Send the admin's form with another file."""
    new = SimpleUploadedFile("new.pdf", pdf_bytes("New words"))
    url = reverse("wagtaildocs:edit", args=[document.pk])
    return client.post(url, {"title": document.title, "note": "", "file": new, **fields})


def test_an_editor_does_not_replace_what_the_public_opens(worksheet, region, client):
    before = worksheet.file_hash
    response = change(admin_client(make_editor(region=region)), worksheet)
    assert "changing it would be publishing" in response.content.decode()
    worksheet.refresh_from_db()
    assert worksheet.file_hash == before


def test_nor_does_another_regions_moderator(worksheet):
    response = change(admin_client(make_moderator(region=make_region("North"))), worksheet)
    assert "changing it would be publishing" in response.content.decode()


@pytest.mark.parametrize("who", [make_moderator, lambda region: make_admin()])
def test_nobody_alone_replaces_what_the_public_opens(who, worksheet, region):
    before = worksheet.file_hash
    response = change(admin_client(who(region=region)), worksheet)
    assert "would publish it alone" in response.content.decode()
    worksheet.refresh_from_db()
    assert worksheet.file_hash == before


def test_a_moderator_changes_its_words(worksheet, region):
    url = reverse("wagtaildocs:edit", args=[worksheet.pk])
    client = admin_client(make_moderator(region=region))
    client.post(url, {"title": "A better title", "note": ""})
    worksheet.refresh_from_db()
    assert worksheet.title == "A better title"


def test_a_film_is_not_replaced_by_a_pdf(site_tree, region):
    film = make_document("Talk", name="talk.mp4", content=b"0123456789")
    response = change(admin_client(make_moderator(region=region)), film)
    html = response.content.decode()
    assert "This file is a .mp4, and what you chose is a .pdf." in html


def test_an_editor_changes_what_is_not_public(site_tree, region):
    document = make_document("Draft", name="draft.pdf", content=pdf_bytes("Old"))
    assert change(admin_client(make_editor(region=region)), document).status_code == 302


def test_only_a_moderator_makes_a_file_public_on_its_own(site_tree, region):
    document = make_document("Draft", name="draft.pdf", content=pdf_bytes("Old"))
    response = change(admin_client(make_editor(region=region)), document, is_listed="on")
    assert "Only a moderator" in response.content.decode()
    document.refresh_from_db()
    assert not document.is_listed
    sender, other = make_moderator(region=region), make_moderator(region=region)
    response = change(admin_client(sender), document, is_listed="on")
    assert "Somebody else has to make it public" in response.content.decode()
    assert change(admin_client(sender), document).status_code == 302
    url = reverse("wagtaildocs:edit", args=[document.pk])
    listed = {"title": document.title, "note": "", "is_listed": "on"}
    assert "Somebody else has to" in admin_client(sender).post(url, listed).content.decode()
    assert admin_client(other).post(url, listed).status_code == 302
    document.refresh_from_db()
    assert document.is_listed
