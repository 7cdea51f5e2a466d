"""Another picture in the place of a public one: the pages show it at once, old addresses lead on, nothing is lost."""

from __future__ import annotations

import io
import threading
import time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from PIL import Image
from wagtail.models import ReferenceIndex

from examples.models import ExampleIndexPage, ExamplePicture, PracticeExamplePage
from knowledge.documents.files.public_files import public_file_at
from knowledge.documents.files.tidying import unused_files
from knowledge.models import HubImage, PageRegion, SectionPage
from knowledge.replacing import replacements
from knowledge.replacing.models import FileReplacement
from knowledge.replacing.views import to_be_decided_by
from knowledge.users.models import User
from tests.factories import (
    add_page,
    make_admin,
    make_editor,
    make_image,
    make_moderator,
    make_region,
)
from tests.knowledge.replacing.test_replacing import served
from tests.signing_in import admin_client

pytestmark = pytest.mark.django_db
State = FileReplacement.State
SIZE = "width-20|format-png"


def picture_of(colour: str, kind: str = "PNG", size: tuple[int, int] = (90, 60)) -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", size, colour).save(stream, kind)
    return stream.getvalue()


def colour_of(content: bytes) -> str:
    """Which of red, green and blue a picture has."""
    with Image.open(io.BytesIO(content)) as image:
        values = image.convert("RGB").getpixel((5, 5))
    return ("red", "green", "blue")[values.index(max(values))]


def image_block(image: HubImage, words: str = "") -> dict:
    value = {"image": image.pk, "alt_text": words, "decorative": not words}
    return {"type": "image", "value": {"image": value, "caption": ""}}


@pytest.fixture
def region():
    return make_region("South East")


@pytest.fixture
def image(site_tree, region) -> HubImage:
    """A red picture on a public page of the region, which describes it in words of its own."""
    file = SimpleUploadedFile("walk.png", picture_of("red"))
    image = HubImage.objects.create(title="The walk", description="Red as it was.", file=file)
    page = add_page(
        SectionPage, site_tree.pack, "On foot", body=[image_block(image, "Our red walk")]
    )
    PageRegion.objects.create(page=page, region=region)
    return image


def address(image: HubImage) -> str:
    return reverse("replace_image", args=[image.pk])


def send(user, image: HubImage, content: bytes | None = None, name: str = "new.jpg", **fields: str):
    upload = SimpleUploadedFile(name, content or picture_of("blue", "JPEG"))
    sent = {
        "file": upload, "why": "It is the new ward", "description": "Blue as it is.",
        "seen": HubImage.objects.get(pk=image.pk).file_hash, **fields,
    }  # fmt: skip
    return admin_client(user).post(address(image), sent, follow=True).content.decode()


def decide(user, image: HubImage, act: str = "accept") -> str:
    row = image.replacements.get(state=State.WAITING)
    return admin_client(user).post(address(image), {act: row.pk}, follow=True).content.decode()


@pytest.fixture
def replace(region, image, django_capture_on_commit_callbacks):
    """A function: one person sends a picture of that colour, another accepts it."""

    def both(colour: str) -> None:
        send(make_editor(region=region), image, picture_of(colour, "JPEG"))
        with django_capture_on_commit_callbacks(execute=True):
            assert "in its place" in decide(make_moderator(region=region), image)
        image.refresh_from_db()

    return both


