"""Files that an example does not take: each is refused in words, beside the field, and the text is kept."""

from __future__ import annotations

import io
import uuid
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from examples.models import Submission
from tests.factories import pdf_bytes


@pytest.fixture
def example(place, contributor) -> Submission:
    return contributor.begin()


def zip_bytes(**parts: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), data)
    return buffer.getvalue()


WITH_MACROS = zip_bytes(word__document_dot_xml=b"<x/>", word__vbaProject_dot_bin=b"x")
BOMB = zip_bytes(word__document_dot_xml=b"0" * 60_000_000)


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("photo.jpg", b"MZ\x90\x00 a program", "is damaged, or not what its name says"),
        ("program.exe", b"MZ\x90\x00", "not accepted"),
        ("paper.pdf", b"MZ\x90\x00 a program", "something else or broken"),
        ("page.svg", b"<svg xmlns='x'/>", "not accepted"),
        ("empty.pdf", b"", "is empty"),
        ("form.docx", WITH_MACROS, "contains macros"),
        ("form.docx", BOMB, "unpacks to far more"),
        ("form.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600, "protected by a password"),
        ("../../etc/passwd", b"root", "“passwd” was not added"),
    ],
)
def test_a_wrong_file_is_refused_in_words_and_the_text_is_kept(
    example, contributor, name, content, why
):
    upload = SimpleUploadedFile(name, content)
    response = contributor.post("add_file", aims="Typed all the same", files=upload)
    html = response.content.decode()
    assert response.status_code == 400
    assert '<a href="#id_files">' in html
    assert why in html
    assert "Typed all the same" in html
    assert contributor.submission.answers["aims"] == "Typed all the same"
    assert not example.files.exists()


def test_too_large_is_refused(example, contributor, settings):
    settings.HUB_MAX_UPLOAD_MB = 0
    response = contributor.post(
        "add_file", files=SimpleUploadedFile("Leaflet.pdf", pdf_bytes("Our leaflet"))
    )
    assert "larger than 0 MB" in response.content.decode()


class LongBody(io.RawIOBase):
    """The body of a form with a file of 200 MB, made while it is read."""

    def __init__(self, head: bytes, foot: bytes, zeros: int) -> None:
        self.parts, self.left = [head, foot], zeros
        self.length = len(head) + zeros + len(foot)

    def read(self, size: int = -1) -> bytes:
        if len(self.parts) == 2:
            return self.parts.pop(0)
        if self.left:
            now = min(size if size > 0 else 65536, self.left)
            self.left -= now
            return bytes(now)
        return self.parts.pop() if self.parts else b""


@pytest.mark.parametrize(
    ("field", "button", "limit"), [("files", "add_file", "50"), ("word_form", "read_word", "20")]
)
def test_200_megabytes_sent_by_a_browser_are_refused_in_words(
    example, contributor, field, button, limit
):
    """Through the real limits: the body is as long as it says, and is made while it is read."""
    typed = {"aims": "Typed all the same", "version": example.version, "token": str(uuid.uuid4())}
    head = b"".join(
        f'--b\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in {**typed, button: "1"}.items()
    )
    head += (
        f'--b\r\nContent-Disposition: form-data; name="{field}"; filename="walk.docx"\r\n\r\n'
    ).encode()
    body = LongBody(head, b"\r\n--b--\r\n", 200 * 1024 * 1024)
    response = contributor.client.request(
        **{
            "PATH_INFO": f"/share/{example.pk}/",
            "REQUEST_METHOD": "POST",
            "CONTENT_TYPE": "multipart/form-data; boundary=b",
            "CONTENT_LENGTH": str(body.length),
            "wsgi.input": body,
        }
    )
    assert response.status_code == 400
    assert f"larger than {limit} MB" in response.content.decode()
    assert contributor.submission.answers["aims"] == "Typed all the same"
    assert not example.files.exists()


def test_nothing_chosen_is_said(example, contributor):
    response = contributor.post("add_file")
    assert "Choose a file first" in response.content.decode()
