"""Moments as people and addresses write them, and chapters as editors do."""

from __future__ import annotations

import pytest

from knowledge.contracts.passage import Passage
from knowledge.documents.transcripts import cues_of_passages, passages_of_transcript, read_cues
from knowledge.videos.addresses import read_video_address
from knowledge.videos.moments import Chapter, clock, moment_fault, read_chapters, read_moment
from search.language.highlight import snippet
from search.language.moments import second_of


@pytest.mark.parametrize(
    ("written", "length", "says"),
    [
        ("0:25", 60, ""),
        ("0:25", None, ""),
        ("99:99", None, "Write minutes and seconds, such as 0:30"),
        ("", 60, "Write minutes and seconds, such as 0:30"),
        ("1:00", 60, "This video is 1:00 long: write an earlier moment"),
    ],
)
def test_what_is_wrong_with_a_moment_is_said(written, length, says):
    assert moment_fault(written, length, "0:30") == says


@pytest.mark.parametrize(
    ("written", "second"),
    [
        ("75", 75),
        ("75s", 75),
        ("1m15s", 75),
        ("1h1m15s", 3675),
        ("2m", 120),
        ("1:15", 75),
        (" 1:01:15 ", 3675),
        ("0", 0),
        ("90:00", 5400),
    ],
)
def test_a_moment_is_read_as_people_write_it(written, second):
    assert read_moment(written) == second
    assert read_moment(clock(second)) == second


@pytest.mark.parametrize("written", ["", "s", "1:75", "-5", "1.5", "ten", "99999", "1:2:3:4", "٣"])
def test_anything_else_is_no_moment(written):
    assert read_moment(written) is None


def test_chapters_are_a_time_and_a_title_a_line():
    assert read_chapters("0:00 Welcome\n\n 1:15 – What the ladder is \n1:00:00 End") == [
        Chapter(0, "Welcome"),
        Chapter(75, "What the ladder is"),
        Chapter(3600, "End"),
    ]


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Welcome", "needs a time"),
        ("0:10", "needs a time"),
        ("1:00 A\n0:30 B", "before the chapter"),
    ],
)
def test_a_bad_chapter_is_named(written, said):
    with pytest.raises(ValueError, match=said):
        read_chapters(written)


def test_a_provider_opens_at_a_moment():
    def watched(url: str) -> str:
        address = read_video_address(url)
        assert address is not None
        assert address.watch_from(0) == address.watch_url
        return address.watch_from(75)

    assert watched("https://youtu.be/abcdefghijk").endswith("watch?v=abcdefghijk&t=75")
    assert watched("https://vimeo.com/123").endswith("vimeo.com/123#t=75s")


SPOKEN = "WEBVTT\n\n" + "\n\n".join(
    f"00:00:{at:02}.000 --> 00:00:{at + 4:02}.000\n{text}"
    for at, text in (
        (2, "Welcome to all of you."),
        (7, "Today we ask which wombat"),
        (11, "matters most to parents. Then we"),
        (16, "go up the ladder."),
    )
)


def test_a_hit_plays_from_its_sentence():
    (passage,) = passages_of_transcript(SPOKEN)

    def second(*stems: str) -> int | None:
        sought = [(stem,) for stem in stems]
        return second_of(passage.text, snippet(passage.text, sought, most=6), passage.moments)

    assert passage.anchor == "t=2"
    assert second("wombat") == 7
    # Its sentence began in the line before.
    assert second("parent") == 7
    assert second("ladder") == 11
    assert second("elephant") is None


def test_without_full_stops_it_plays_from_its_line():
    spoken = "WEBVTT\n\n" + "\n\n".join(
        f"00:00:{at:02}.000 --> 00:00:{at + 4:02}.000\n{text}"
        for at, text in ((0, "so we"), (5, "went on"), (10, "and on"), (20, "to the ladder"))
    )
    (passage,) = passages_of_transcript(spoken)
    assert second_of(passage.text, snippet(passage.text, [("ladder",)]), passage.moments) == 20


def test_lines_come_back_from_kept_passages():
    kept = passages_of_transcript(SPOKEN)
    assert [(cue.second, cue.text) for cue in cues_of_passages(kept)] == [
        (cue.second, cue.text) for cue in read_cues(SPOKEN)
    ]
    assert cues_of_passages([Passage("No times", anchor="transcript")]) == []
    assert [cue.second for cue in cues_of_passages([Passage("Older", anchor="t=30")])] == [30]
