"""“Write a section”: what it makes, what it refuses, and which button is in sight in the editor."""

from __future__ import annotations

import re
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from knowledge.admin.new_section import NewSectionForm, title_of_file
from knowledge.documents.files.upload_checks import PAPERS, PAPERS_IN_WORDS
from knowledge.models import HubDocument, HubImage, SectionPage, VideoIndexPage, VideoPage
from knowledge.moderation.models import Review
from tests.factories import (
    add_page,
    image_file,
    make_contributor,
    make_editor,
    make_region,
    pdf_bytes,
    word_bytes,
)
from tests.signing_in import admin_client, sign_in

pytestmark = pytest.mark.django_db

ADDRESS = "/admin/new-section/"


@pytest.fixture
def editor():
    return make_editor(region=make_region("North"))


def send(editor, button="submit", **said):
    data = {
        "title": "Meeting outdoors",
        "text": "Walk & talk.\n\nBring a pram.",
        button: "1",
        **said,
    }
    return admin_client(editor).post(ADDRESS, data)


def picture(name="a_walk.png"):
    return SimpleUploadedFile(name, image_file().file.getvalue(), "image/png")


def test_words_alone_are_a_section_in_review(site_tree, editor):
    response = send(editor)
    section = SectionPage.objects.get(title="Meeting outdoors")
    assert response["Location"] == reverse("wagtailadmin_pages:edit", args=[section.pk])
    assert section.get_parent().pk == site_tree.pack.pk
    assert (section.live, section.owner, section.content_owner) == (False, editor, editor)
    assert "<p>Walk &amp; talk.</p>" in str(section.body)
    assert Review.objects.open().get().page_id == section.pk
    assert not VideoPage.objects.exists()


def test_sent_twice_it_is_made_once(site_tree, editor):
    sent = {"token": str(uuid.uuid4()), "video_title": "How we walk"}
    first = send(editor, **sent, picture=picture(), picture_shows="Three prams")
    again = send(editor, **sent, picture=picture(), picture_shows="Three prams")
    assert again["Location"] == first["Location"]
    assert SectionPage.objects.filter(title="Meeting outdoors").count() == 1
    assert (VideoPage.objects.count(), HubImage.objects.count()) == (1, 1)
    send(editor)  # A form of its own.
    assert SectionPage.objects.filter(title="Meeting outdoors").count() == 2


def test_sent_again_with_other_words_nothing_typed_is_lost(site_tree, editor):
    """As from the page before, by the browser's button."""
    token = str(uuid.uuid4())
    send(editor, token=token, summary="The first words.")
    send(editor, token=token, summary="Better words.")
    made = SectionPage.objects.filter(title="Meeting outdoors").values_list("summary", flat=True)
    assert sorted(made) == ["Better words.", "The first words."]


def test_sent_twice_at_one_moment_it_is_made_once(site_tree, editor, monkeypatch):
    """The second looks before the first has written, and again when the database refuses it."""
    token = str(uuid.uuid4())
    first = send(editor, token=token)
    look, looks = NewSectionForm.made_before, []

    def too_early(form):
        looks.append(form)
        return look(form) if len(looks) > 1 else None

    monkeypatch.setattr(NewSectionForm, "made_before", too_early)
    assert send(editor, token=token)["Location"] == first["Location"]
    assert len(looks) == 2
    assert SectionPage.objects.filter(title="Meeting outdoors").count() == 1


def test_another_persons_form_makes_a_page_of_its_own(site_tree, editor):
    token = str(uuid.uuid4())
    send(editor, token=token)
    send(make_editor(region=make_region("West")), token=token, title="Another")
    assert SectionPage.objects.filter(title__in=["Meeting outdoors", "Another"]).count() == 2


def test_the_form_has_a_token_of_its_own_each_time(site_tree, editor):
    client = admin_client(editor)
    tokens = {
        re.search(r'name="token" value="([^"]+)"', client.get(ADDRESS).content.decode())[1]
        for _ in "ab"
    }
    assert len(tokens) == 2


