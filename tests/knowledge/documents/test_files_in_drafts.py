"""A file of which only a draft or a scheduled version makes use is in use: nobody is told to delete it."""

from __future__ import annotations

import datetime

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone

from knowledge.access.roles import ensure_roles
from knowledge.documents.files.tidying import unused_files
from knowledge.models import HubDocument, PageRegion, ResourcePage, SectionPage
from knowledge.replacing.usage import usage_of
from tests.factories import add_page, make_admin, make_editor, make_image, make_region
from tests.signing_in import admin_client

pytestmark = [pytest.mark.django_db, pytest.mark.each_database]


def a_document(title: str = "Worksheet") -> HubDocument:
    file = ContentFile(title.encode(), name=f"{title}.txt")
    return HubDocument.objects.create(title=title, file=file)


def page_of(site_tree, title: str, **fields) -> ResourcePage:
    return ResourcePage.objects.get(
        pk=add_page(ResourcePage, site_tree.resources, title, **fields).pk
    )


def never_published(site_tree, document):
    page = page_of(site_tree, "Never published", live=False)
    page.save_revision()
    page.document = document
    page.save_revision()


def changed_since(site_tree, document):
    page = page_of(site_tree, "Changed since")
    page.save_revision().publish()
    page = ResourcePage.objects.get(pk=page.pk)
    page.document = document
    page.save_revision()


def scheduled(site_tree, document):
    """Its newest draft has no file; the version that comes tomorrow has."""
    page = page_of(site_tree, "Scheduled")
    page.save_revision().publish()
    page = ResourcePage.objects.get(pk=page.pk)
    page.document, page.go_live_at = document, timezone.now() + datetime.timedelta(days=1)
    page.save_revision().publish()
    page = ResourcePage.objects.get(pk=page.pk)
    page.document, page.go_live_at = None, None
    page.save_revision()


@pytest.mark.parametrize("use", [never_published, changed_since, scheduled])
def test_what_a_version_to_come_uses_is_used(site_tree, use):
    document, other = a_document(), a_document("Nowhere")
    use(site_tree, document)
    assert not ResourcePage.objects.exclude(document=None).exists()
    admin = make_admin()
    assert list(unused_files(admin, HubDocument)) == [other]
    assert [each.page.pk for each in usage_of(document, admin).pages] == [
        ResourcePage.objects.get(title=use.__name__.replace("_", " ").capitalize()).pk
    ]
    assert not usage_of(other, admin).pages


def test_drafts_of_other_regions_are_counted_and_not_named(site_tree):
    ensure_roles()
    document = a_document()
    never_published(site_tree, document)
    page = ResourcePage.objects.get(title="Never published")
    PageRegion.objects.create(page_id=page.pk, region=make_region("North"))
    usage = usage_of(document, make_editor(region=make_region("South")))
    assert (usage.pages, usage.other_pages) == ([], 1)


def test_whoever_deletes_a_file_is_told_which_drafts_use_it(site_tree):
    ensure_roles()
    document, image, unused = a_document(), make_image(), a_document("Nowhere")
    never_published(site_tree, document)
    block = {"image": image.pk, "decorative": False, "alt_text": "A ladder"}
    body = [{"type": "image", "value": {"image": block, "caption": ""}}]
    add_page(SectionPage, site_tree.pack, "With a picture", body=body, live=False)
    client = admin_client(make_admin())
    for address, says in (
        (reverse("wagtaildocs:delete", args=[document.pk]), "Never published"),
        (bulk("hubdocument", document, unused), "Never published"),
        (reverse("wagtailimages:delete", args=[image.pk]), "With a picture"),
        (bulk("hubimage", image), "With a picture"),
    ):
        said = client.get(address).content.decode()
        assert said.count("used by what is not public yet") == 1, address
        assert says in said, address
    assert (
        "not public yet"
        not in client.get(reverse("wagtaildocs:delete", args=[unused.pk])).content.decode()
    )


def bulk(model: str, *files) -> str:
    chosen = "&".join(f"id={file.pk}" for file in files)
    return f"{reverse('wagtail_bulk_action', args=['knowledge', model, 'delete'])}?{chosen}"