@pytest.mark.each_database
def test_a_second_person_puts_it_in_its_place(
    image, region, client, django_capture_on_commit_callbacks
):
    editor, moderator = make_editor(region=region), make_moderator(region=region)
    image.set_focal_point(image.get_rect())
    image.save()
    storage, size = image.file.storage, image.get_rendition(SIZE)
    page = "/pack/on-foot/"
    shown = client.get(page).content.decode()
    paths = [image.file.name, *(each.file.name for each in image.renditions.all())]
    assert any(path in shown for path in paths)
    addresses = {image.file.url: (90, 60), size.url: (20, 13)}

    assert "Somebody else decides" in send(editor, image)
    assert {colour_of(served(client, each)) for each in addresses} == {"red"}
    waiting = image.replacements.get()
    html = admin_client(moderator).get(address(image)).content.decode()
    for words in (
        "Red as it was.",
        "Blue as it is.",
        "It is the new ward",
        "On foot",
        "Our red walk",
    ):
        assert words in html
    beside = reverse("replacement_file", args=[waiting.pk])
    assert f'<img src="{beside}"' in html
    answer = admin_client(moderator).get(beside)
    assert answer["Content-Type"] == "image/jpeg"
    assert colour_of(b"".join(answer)) == "blue"
    assert client.get(beside).status_code == 302

    with django_capture_on_commit_callbacks(execute=True):
        assert "in its place" in decide(moderator, image)
    new = HubImage.objects.get()
    assert (new.pk, new.title, new.description) == (image.pk, "The walk", "Blue as it is.")
    assert (new.uploaded_by_user, new.get_focal_point()) == (editor, None)
    assert not any(storage.exists(path) for path in [*paths, waiting.file.name])
    after = client.get(page).content.decode()
    assert not any(path in after for path in paths)
    assert "Our red walk" in after
    for old, wanted in addresses.items():
        answer = client.get(old)
        assert answer.status_code == 302
        content = served(client, answer["Location"])
        assert colour_of(content) == "blue"
        with Image.open(io.BytesIO(content)) as made:
            assert made.size == wanted
    waiting.refresh_from_db()
    assert (waiting.state, waiting.decided_by, waiting.file.name) == (State.ACCEPTED, moderator, "")


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


def test_one_that_only_staff_see_is_replaced_at_once_and_only_once(
    site_tree, region, django_capture_on_commit_callbacks
):
    draft = make_image("Draft")
    editor, old = make_editor(region=region), draft.file.name
    with django_capture_on_commit_callbacks(execute=True):
        assert "in its place" in send(editor, draft)
    draft.refresh_from_db()
    assert draft.description == "Blue as it is."
    assert not draft.file.storage.exists(old)
    assert draft.file.storage.exists(draft.file.name)
    stands = draft.file.name
    assert replacements.THE_SAME in send(editor, draft), "a second click"
    draft.refresh_from_db()
    assert draft.file.name == stands
    assert draft.replacements.count() == 1
    seen = make_image().file_hash
    green = picture_of("green")
    assert "after you opened this page" in send(editor, draft, green, "new.png", seen=seen), (
        "a second tab"
    )
    draft.refresh_from_db()
    assert draft.file.name == stands
    assert draft.replacements.count() == 1


