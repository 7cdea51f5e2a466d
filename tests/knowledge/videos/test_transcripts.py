"""Transcripts in the admin: taken from files, checked, saved in the draft by whoever may."""

from __future__ import annotations

import io

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from knowledge.documents.files.content_checks import ContentError
from knowledge.documents.transcript_checks import problems_of
from knowledge.documents.transcript_files import from_lines, transcript_in
from knowledge.documents.transcripts import read_cues
from knowledge.models import PageRegion, VideoPage
from tests.factories import add_page, make_editor, make_region
from tests.signing_in import admin_client

FINE = "WEBVTT\n\n00:01.000 --> 00:04.000\nWelcome to the hub.\n"


def vtt(*cues: tuple[str, str, str]) -> str:
    return "WEBVTT\n\n" + "\n\n".join(f"{start} --> {end}\n{words}" for start, end, words in cues)


def upload(name: str, content: bytes | str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content.encode() if isinstance(content, str) else content)


def word(*lines: str) -> bytes:
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("transcript", "place", "words"),
    [
        (vtt(("00:05.000", "00:06.000", "B"), ("00:01.000", "00:02.000", "A")), "0:01", "order"),
        (vtt(("00:01.000", "00:04.000", "A"), ("00:03.000", "00:06.000", "B")), "0:03", "while"),
        (vtt(("00:04.000", "00:04.000", "A")), "0:04", "ends before"),
        (vtt(("00:01.000", "00:02.000", "x" * 40)), "0:01", "40 characters a second"),
        (vtt(("00:50.000", "00:55.000", "A")), "0:50", "video ends before"),
        (vtt(("0:50.000", "0:55.000", "A")), "", "cannot be read"),
    ],
)
def test_what_is_wrong_is_named_at_its_place(transcript, place, words):
    (problem,) = problems_of(transcript, duration=49)
    assert problem.place == place
    assert words in problem.words


def test_nothing_is_said_of_what_is_right():
    assert problems_of(FINE, duration=49) == []
    assert problems_of("No times at all") == []
    # A program that rounds: a hundredth of a second is no overlap.
    touching = vtt(("00:01.000", "00:04.010", "A"), ("00:04.000", "00:06.000", "B"))
    assert problems_of(touching) == []


@pytest.mark.parametrize(
    "lines",
    [
        ["[0:01] Welcome & hello", "to all", "", "[0:05] The ladder"],
        ["0:01 Welcome & hello", "to all", "0:05 – The ladder"],
        ["00:00:01.000 --> 00:00:04.000", "Welcome & hello", "to all", "0:0:5.0 --> 0:0:8.0", "The ladder"],
        ["(00:01)", "Welcome & hello", "to all", "(00:05)", "The ladder"],
    ],
)  # fmt: skip
def test_times_are_read_as_programs_write_them(lines):
    cues = read_cues(from_lines(["A title of the meeting", *lines]))
    assert [(cue.second, cue.text) for cue in cues] == [
        (1, "Welcome & hello to all"),
        (5, "The ladder"),
    ]
    assert problems_of(from_lines(lines)) == []


def test_a_speaker_stands_before_what_they_say():
    cues = read_cues(from_lines(["Ada Lovelace   0:03", "Hello", "Ben:  1:02:03", "Yes"]))
    assert [(cue.second, cue.text) for cue in cues] == [
        (3, "Ada Lovelace: Hello"),
        (3723, "Ben: Yes"),
    ]


def test_a_text_without_times_stays_a_text():
    said = ["We met at 10:30 in the hall.", "", "Then we left."]
    assert from_lines(said) == "\n".join(said)


def test_files_are_taken():
    assert transcript_in(upload("a.vtt", FINE)) == FINE
    subrip = "1\n00:00:01,000 --> 00:00:04,000\nWelcome to the hub.\n"
    assert transcript_in(upload("a.srt", subrip)).startswith("WEBVTT\n\n00:00:01.000 --> 00:00:04.")
    youtube = "0:00:01.000,0:00:04.000\nWelcome to the hub.\n"
    assert transcript_in(upload("a.sbv", youtube)) == transcript_in(upload("a.srt", subrip))
    (first, second) = read_cues(transcript_in(upload("a.docx", word("[0:01] One", "[0:09] Two"))))
    assert (first.text, second.second) == ("One", 9)


