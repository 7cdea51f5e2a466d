"""Every hostile file at every door that takes files: no failure, no hang, bounded memory, one sentence."""

from __future__ import annotations

import re
import uuid
from functools import cache
from pathlib import Path, PurePath

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.users.models import UserProfile

from examples.models import Submission
from examples.template_fields import PROJECTS
from examples.word.filled import filled_word
from knowledge.access.roles import ensure_roles
from knowledge.importing.models import ImportRun
from knowledge.importing.runs import read_for_preview
from knowledge.models import HubDocument, HubImage
from tests.factories import make_contributor, make_moderator, make_region
from tests.hostile_files import hostile_files, sound
from tests.signing_in import admin_client

pytestmark = pytest.mark.django_db
MOST_BYTES = 80 * 1024 * 1024
"""Above what the process held before: the browser of the tests lives in it too, with each file thrice."""
STATUS = Path("/proc/self/status")


@cache
def files() -> list[tuple[str, bytes]]:
    """Made when a test asks: every worker of the suite reads this module."""
    return list(hostile_files())


def held_at_most() -> int:
    """The most memory that this process held since `begin_to_count`, in bytes."""
    return int(re.search(r"VmHWM:\s+(\d+)", STATUS.read_text())[1]) * 1024


def begin_to_count() -> int:
    """Forget what was held before; what is held now, in bytes."""
    Path("/proc/self/clear_refs").write_text("5")
    return held_at_most()


@pytest.fixture
def editor(settings):
    settings.HUB_ADMIN_REQUIRES_MFA = False
    ensure_roles()
    return admin_client(make_moderator(region=make_region()))


@pytest.fixture
def writer(client, site_tree, monkeypatch):
    """A contributor with an example; what they send is limited elsewhere."""
    monkeypatch.setattr("examples.views.files.may_upload", lambda request: True)
    monkeypatch.setattr("examples.views.buttons.may_upload", lambda request: True)
    monkeypatch.setattr("examples.submissions.attach.MOST_FILES", 1000)
    person = make_contributor()
    client.force_login(person)
    return client, Submission.objects.create(owner=person, answers={"project_title": "A"})


def form_errors(response) -> list[str]:
    """All that a page's form says is wrong."""
    if not response.context or "form" not in response.context:
        return []  # Taken; what is rendered is the message.
    errors = response.context["form"].errors
    return [sentence for field in errors.values() for sentence in field]


def by_script(writer, file) -> tuple[int, list[str]]:
    client, example = writer
    response = client.post(f"/share/{example.pk}/files/", {"files": file})
    reason = response.json().get("reason")
    return response.status_code, [reason] if reason else []


def by_form(button: str, field: str):
    def send(writer, file) -> tuple[int, list[str]]:
        client, example = writer
        example.refresh_from_db()
        data = {"version": example.version, "token": uuid.uuid4(), "project_title": "A"}
        response = client.post(f"/share/{example.pk}/", {**data, button: "1", field: file})
        return response.status_code, form_errors(response) if response.status_code == 400 else []

    return send


def by_admin(name: str, field: str = "file"):
    def send(editor, file) -> tuple[int, list[str]]:
        data = {"title": "A", "collection": 1, field: file}
        response = editor.post(reverse(name), data)
        return response.status_code, form_errors(response)

    return send


def by_import(editor, file) -> tuple[int, list[str]]:
    """Sent, and read by the worker, which says what is wrong on the import's own page."""
    status, said = by_admin("hub_import_upload")(editor, file)
    for run in ImportRun.objects.filter(state=ImportRun.State.QUEUED):
        read_for_preview.call(run.pk)
        run.refresh_from_db()
        assert run.state in {ImportRun.State.PREVIEW, ImportRun.State.FAILED}
        status = editor.get(reverse("hub_import", args=[run.pk])).status_code
        said = [run.progress] if run.state == ImportRun.State.FAILED else []
    return status, said


def by_many(name: str):
    def send(editor, file) -> tuple[int, list[str]]:
        headers = {"x-requested-with": "XMLHttpRequest"}
        response = editor.post(reverse(name), {"title": "A", "files[]": file}, headers=headers)
        said = response.json().get("error_message", "")
        return response.status_code, [said] if said else []

    return send


def by_chooser(name: str, prefix: str):
    def send(editor, file) -> tuple[int, list[str]]:
        data = {f"{prefix}-title": "A", f"{prefix}-collection": 1, f"{prefix}-file": file}
        response = editor.post(reverse(name), data)
        said = re.findall(r'<p class="error-message">(.*?)</p>', response.content.decode())
        return response.status_code, said

    return send