def test_so_is_one_that_is_sent_by_the_images_own_form(
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


@pytest.mark.parametrize("who", [make_moderator, lambda region: make_admin()])
def test_nobody_decides_about_their_own(who, image, region):
    sender = who(region=region)
    send(sender, image)
    html = admin_client(sender).get(address(image)).content.decode()
    assert "somebody else decides" in html
    assert 'name="accept"' not in html
    decide(sender, image)
    assert image.replacements.get().state == State.WAITING
    decide(sender, image, "refuse")
    row = image.replacements.get()
    assert (row.state, row.file.name) == (State.TAKEN_BACK, "")


def test_nor_an_editor_or_another_region_and_the_first_page_counts_for_those_who_do(image, region):
    editor = make_editor(region=region)
    send(editor, image)
    others = [editor, make_editor(region=region), make_moderator(region=make_region("North"))]
    for user in others[1:]:
        decide(user, image)
        decide(user, image, "refuse")
        assert image.replacements.get().state == State.WAITING
    waits = "new file waits for a decision"
    for user in others:
        assert waits not in admin_client(user).get("/admin/").content.decode()
    moderator = admin_client(make_moderator(region=region))
    assert waits in moderator.get("/admin/").content.decode()
    assert address(image) in moderator.get(reverse("waiting_files") + "?mine=1").content.decode()


def test_many_that_wait_are_counted_by_as_many_questions_as_one(site_tree, region):
    editor = make_editor(region=region)

    def questions() -> int:
        moderator = User.objects.get(pk=make_moderator(region=region).pk)
        with CaptureQueriesContext(connection) as asked:
            assert len(to_be_decided_by(moderator)) == FileReplacement.objects.count()
        return len(asked)

    def one_more() -> None:
        number = FileReplacement.objects.count()
        public = make_image(f"Public {number}")
        page = add_page(SectionPage, site_tree.pack, f"Page {number}", body=[image_block(public)])
        PageRegion.objects.create(page=page, region=region)
        send(editor, public)

    one_more()
    questions()  # Content types are read once.
    of_one = questions()
    for _ in range(3):
        one_more()
    assert questions() == of_one


@pytest.mark.parametrize(
    ("content", "fields", "says"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", {}, "its content is something else"),
        (picture_of("blue")[:60], {"name": "new.png"}, "save it again as a JPEG or PNG file"),
        (None, {"name": "new.pdf"}, "Files of this sort are not accepted"),
        (None, {"description": ""}, "This field is required"),
        (None, {"description": "IMG_2041.jpg"}, "Say what the picture shows"),
        (None, {"why": ""}, "This field is required"),
    ],
)
def test_what_is_no_picture_or_says_nothing_is_refused(content, fields, says, image, region):
    assert says in send(make_editor(region=region), image, content, **fields)
    assert not image.replacements.exists()


@pytest.mark.parametrize("kind", ["PNG", "GIF", "WEBP", "AVIF"])
def test_every_picture_is_of_the_same_sort(kind, image, region):
    send(make_editor(region=region), image, picture_of("blue", kind), name=f"new.{kind.lower()}")
    row = image.replacements.get()
    assert row.file_name.rsplit(".", 1)[-1] in {"jpg", "png"}, "made anew"


@pytest.mark.each_database
def test_one_waits_at_a_time_and_what_changed_meanwhile_is_not_replaced(image, region):
    editor, moderator = make_editor(region=region), make_moderator(region=region)
    send(editor, image)
    second = SimpleUploadedFile("b.png", picture_of("green"))
    with pytest.raises(replacements.NotAnyMore):
        replacements.send(image, second, "Again", editor, description="Green.")
    assert image.replacements.count() == 1
    image.file = SimpleUploadedFile("c.png", picture_of("green"))
    image.save()
    assert "changed meanwhile" in decide(moderator, image)
    image.refresh_from_db()
    assert image.description == "Red as it was."


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


def test_the_form_says_which_pages_speak_of_the_picture_themselves(image, site_tree, region):
    north = make_region("North")
    plain = add_page(SectionPage, site_tree.pack, "As decoration", body=[image_block(image)])
    index = add_page(ExampleIndexPage, site_tree.home, "Examples", slug="examples")
    example = add_page(
        PracticeExamplePage, index, "Ours", practice_template="projects",
        pictures=[ExamplePicture(image=image, alternative_text="Red among us")],
    )  # fmt: skip
    draft = SectionPage.objects.get(title="On foot")
    draft.body = [image_block(image, "Redder still")]
    draft.save_revision(clean=False)
    secret = add_page(
        SectionPage, site_tree.pack, "A draft of the North", live=False,
        body=[image_block(image, "Northern red")],
    )  # fmt: skip
    for page in (example, plain):
        PageRegion.objects.create(page=page, region=region)
    PageRegion.objects.create(page=secret, region=north)
    for page in (example, plain, secret):
        ReferenceIndex.create_or_update_for_object(page)

    html = admin_client(make_editor(region=region)).get(address(image)).content.decode()
    for words in ("Our red walk", "Redder still", "Red among us", "marked as decoration"):
        assert words in html
    assert "Northern red" not in html
    assert "A draft of the North" not in html
    assert "And 1 page of other regions." in html
    theirs = admin_client(make_editor(region=north)).get(address(image)).content.decode()
    assert "Northern red" in theirs
    assert "Our red walk" in theirs, "it is public"
    assert "Redder still" not in theirs


def test_what_waits_makes_no_picture_used(site_tree, region):
    editor, draft = make_editor(region=region), make_image("Draft")
    draft.replacements.create(file_name="new.png", why="Better", sent_by=editor)
    assert list(unused_files(editor, HubImage)) == [draft]


def test_the_images_form_leads_to_it(image, region):
    edit = admin_client(make_editor(region=region)).get(
        reverse("wagtailimages:edit", args=[image.pk])
    )
    assert address(image) in edit.content.decode()
    assert Client().get(address(image)).status_code == 302
