"""Another file in the place of a public one: sent by one person, decided by another."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from knowledge.models import HubDocument, PageRegion, ResourcePage
from knowledge.moderation import reviews
from knowledge.moderation.models import Review
from knowledge.replacing import replacements
from knowledge.replacing.models import FileReplacement
from tests import factories
from tests.factories import make_admin, make_editor, make_moderator, make_region, pdf_bytes
from tests.signing_in import admin_client

pytestmark = pytest.mark.django_db
State = FileReplacement.State
NEW = pdf_bytes("New words")


@pytest.fixture
def worksheet(site_tree, region) -> HubDocument:
    """A document that a public page of the region uses."""
    document = factories.make_document("Worksheet", name="worksheet.pdf", content=pdf_bytes("Old"))
    page = factories.add_page(ResourcePage, site_tree.resources, "A worksheet", document=document)
    PageRegion.objects.create(page=page, region=region)
    return document


def address(document: HubDocument) -> str:
    return reverse("replace_document", args=[document.pk])


def send(user, document: HubDocument, name: str = "new.pdf", content: bytes | None = None):
    upload = SimpleUploadedFile(name, content or NEW)
    seen = HubDocument.objects.get(pk=document.pk).file_hash
    sent = {"file": upload, "why": "The telephone number is right now", "seen": seen}
    return admin_client(user).post(address(document), sent, follow=True).content.decode()


def decide(user, document: HubDocument, act: str = "accept") -> str:
    row = document.replacements.get(state=State.WAITING)
    client = admin_client(user)
    return client.post(address(document), {act: row.pk}, follow=True).content.decode()


def served(client, address: str) -> bytes:
    response = client.get(address, follow=True)
    assert response.status_code == 200
    return b"".join(response)


def test_a_second_person_puts_it_in_its_place(
    worksheet, region, client, django_capture_on_commit_callbacks
):
    editor, moderator = make_editor(region=region), make_moderator(region=region)
    old_address, old_name = worksheet.url, worksheet.file.name
    before = served(client, old_address)
    assert "Somebody else decides" in send(editor, worksheet)
    assert served(client, old_address) == before
    html = admin_client(moderator).get(address(worksheet)).content.decode()
    assert "A worksheet" in html
    assert "The telephone number is right now" in html
    assert worksheet.title in admin_client(moderator).get(reverse("waiting_files")).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        assert "in its place" in decide(moderator, worksheet)
    worksheet.refresh_from_db()
    assert worksheet.uploaded_by_user == editor
    assert served(client, old_address) == NEW
    assert served(client, worksheet.url) == NEW
    assert not worksheet.file.storage.exists(old_name) or worksheet.file.name == old_name
    row = worksheet.replacements.get()
    assert (row.state, row.decided_by, row.file.name) == (State.ACCEPTED, moderator, "")


def test_what_was_read_with_the_old_file_is_to_be_read_anew(worksheet, region):
    page = ResourcePage.objects.get()
    page.summary = "A new summary"
    writer, moderator = make_editor(region=region), make_moderator(region=region)
    page.save_revision(user=writer)
    page.get_workflow().start(page, writer)
    review = Review.objects.get(page_id=page.pk)
    version = reviews.version_of(page)
    send(make_editor(region=region), worksheet)
    assert reviews.version_of(page) == version, "what waits is not there yet"
    decide(moderator, worksheet)
    with pytest.raises(reviews.ChangedMeanwhile):
        reviews.approve(review, moderator, version=version)
    reviews.approve(review, moderator, version=reviews.version_of(page))


def test_the_first_page_of_whoever_may_decide_says_that_it_waits(worksheet, region):
    editor, moderator = make_editor(region=region), make_moderator(region=region)
    send(editor, worksheet)
    waits = "new file waits for a decision"
    first = admin_client(moderator).get("/admin/").content.decode()
    assert waits in first
    listed = reverse("waiting_files") + "?mine=1"
    assert f'href="{listed}"' in first
    for user, own in ((moderator, 1), (editor, 0)):
        rows = admin_client(user).get(listed).context["object_list"]
        assert len(rows) == own
    for user in (editor, make_moderator(region=make_region("North"))):
        assert waits not in admin_client(user).get("/admin/").content.decode()


@pytest.mark.parametrize("who", [make_moderator, lambda region: make_admin()])
def test_nobody_decides_about_their_own(who, worksheet, region):
    sender = who(region=region)
    send(sender, worksheet)
    html = admin_client(sender).get(address(worksheet)).content.decode()
    assert "somebody else decides" in html
    assert 'name="accept"' not in html
    row = worksheet.replacements.get()
    assert admin_client(sender).post(address(worksheet), {"accept": row.pk}).status_code in {
        302,
        403,
    }
    worksheet.refresh_from_db()
    row.refresh_from_db()
    assert row.state == State.WAITING
    decide(sender, worksheet, "refuse")
    row.refresh_from_db()
    assert row.state == State.TAKEN_BACK


def test_nor_an_editor_or_another_region(worksheet, region):
    send(make_editor(region=region), worksheet)
    for user in (make_editor(region=region), make_moderator(region=make_region("North"))):
        decide(user, worksheet)
        decide(user, worksheet, "refuse")
        assert worksheet.replacements.get().state == State.WAITING


def test_one_of_another_sort_is_refused(worksheet, region):
    html = send(make_editor(region=region), worksheet, name="new.docx")
    assert "send a .pdf" in html
    html = send(make_editor(region=region), worksheet, content=b"no pdf")
    assert "its content is something else" in html
    assert not worksheet.replacements.exists()


def test_one_waits_at_a_time_and_an_old_decision_is_none(worksheet, region):
    editor, moderator = make_editor(region=region), make_moderator(region=region)
    send(editor, worksheet)
    with pytest.raises(replacements.NotAnyMore):
        replacements.send(worksheet, SimpleUploadedFile("b.pdf", b"%PDF"), "Again", editor)
    first = worksheet.replacements.get()
    decide(editor, worksheet, "refuse")
    send(editor, worksheet)
    html = admin_client(moderator).post(address(worksheet), {"accept": first.pk}, follow=True)
    assert "Somebody has decided" in html.content.decode()
    assert worksheet.replacements.filter(state=State.WAITING).exists()
    # The document was changed in another way meanwhile.
    HubDocument.objects.filter(pk=worksheet.pk).update(file_hash="other")
    assert "changed meanwhile" in decide(moderator, worksheet)


def test_a_file_that_only_staff_open_is_replaced_at_once(site_tree, region):
    document = factories.make_document("Draft", name="draft.pdf", content=pdf_bytes("Old"))
    assert "in its place" in send(make_editor(region=region), document)
    document.refresh_from_db()
    with document.open_file() as file:
        assert file.read() == NEW


def test_what_waits_is_opened_by_those_who_see_the_document(worksheet, region, client):
    editor = make_editor(region=region)
    send(editor, worksheet)
    file = reverse("replacement_file", args=[worksheet.replacements.get().pk])
    assert served(admin_client(editor), file) == NEW
    assert client.get(file).status_code == 302
    edit = admin_client(editor).get(reverse("wagtaildocs:edit", args=[worksheet.pk]))
    assert address(worksheet) in edit.content.decode()