PICTURES, PAPERS = settings.WAGTAILIMAGES_EXTENSIONS, settings.WAGTAILDOCS_EXTENSIONS
SOME: list[str] = []
"""Of a door that shares a form with another: every fifth file."""
DOORS = {
    "an example, by script": ("writer", by_script, [*PICTURES, *PAPERS]),
    "an example, without scripts": ("writer", by_form("add_file", "files"), SOME),
    "a Word form": ("writer", by_form("read_word", "word_form"), ["docx"]),
    "an image": ("editor", by_admin("wagtailimages:add"), ["jpg"]),
    "many images": ("editor", by_many("wagtailimages:add_multiple"), SOME),
    "an image, while choosing": (
        "editor", by_chooser("wagtailimages_chooser:create", "image-chooser-upload"), SOME,
    ),
    "a document": ("editor", by_admin("wagtaildocs:add"), PAPERS),
    "many documents": ("editor", by_many("wagtaildocs:add_multiple"), SOME),
    "a document, while choosing": (
        "editor", by_chooser("wagtaildocs_chooser:create", "document-chooser-upload"), SOME,
    ),
    "an import": ("editor", by_import, ["docx", "pptx", "txt"]),
}  # fmt: skip
"""Who comes with what, and the endings of which every file is tried: those that the door opens.

Of the others, which it refuses by their name, every fifth is tried. Pictures are made anew by one function
behind all doors: strangers bring all of them, an editor those of one sort.
"""


def tried(endings: list[str]) -> list[tuple[str, bytes]]:
    """The files for a door that opens those."""
    return [
        (name, data)
        for number, (name, data) in enumerate(files())
        if number % 5 == 0 or PurePath(name).suffix[1:].lower() in endings
    ]


def test_there_are_more_than_a_hundred_and_all_differ():
    assert len(files()) >= 100
    assert len({name for name, _ in files()}) == len(files())


@pytest.mark.parametrize("door", DOORS)
def test_a_door_takes_what_is_as_it_should_be(door, request, site_tree):
    """Else it would refuse the others for a reason that has nothing to do with them."""
    who, send, _ = DOORS[door]
    kind = "png" if "image" in door else "docx"
    data = filled_word(PROJECTS, {"aims": "To listen"}) if kind == "docx" else sound(kind)
    status, said = send(request.getfixturevalue(who), SimpleUploadedFile(f"a.{kind}", data))
    assert (status in {200, 302}, said) == (True, [])


@pytest.mark.parametrize("door", DOORS)
def test_a_door(door, request, site_tree):
    who, send, endings = DOORS[door]
    sender = request.getfixturevalue(who)
    before = begin_to_count() if STATUS.exists() else 0
    for name, data in tried(endings):
        status, said = send(sender, SimpleUploadedFile(name, data))
        assert status < 500, (name, status)
        assert len(said) <= 1, (name, said)
        assert "is not allowed" not in "".join(said), (name, said)
        assert all("\n" not in each and each[-1] in ".?!" for each in said), (name, said)
    if before:
        assert held_at_most() - before < MOST_BYTES


def test_what_is_in_the_library_afterwards_shows_on_its_pages(editor, site_tree):
    for name, data in files()[::4]:
        by_admin("wagtailimages:add")(editor, SimpleUploadedFile(name, data))
    assert HubImage.objects.exists()
    for address in ("wagtailimages:index", "wagtailimages_chooser:choose", "wagtaildocs:index"):
        assert editor.get(reverse(address)).status_code == 200
    for image in HubImage.objects.all():
        assert not image.get_rendition("max-100x100").is_gap, image.title


def test_a_wrong_ending_is_refused_in_one_sentence(editor):
    for door in ("wagtaildocs:add", "wagtailimages:add"):
        _, said = by_admin(door)(editor, SimpleUploadedFile("a.exe", b"MZ"))
        assert len(said) == 1
        assert said[0].startswith("Files of this sort are not accepted.")
    assert not HubDocument.objects.exists()


@pytest.mark.parametrize(
    ("name", "why"),
    [("protected.pdf", "asks for a password"), ("cut 0.5.pdf", "damaged or cut off")],
)
def test_a_contributor_is_told_of_a_pdf_that_nobody_could_open(writer, name, why):
    _, (said,) = by_script(writer, SimpleUploadedFile(name, dict(files())[name]))
    assert why in said


def test_a_profile_picture_is_not_taken(editor):
    avatar = SimpleUploadedFile("a.png", sound("png"))
    assert "avatar-avatar" not in editor.get(reverse("wagtailadmin_account")).content.decode()
    editor.post(reverse("wagtailadmin_account"), {"avatar-avatar": avatar})
    assert not UserProfile.objects.exclude(avatar="").exists()
