"""Addresses of a replaced picture lead on, whichever way it was replaced; nothing is lost on the way."""

from __future__ import annotations

import threading
import time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.urls import reverse

from knowledge.documents.files.public_files import public_file_at
from knowledge.models import HubImage, SectionPage
from knowledge.replacing import replacements
from tests.factories import (
    make_editor,
    make_image,
    make_moderator,
)
from tests.knowledge.replacing.pictures import (
    SIZE,
    colour_of,
    decide,
    picture_of,
    send,
)
from tests.knowledge.replacing.test_replacing import served
from tests.signing_in import admin_client

pytestmark = pytest.mark.django_db


def test_the_oldest_address_leads_to_the_newest_picture(image, replace, client):
    oldest = [image.file.url, image.get_rendition(SIZE).url]
    replace("blue")
    second = [image.file.url, image.get_rendition(SIZE).url]
    replace("green")
    assert not set(oldest) & set(second)
    for each in (*oldest, *second):
        assert colour_of(served(client, each)) == "green"
        found = public_file_at(each)
        assert found is not None
        with found[0].open("rb") as file:
            assert colour_of(file.read()) == "green"


def test_no_other_picture_comes_to_a_former_address(image, replace, client):
    old, size = image.file.url, image.get_rendition(SIZE).url
    replace("blue")
    file = SimpleUploadedFile("walk.png", picture_of("green"))
    other = HubImage.objects.create(
        title="Another", description="Green.", file=file, is_listed=True
    )
    assert other.file.url != old
    assert other.get_rendition(SIZE).url != size
    for each in (old, size):
        assert colour_of(served(client, each)) == "blue"


def test_a_former_address_opens_nothing_to_those_who_may_not_see_the_picture(
    image, region, replace, client
):
    addresses = [image.file.url, image.get_rendition(SIZE).url]
    replace("blue")
    SectionPage.objects.get(title="On foot").unpublish()
    made = image.renditions.count()
    assert [client.get(each).status_code for each in addresses] == [404, 404]
    assert image.renditions.count() == made
    assert colour_of(served(admin_client(make_editor(region=region)), addresses[1])) == "blue"


def test_so_do_those_of_one_that_is_replaced_by_its_own_form(
    site_tree, region, django_capture_on_commit_callbacks
):
    draft = make_image("Draft")
    old = draft.file
    sent = {
        "title": "Draft", "description": "Blue.", "collection": draft.collection_id,
        "file": SimpleUploadedFile("new.jpg", picture_of("blue", "JPEG")),
    }  # fmt: skip
    staff = admin_client(make_editor(region=region))
    with django_capture_on_commit_callbacks() as callbacks:
        answer = staff.post(reverse("wagtailimages:edit", args=[draft.pk]), sent)
        assert answer.status_code == 302
        assert old.storage.exists(old.name), "until it is certain"
    for callback in callbacks:
        callback()
    assert not old.storage.exists(old.name)
    assert colour_of(served(staff, old.url)) == "blue"


def test_a_fault_before_the_commit_loses_nothing(
    image, region, client, monkeypatch, django_capture_on_commit_callbacks
):
    send(make_editor(region=region), image)
    kept = [image.file, image.get_rendition(SIZE).file, image.replacements.get().file]

    def stops(*args: object) -> None:
        raise RuntimeError("power failure")

    monkeypatch.setattr(replacements, "_finish", stops)
    with (
        django_capture_on_commit_callbacks(execute=True),
        pytest.raises(RuntimeError, match="power"),
    ):
        replacements.accept(image.replacements.get(), make_moderator(region=region))
    assert all(file.storage.exists(file.name) for file in kept)
    for file in kept[:2]:
        answer = client.get(file.url)
        assert answer.status_code == 200
        assert colour_of(b"".join(answer)) == "red"
    monkeypatch.undo()
    assert "in its place" in decide(make_moderator(region=region), image)


def test_a_missing_original_can_be_replaced(image, replace, client):
    old = image.file.url
    image.file.storage.delete(image.file.name)
    replace("blue")
    assert colour_of(served(client, image.file.url)) == "blue"
    assert colour_of(served(client, old)) == "blue"


def test_a_size_that_was_being_made_of_the_old_one_is_made_of_the_new(
    image, monkeypatch, django_capture_on_commit_callbacks
):
    """Whoever began before goes on with the old row and has read the old file."""
    late = HubImage.objects.get(pk=image.pk)
    make = HubImage.generate_rendition_file

    def while_another_takes_its_place(self, filter, **kwargs):
        made = make(self, filter, **kwargs)
        if self is late:
            image.file = SimpleUploadedFile("new.png", picture_of("blue"))
            image.save()
        return made

    monkeypatch.setattr(HubImage, "generate_rendition_file", while_another_takes_its_place)
    with django_capture_on_commit_callbacks(execute=True):
        made = late.get_rendition(SIZE)
    with made.file.open("rb") as file:
        assert colour_of(file.read()) == "blue"
    [only] = image.renditions.all()
    assert only.file.name == made.file.name


@pytest.mark.each_database
@pytest.mark.django_db(transaction=True)
def test_nor_does_one_stay_that_is_kept_just_before_the_commit(image, monkeypatch):
    """The row of the size waits for the lock on the image's, and is looked at again then."""
    read, waits = threading.Event(), threading.Event()
    make = HubImage.generate_rendition_file

    def slowly(self, filter, **kwargs):
        made = make(self, filter, **kwargs)
        if not read.is_set():
            read.set()
            assert waits.wait(30)
        return made

    def show() -> None:
        try:
            HubImage.objects.get().get_rendition(SIZE)
        finally:
            connection.close()

    monkeypatch.setattr(HubImage, "generate_rendition_file", slowly)
    thread = threading.Thread(target=show)
    thread.start()
    assert read.wait(30)
    with transaction.atomic():
        image.file = SimpleUploadedFile("new.png", picture_of("blue"))
        image.save()
        waits.set()
        time.sleep(1)
    thread.join()
    [only] = image.renditions.all()
    with only.file.open("rb") as file:
        assert colour_of(file.read()) == "blue"