def test_saved_it_waits_for_nobody(site_tree, editor):
    send(editor, "save", video_title="How we walk")
    assert SectionPage.objects.filter(title="Meeting outdoors", live=False).exists()
    assert VideoPage.objects.get().live is False
    assert not Review.objects.exists()


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"title": ""}, "title"),
        ({"picture": picture}, "picture_shows"),
        ({"picture": picture, "picture_shows": "a_walk.png"}, "picture_shows"),
        ({"video_address": "https://example.org/film"}, "video_title"),
        (
            {"worksheet": lambda: SimpleUploadedFile("paper.pdf", b"MZ no paper")},
            "worksheet",
        ),
    ],
)
def test_what_is_not_right_is_said_and_nothing_is_made(site_tree, editor, said, field):
    response = send(
        editor, **{key: each() if callable(each) else each for key, each in said.items()}
    )
    assert response.status_code == 200
    assert "Something is not right yet" in response.content.decode()
    assert list(response.context["form"].errors) == [field]
    made = (HubImage, HubDocument, VideoPage, Review)
    assert not any(model.objects.exists() for model in made)
    assert not SectionPage.objects.filter(title="Meeting outdoors").exists()


PAPER = {
    "pdf": pdf_bytes,
    "docx": word_bytes,
    "csv": lambda words: f"name,address\n{words},\n".encode(),
    "txt": str.encode,
    "mp4": lambda words: bytes(4) + b"ftypisom" + bytes(60),
}


@pytest.mark.parametrize("sort", PAPER)
def test_a_worksheet_is_a_file_to_print_or_fill_in(site_tree, editor, sort):
    paper = SimpleUploadedFile(f"sheet.{sort}", PAPER[sort]("Where to walk"))
    response = send(editor, worksheet=paper)
    if sort in PAPERS:
        assert response.status_code == 302
        assert HubDocument.objects.get().title == "Sheet"
        return
    (error,) = response.context["form"].errors["worksheet"]
    assert PAPERS_IN_WORDS in error
    assert "Walk &amp; talk." in response.content.decode()
    assert not HubDocument.objects.exists()


def test_the_form_says_what_a_worksheet_is(site_tree, editor):
    page = admin_client(editor).get(ADDRESS).content.decode()
    assert f"A file to print or fill in: {PAPERS_IN_WORDS}." in page
    assert 'accept=".docx,.odt,.pdf,.pptx,.xlsx"' in page
    assert all(f".{sort}" in PAPERS_IN_WORDS.lower() for sort in PAPERS - {"pdf"})


def test_files_are_called_as_they_are(site_tree, editor):
    paper = SimpleUploadedFile("walking-worksheet.pdf", pdf_bytes("Where to walk"))
    send(editor, picture=picture(), picture_shows="Three prams", worksheet=paper)
    assert HubImage.objects.get().title == "A walk"
    document = HubDocument.objects.get()
    assert (document.title, document.uploaded_by_user) == ("Walking worksheet", editor)
    assert title_of_file("_.pdf") == "File"


def test_it_is_for_people_of_the_admin(site_tree, client):
    assert client.get(ADDRESS).status_code == 302
    assert sign_in(client, make_contributor(), "code").get(ADDRESS).status_code in {302, 403}


def test_the_button_in_sight_sends_to_review(site_tree, editor):
    page = add_page(SectionPage, site_tree.pack, "A draft", live=False)
    form = admin_client(editor).get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    foot = form.content.decode().partition("<footer")[2]
    assert foot.index('name="action-submit"') < foot.index("Save draft")


def test_a_new_video_is_one_click_from_where_one_is_chosen(site_tree, editor):
    client = admin_client(editor)
    form = client.get(
        reverse("wagtailadmin_pages:add", args=["knowledge", "sectionpage", site_tree.pack.pk])
    )
    assert reverse("new_video") in form.content.decode()
    opened = client.get(reverse("new_video"), follow=True)
    assert opened.status_code == 200
    assert opened.request["PATH_INFO"].endswith(f"/knowledge/videopage/{site_tree.videos.pk}/")


def test_whoever_may_begin_no_video_is_refused(site_tree):
    address = reverse("new_video")
    client = Client()
    sign_in(client, make_contributor())
    assert client.get(address).status_code in {302, 403}
    VideoIndexPage.objects.all().delete()
    refused = admin_client(make_editor(region=make_region("West"))).get(address)
    assert refused.status_code in {302, 403}


@pytest.mark.parametrize(
    "name",
    [
        "wagtailimages_chooser:choose",
        "wagtaildocs_chooser:choose",
        "wagtailimages:add_multiple",
        "wagtaildocs:add_multiple",
    ],
)
def test_an_upload_asks_for_no_tags(site_tree, editor, name):
    response = admin_client(editor).get(reverse(name))
    assert response.status_code == 200
    assert "file" in response.content.decode()
    assert not re.search(r'name="[^"]*tags"', response.content.decode())
