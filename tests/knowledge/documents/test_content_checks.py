"""Uploads are judged by their content: disguised, too big, protected and exploding files are refused."""

from __future__ import annotations

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from knowledge.documents.files.content_checks import ContentError, check_content
from knowledge.models import HubDocument, HubImage
from tests.factories import (
    image_file,
    make_document,
    make_editor,
    make_region,
    pdf_bytes,
    word_bytes,
)
from tests.hostile_files import encrypted_pdf
from tests.signing_in import admin_client

ALLOWED = ["pdf", "docx", "pptx", "png", "jpg", "txt", "vtt", "mp4"]
PNG = image_file().read()


def check(name: str, content: bytes, most_bytes: int = 1_000_000) -> str:
    return check_content(io.BytesIO(content), name, most_bytes=most_bytes, allowed=ALLOWED)


def bomb() -> bytes:
    stream = io.BytesIO(word_bytes("Words"))
    with zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/media/a.bin", bytes(400 * 1024 * 1024))
    return stream.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.pdf", pdf_bytes("x")),
        ("A.PDF", pdf_bytes("x")),
        ("a.docx", word_bytes("x")),
        ("a.png", PNG),
        ("a.txt", "Café".encode()),
        ("a.txt", "Café".encode("utf-16")),
        ("a.vtt", b"WEBVTT\n\n"),
    ],
)
def test_what_is_what_it_says_is_taken(name, content):
    assert check(name, content) == name.lower().rsplit(".", 1)[1]


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.exe", b"MZ", "not accepted"),
        ("a", b"x", "not accepted"),
        ("a.pdf", b"", "empty"),
        ("a.pdf", b"%PDF-" + bytes(2_000_000), "the most that is accepted"),
        ("a.pdf", PNG, "something else"),
        ("a.pdf", b"<html><script>alert(1)</script>", "something else"),
        ("a.png", pdf_bytes("x"), "something else"),
        ("a.png", b"<svg onload='alert(1)'>", "something else"),
        ("a.docx", pdf_bytes("x"), "something else"),
        ("a.pptx", word_bytes("x"), "something else"),
        ("a.docx", b"PK\x03\x04 broken", "something else"),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "password"),
        ("a.txt", PNG, "something else"),
        ("a.vtt", b"1\n00:00", "WEBVTT"),
    ],
)
def test_what_is_not_is_refused_in_one_sentence(name, content, words):
    with pytest.raises(ContentError, match=words):
        check(name, content)


def test_an_exploding_archive_is_refused():
    with pytest.raises(ContentError, match="unpacks"):
        check("a.docx", bomb(), 10_000_000)


def test_the_position_is_kept():
    file = io.BytesIO(b"12" + pdf_bytes("x"))
    file.seek(2)
    with pytest.raises(ContentError):
        check_content(file, "a.docx", most_bytes=10**6, allowed=ALLOWED)
    assert file.tell() == 2


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "name", "model"),
    [
        ("wagtaildocs:add", "a.pdf", HubDocument),
        ("wagtailimages:add", "a.png", HubImage),
    ],
)
def test_the_admins_forms_say_it_beside_the_field(address, name, model):
    client = admin_client(make_editor(region=make_region()))
    response = client.post(
        reverse(address),
        {"title": "Disguised", "collection": 1, "file": SimpleUploadedFile(name, b"GIF89a nope")},
    )
    assert not model.objects.exists()
    assert response.status_code == 200


@pytest.mark.django_db
def test_uploading_many_at_once_is_checked_too():
    client = admin_client(make_editor(region=make_region()))
    response = client.post(
        reverse("wagtaildocs:add_multiple"),
        {"title": "x", "files[]": SimpleUploadedFile("a.pdf", b"GIF89a nope")},
        headers={"x-requested-with": "XMLHttpRequest"},
    )
    assert response.json()["success"] is False
    assert not HubDocument.objects.exists()


# --- PDFs that no reader opens ---

WHOLE = pdf_bytes("Many words. " * 40)
UNREADABLE = {
    "cut off": (WHOLE[: len(WHOLE) // 2], "damaged or cut off"),
    "no PDF inside": (b"%PDF-1.7\nNothing of the sort.\n%%EOF", "damaged or cut off"),
    "with a password": (encrypted_pdf(), "asks for a password"),
}


def added(client, file):
    data = {"title": "What I typed", "collection": 1, "file": file}
    return client.post(reverse("wagtaildocs:add"), data).content.decode()


def added_among_many(client, file):
    data = {"title": "What I typed", "files[]": file}
    answer = client.post(
        reverse("wagtaildocs:add_multiple"),
        data,
        headers={"x-requested-with": "XMLHttpRequest"},
    ).json()
    assert answer["success"] is False
    return f"{answer['error_message']} What I typed"  # What was typed stays in the page.


def added_in_a_chooser(client, file):
    form = "document-chooser-upload"
    data = {f"{form}-title": "What I typed", f"{form}-collection": 1, f"{form}-file": file}
    answer = client.post(reverse("wagtaildocs_chooser:create"), data).json()
    assert answer["step"] == "reshow_creation_form"
    return answer["htmlFragment"]


def in_place_of_another(client, file):
    document = make_document("Old", name="old.pdf", content=pdf_bytes("Old"))
    data = {"title": "What I typed", "file": file}
    answer = client.post(reverse("wagtaildocs:edit", args=[document.pk]), data)
    document.delete()
    return answer.content.decode()


def sent_to_replace(client, file):
    document = make_document("Old", name="old.pdf", content=pdf_bytes("Old"))
    data = {"why": "What I typed", "file": file}
    answer = client.post(reverse("replace_document", args=[document.pk]), data)
    assert not document.replacements.exists()
    document.delete()
    return answer.content.decode()


def in_a_new_section(client, file):
    data = {"title": "What I typed", "text": "Words", "worksheet": file, "submit": "1"}
    return client.post(reverse("new_section"), data).content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(("content", "words"), UNREADABLE.values(), ids=UNREADABLE)
@pytest.mark.parametrize(
    "way",
    [added, added_among_many, added_in_a_chooser, in_place_of_another, sent_to_replace, in_a_new_section],
)  # fmt: skip
def test_a_pdf_that_no_reader_opens_is_refused_wherever_editors_send_one(
    site_tree, way, content, words
):
    client = admin_client(make_editor(region=make_region()))
    said = way(client, SimpleUploadedFile("paper.pdf", content, "application/pdf"))
    assert words in said
    assert "send that copy" in said
    assert "What I typed" in said
    assert not HubDocument.objects.exists()


@pytest.mark.django_db
def test_a_sound_document_is_taken():
    client = admin_client(make_editor(region=make_region()))
    file = SimpleUploadedFile("notes.pdf", pdf_bytes("Words"))
    response = client.post(
        reverse("wagtaildocs:add"), {"title": "Notes", "collection": 1, "file": file}
    )
    assert response.status_code == 302
    assert HubDocument.objects.get().file_hash


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_file_that_calls_itself_one_with_macros_is_refused_without_them_too(encoding):
    listed = "application/vnd.ms-word.document.macroEnabled.main+xml".encode(encoding)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("word/document.xml", b"<x/>")
        archive.writestr("[Content_Types].xml", listed)
    with pytest.raises(ContentError, match="macros"):
        check("a.docx", stream.getvalue())