def test_teams_names_the_speaker_on_the_line_above():
    lines = (
        "0:0:1.0 --> 0:0:2.5", "Ada Smith", "Hello all", "0:0:3.0 --> 0:0:4.0", "Ben", "Thanks",
        "0:0:5.0 --> 0:0:6.0", "Ada Smith", "Let us begin",
    )  # fmt: skip
    cues = read_cues(transcript_in(upload("a.docx", word(*lines))))
    assert [cue.text for cue in cues] == [
        "Ada Smith: Hello all", "Ben: Thanks", "Ada Smith: Let us begin",
    ]  # fmt: skip


def test_two_lines_of_a_sentence_are_no_speaker():
    lines = ("0:0:1.0 --> 0:0:2.5", "Hello all", "and welcome", "0:0:3.0 --> 0:0:4.0", "We", "go")
    cues = read_cues(transcript_in(upload("a.docx", word(*lines))))
    assert [cue.text for cue in cues] == ["Hello all and welcome", "We go"]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.pdf", "x", "Send the transcript as"),
        ("a.docx", "x", ".docx"),
        ("a.txt", " \n", "no text"),
    ],
)
def test_what_is_no_transcript_is_refused(name, content, said):
    with pytest.raises(ContentError, match=said):
        transcript_in(upload(name, content))


# --- the page in the admin ---


@pytest.fixture
def region():
    return make_region("South East")


@pytest.fixture
def video(site_tree, region) -> VideoPage:
    page = add_page(VideoPage, site_tree.videos, "Our film", transcript="Old words")
    PageRegion.objects.create(page=page, region=region)
    return page


def address(video: VideoPage) -> str:
    return reverse("transcript", args=[video.pk])


@pytest.mark.django_db
def test_an_editor_takes_checks_and_saves_it(video, region):
    client = admin_client(make_editor(region=region))
    assert "Old words" in client.get(address(video)).content.decode()
    fast = vtt(("00:01.000", "00:02.000", "x" * 40))
    html = client.post(
        address(video), {"read": "1", "file": upload("a.vtt", fast)}
    ).content.decode()
    assert "x" * 40 in html
    assert "40 characters a second" in html
    video.refresh_from_db()
    assert video.get_latest_revision_as_object().transcript == "Old words"
    sent = {
        "save": "1",
        "transcript": FINE.replace("\n", "\r\n"),
        "revision": video.latest_revision_id,
    }
    assert client.post(address(video), sent).status_code == 302
    video.refresh_from_db()
    assert video.transcript == "Old words"
    assert video.get_latest_revision_as_object().transcript == FINE
    assert "all right" in client.get(address(video)).content.decode()


@pytest.mark.django_db
def test_what_somebody_saved_meanwhile_is_not_lost(video, region):
    client = admin_client(make_editor(region=region))
    before = video.latest_revision_id
    draft = video.get_latest_revision_as_object()
    draft.title = "A better title"
    revision = draft.save_revision(clean=False)
    sent = {"save": "1", "transcript": FINE, "revision": before}
    html = client.post(address(video), sent).content.decode()
    assert "Somebody saved another version" in html
    assert f'value="{revision.pk}"' in html
    assert video.get_latest_revision_as_object().transcript == "Old words"
    client.post(address(video), {**sent, "revision": revision.pk})
    video.refresh_from_db()
    latest = video.get_latest_revision_as_object()
    assert (latest.title, latest.transcript) == ("A better title", FINE)


@pytest.mark.django_db
def test_it_is_for_those_who_edit_the_page(video, region, client):
    other = admin_client(make_editor(region=make_region("North")))
    assert other.get(address(video)).status_code in {403, 404}
    assert other.post(address(video), {"save": "1", "transcript": FINE}).status_code in {403, 404}
    assert client.get(address(video)).status_code == 302
    editor = make_editor(region=region)
    html = admin_client(editor).get(reverse("wagtailadmin_pages:edit", args=[video.pk]))
    assert address(video) in html.content.decode()


@pytest.mark.django_db
def test_in_review_it_is_only_looked_at(video, region):
    editor = make_editor(region=region)
    draft = video.get_latest_revision_as_object()
    draft.transcript = FINE
    revision = draft.save_revision(user=editor, clean=False)
    video.refresh_from_db()
    video.get_workflow().start(video, editor)
    client = admin_client(editor)
    assert "locked or in review" in client.get(address(video)).content.decode()
    sent = {"save": "1", "transcript": "Other words", "revision": revision.pk}
    assert "locked or in review" in client.post(address(video), sent).content.decode()
    video.refresh_from_db()
    assert video.get_latest_revision_as_object().transcript == FINE
