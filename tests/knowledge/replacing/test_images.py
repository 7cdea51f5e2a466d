"""Another picture in the place of a public one: sent by one person, decided by another, seen at once."""

from __future__ import annotations

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from PIL import Image
from wagtail.models import ReferenceIndex

from examples.models import ExampleIndexPage, ExamplePicture, PracticeExamplePage
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
from tests.knowledge.replacing.pictures import (
    SIZE,
    State,
    address,
    colour_of,
    decide,
    image_block,
    picture_of,
    send,
)
from tests.knowledge.replacing.test_replacing import served
from tests.signing_in import admin_client

pytestmark = pytest.mark.django_db


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


def test_what_is_no_picture_or_says_nothing_is_refused(image, region):
    editor = make_editor(region=region)
    for content, fields, says in (
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", {}, "its content is something else"),
        (picture_of("blue")[:60], {"name": "new.png"}, "save it again as a JPEG or PNG file"),
        (None, {"name": "new.pdf"}, "Files of this sort are not accepted"),
        (None, {"description": ""}, "This field is required"),
        (None, {"description": "IMG_2041.jpg"}, "Say what the picture shows"),
        (None, {"why": ""}, "This field is required"),
    ):
        assert says in send(editor, image, content, **fields), says
        assert not image.replacements.exists(), says


def test_every_picture_is_of_the_same_sort(image, region):
    editor = make_editor(region=region)
    for kind in ("PNG", "GIF", "WEBP", "AVIF"):
        send(editor, image, picture_of("blue", kind), name=f"new.{kind.lower()}")
        row = image.replacements.get()
        assert row.file_name.rsplit(".", 1)[-1] in {"jpg", "png"}, f"{kind} is made anew"
        row.delete()


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
