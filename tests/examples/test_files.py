"""Pictures and files of an example: checked by content, private until published, gone when removed."""

from __future__ import annotations

import io
import json
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from examples.models import PracticeExamplePage, Submission, SubmissionFile
from examples.shown_files import SIZE
from examples.submissions.attach import MOST_FILES, attach
from examples.submissions.correct import begin_correction, drop_correction
from knowledge.documents.files.names import plain_name
from knowledge.models import HubDocument, HubImage, HubRendition
from tests.examples.conftest import Contributor
from tests.factories import PASSWORD, pdf_bytes

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("no_second_factor"),
]
SECRET = b"Hove-50.8279"


def photo(name: str = "IMG 1.jpg", size=(60, 40)) -> SimpleUploadedFile:
    """A photograph that says where it was taken."""
    exif = Image.Exif()
    exif[0x010E] = SECRET.decode()
    buffer = io.BytesIO()
    Image.new("RGB", size, "#a03050").save(buffer, "JPEG", exif=exif)
    assert SECRET in buffer.getvalue()
    return SimpleUploadedFile(name, buffer.getvalue(), "image/jpeg")


def leaflet(name: str = "Leaflet.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, pdf_bytes("Our leaflet"), "application/pdf")


@pytest.fixture
def example(place, contributor) -> Submission:
    return contributor.begin()


def stored(file: SubmissionFile) -> bytes:
    with file.file.open("rb") as content:
        return content.read()


def send(contributor, place, **typed):
    words = {"project_title": "A", "aims": "B", "region": place.region.pk, "licence": "on"}
    return contributor.post("send", **{**words, "photos": "nobody", **typed})


def test_a_button_adds_files_and_saves_what_was_typed(example, contributor):
    response = contributor.post("add_file", aims="Typed", files=[photo(), leaflet()])
    assert response.status_code == 302
    assert response.url.endswith("#files")
    assert contributor.submission.answers["aims"] == "Typed"
    picture, paper = example.files.attached()
    assert (picture.kind, paper.kind) == ("picture", "document")
    assert SECRET not in stored(picture)
    assert (picture.width, picture.height) == (60, 40)
    html = contributor.client.get(f"/share/{example.pk}/").content.decode()
    assert f'name="alt-{picture.pk}"' in html
    assert f'name="caption-{paper.pk}"' in html
    assert "Leaflet.pdf" in html


def test_the_script_adds_one_once(example, contributor):
    token = str(uuid.uuid4())
    address = f"/share/{example.pk}/files/"
    for _ in range(2):
        answer = contributor.client.post(address, {"files": photo(), "upload": token})
        assert answer.status_code == 200, answer.content
        assert answer.json()["picture"] is True
        assert f'name="alt-{SubmissionFile.objects.get().pk}"' in answer.json()["html"]


def test_names_are_made_plain():
    assert plain_name("C:\\x\\My photo\u202e.jpg") == "My photo.jpg"
    assert plain_name("../..\x00/") == "file"
    assert len(plain_name("x" * 500 + ".pdf")) == 124


def test_not_more_than_a_page_can_bear(example, contributor):
    for number in range(MOST_FILES):
        attach(example, SimpleUploadedFile(f"{number}.txt", b"words"))
    response = contributor.post("add_file", files=leaflet())
    assert f"can have {MOST_FILES} files" in response.content.decode()


def test_moved_replaced_and_removed(example, contributor):
    contributor.post("add_file", files=[photo("a.jpg"), photo("b.jpg")])
    first, second = example.files.attached()
    contributor.post("file", **{"file": f"up-{second.pk}", f"alt-{first.pk}": "A tea pot"})
    assert [file.name for file in example.files.attached()] == ["b.jpg", "a.jpg"]
    contributor.post("file", **{"file": f"replace-{first.pk}", f"new-{first.pk}": photo("c.png")})
    assert [file.name for file in example.files.attached()] == ["b.jpg", "c.jpg"]
    new = example.files.attached().last()
    assert contributor.submission.file_words[str(new.pk)] == {"alt": "A tea pot"}
    storage, path = second.file.storage, second.file.name
    assert storage.exists(path)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.db.transaction.on_commit", lambda do, *args, **kwargs: do())
        contributor.post("file", file=f"remove-{second.pk}")
    assert [file.name for file in example.files.attached()] == ["c.jpg"]
    assert not storage.exists(path)


def test_words_beside_a_file_of_another_window_are_kept(example, contributor):
    contributor.post("add_file", files=photo())
    file = example.files.get()
    contributor.post("save", **{f"alt-{file.pk}": "A tea pot"})
    contributor.post("save", aims="From a form that never showed the picture")
    assert contributor.submission.file_words == {str(file.pk): {"alt": "A tea pot"}}


def test_only_authors_open_a_draft_s_file(example, contributor, place):
    contributor.post("add_file", files=[photo(), leaflet()])
    stranger = Contributor("stranger@example.org")
    stranger.sign_in()
    moderator = Client()
    moderator.post("/staff/sign-in/", {"login": place.moderator.email, "password": PASSWORD})
    for file in example.files.attached():
        address = f"/share/{example.pk}/files/{file.pk}/"
        own = contributor.client.get(address)
        assert own.status_code == 200
        assert b"".join(own.streaming_content) == stored(file)
        assert own["Cache-Control"] == "private, no-store"
        assert "sandbox" in own["Content-Security-Policy"]
        for other in (Client(), stranger.client, moderator):
            assert other.get(address).status_code == 404
        assert Client().get(f"/media/{file.file.name}").status_code == 404
        assert moderator.get(f"/media/{file.file.name}").status_code == 404


def test_sent_seen_by_moderators_published_taken_down(example, contributor, place):
    contributor.post("add_file", files=[photo(), leaflet()])
    picture, paper = example.files.attached()
    refused = send(contributor, place)
    assert f'href="#id_alt-{picture.pk}"' in refused.content.decode()
    words = {f"alt-{picture.pk}": "Parents in a circle", f"caption-{paper.pk}": "Our leaflet"}
    assert send(contributor, place, **words).status_code == 302
    page = PracticeExamplePage.objects.get()
    image, document = HubImage.objects.get(), HubDocument.objects.get()
    assert SECRET not in image.file.read()
    assert document.title == "Our leaflet"
    moderator = Client()
    moderator.post("/staff/sign-in/", {"login": place.moderator.email, "password": PASSWORD})
    assert "Parents in a circle" in moderator.get(f"/admin/pages/{page.pk}/edit/").content.decode()
    address = f"/share/{example.pk}/files/{picture.pk}/"
    assert moderator.get(address).status_code == 200
    assert Client().get(address).status_code == 404
    assert Client().get(image.file.url).status_code == 404
    assert Client().get(document.url).status_code == 404

    page.get_latest_revision().publish()
    public = Client().get(page.url).content.decode()
    assert 'alt="Parents in a circle"' in public
    assert "Our leaflet" in public
    rendition = HubRendition.objects.get(filter_spec=SIZE)
    assert Client().get(rendition.url).status_code == 200
    assert Client().get(document.url).status_code == 200

    page.refresh_from_db()
    page.unpublish()
    assert not HubRendition.objects.exists()
    assert Client().get(document.url).status_code == 404


def test_a_moderators_changes_to_pictures_come_back(example, contributor, place):
    contributor.post("add_file", files=[photo("a.jpg"), photo("b.jpg")])
    first, second = example.files.attached()
    send(contributor, place, **{f"alt-{first.pk}": "A", f"alt-{second.pk}": "B"})
    page = PracticeExamplePage.objects.get()
    draft = page.get_latest_revision_as_object()
    row = draft.pictures.all()[0]
    row.alternative_text = "A red square"
    draft.pictures = [row]
    draft.save_revision(user=place.moderator)
    from examples.submissions.take_moderators_words import take_moderators_words

    assert take_moderators_words(contributor.submission)
    assert contributor.submission.file_words == {str(first.pk): {"alt": "A red square"}}
    assert list(example.files.attached()) == [first]


def test_sent_again_nothing_is_there_twice(example, contributor, place):
    contributor.post("add_file", files=photo())
    file = example.files.get()
    send(contributor, place, **{f"alt-{file.pk}": "A"})
    contributor.client.post(f"/my-examples/{example.pk}/withdraw/")
    contributor.client.post(f"/my-examples/{example.pk}/reopen/")
    send(contributor, place, **{f"alt-{file.pk}": "A"})
    assert HubImage.objects.count() == 1
    draft = PracticeExamplePage.objects.get().get_latest_revision_as_object()
    assert len(draft.pictures.all()) == 1
    contributor.client.post(f"/my-examples/{example.pk}/withdraw/")
    contributor.client.post(f"/my-examples/{example.pk}/reopen/")
    contributor.post("file", file=f"remove-{file.pk}")
    assert not HubImage.objects.exists()
    send(contributor, place)
    draft = PracticeExamplePage.objects.get().get_latest_revision_as_object()
    assert len(draft.pictures.all()) == 0


def test_preview_shows_what_the_page_will_show(example, contributor, place):
    """Everything between the page's heading and its foot is the same but for addresses of files."""
    contributor.post("add_file", files=[photo(), leaflet()])
    picture, _ = example.files.attached()
    words = {
        "project_title": "Bumps",
        "aims": "One.\n\n- two\n- three",
        "region": place.region.pk,
        "organisation": place.organisation.pk,
        "credit_line": "Seaside parents",
        f"alt-{picture.pk}": "A circle",
        "sensitive": "yes",
    }
    address = contributor.post("preview", **words).url
    preview = contributor.client.get(address).content.decode()
    send(contributor, place, **words)
    page = PracticeExamplePage.objects.get()
    page.get_latest_revision().publish()
    public = Client().get(page.url).content.decode()
    assert main_text(preview) == main_text(public)
    assert "may be hard to read" in main_text(preview)


def main_text(html: str) -> str:
    """The words and marks of a page's own content, without addresses."""
    from lxml import html as parser

    tree = parser.fromstring(html)
    (main,) = tree.xpath("//*[@class='hub-article__main']")
    for part in main.xpath(
        ".//*[contains(@class, 'share-preview') or contains(@class, 'hub-article__footer')]"
        " | .//p[contains(., 'Have you done something like this')]"
        " | .//p[contains(., 'Download this example')]"
    ):
        part.drop_tree()
    said = [(node.tag, (node.text or "").strip(), node.get("alt")) for node in main.iter()]
    return json.dumps([row for row in said if isinstance(row[0], str)], ensure_ascii=False)


def test_the_page_asks_the_database_as_often_with_many_pictures(
    example, contributor, place, django_assert_max_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    contributor.post("add_file", files=[photo(f"{number}.jpg") for number in range(2)])
    alts = {f"alt-{file.pk}": "A" for file in example.files.attached()}
    send(contributor, place, **alts)
    page = PracticeExamplePage.objects.get()
    page.get_latest_revision().publish()
    Client().get(page.url)
    with CaptureQueriesContext(connection) as few:
        Client().get(page.url)
    draft = page.get_latest_revision_as_object()
    rows = list(draft.pictures.all())
    draft.pictures = [type(rows[0])(image=rows[0].image, alternative_text="A") for _ in range(9)]
    draft.save_revision().publish()
    with CaptureQueriesContext(connection) as many:
        Client().get(page.url)
    assert len(many) == len(few)


def test_with_the_example_its_files_are_gone(
    example, contributor, django_capture_on_commit_callbacks
):
    contributor.post("add_file", files=[photo(), leaflet()])
    stored_as = [(file.file.storage, file.file.name) for file in example.files.all()]
    assert all(storage.exists(name) for storage, name in stored_as)
    with django_capture_on_commit_callbacks(execute=True):
        example.owner.delete()
    assert not any(storage.exists(name) for storage, name in stored_as)


def test_a_picture_taken_out_in_a_correction_that_was_given_up_is_there_again(
    example, contributor, place
):
    contributor.post("add_file", files=photo())
    file = example.files.get()
    send(contributor, place, **{f"alt-{file.pk}": "A circle"})
    page = PracticeExamplePage.objects.get()
    page.get_latest_revision().publish()
    begin_correction(contributor.submission)
    contributor.post("file", file=f"remove-{file.pk}")
    assert not example.files.attached()
    assert HubImage.objects.exists()
    drop_correction(contributor.submission, example.owner)
    assert [each.pk for each in example.files.attached()] == [file.pk]
    assert contributor.submission.file_words == {str(file.pk): {"alt": "A circle"}}
    file.refresh_from_db()
    assert SECRET not in stored(file)


def test_phones_load_a_picture_in_the_size_of_a_page(
    example, contributor, django_capture_on_commit_callbacks
):
    contributor.post("add_file", files=[photo("big.jpg", size=(2400, 1200)), photo("small.jpg")])
    big, small = example.files.attached()
    assert not small.smaller
    shown = f"/share/{example.pk}/files/{big.pk}/?size=page"
    for address in (f"/share/{example.pk}/", f"/share/{example.pk}/preview/"):
        html = contributor.client.get(address).content.decode()
        assert f'src="{shown}" width="1000" height="500"' in html
    with Image.open(io.BytesIO(b"".join(contributor.client.get(shown).streaming_content))) as image:
        assert image.size == (1000, 500)
    own_size = contributor.client.get(f"/share/{example.pk}/files/{small.pk}/?size=page")
    assert b"".join(own_size.streaming_content) == stored(small)
    assert Client().get(shown).status_code == 404
    storage, name = big.smaller.storage, big.smaller.name
    with django_capture_on_commit_callbacks(execute=True):
        contributor.post("file", file=f"remove-{big.pk}")
    assert not storage.exists(name)
