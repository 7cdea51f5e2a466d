"""Captions say what a browser shows (tests/journeys/test_captions.py asks one), once and by whom."""

from __future__ import annotations

import io

import pytest

from knowledge.documents.files.content_checks import ContentError, check_content
from knowledge.documents.transcripts import Cue, has_times, passages_of_transcript, read_cues
from tests.captions import FILES


def texts(transcript: str) -> list[str]:
    """What the cues say."""
    return [cue.text for cue in read_cues(transcript)]


def test_escapes_are_signs_and_a_line_of_a_space_belongs_to_its_cue():
    assert texts(FILES["entities"]) == ["Mums & dads, Q&A, 3 < 5 > 2 éé &"]
    assert texts(FILES["a line of a space"]) == ["We asked parents and they answered", "Next"]
    assert texts(FILES["no blank lines"]) == ["First", "Second"]
    assert texts(FILES["old line ends"]) == ["One two", "Three"]


def test_rolling_captions_are_said_once():
    rolling = (
        "WEBVTT\n\n00:00.160 --> 00:02.389 align:start position:0%\n \n"
        "welcome<00:00:00.480><c> to</c><00:00:00.640><c> our</c><00:00:00.900><c> webinar</c>\n\n"
        "00:02.389 --> 00:02.399\nwelcome to our webinar\n \n\n"
        "00:02.399 --> 00:05.000\nwelcome to our webinar\nabout<00:00:02.700><c> listening</c>\n\n"
        "00:05.000 --> 00:05.010\nabout listening\n \n"
    )
    assert texts(rolling) == ["welcome to our webinar", "about listening"]
    lines = ["one", "two", "three", "four"]
    plainly = "WEBVTT\n\n" + "\n\n".join(
        f"00:0{at}.000 --> 00:0{at + 1}.000\n{before}\n{line}"
        for at, (before, line) in enumerate(zip(["", *lines], lines, strict=False))
    ).replace("\n\n\n", "\n\n").replace("000\n\n", "000\n")
    assert " ".join(texts(plainly)) == "one two three four"


def test_what_people_say_twice_is_said_twice():
    twice = "WEBVTT\n\n" + "\n\n".join(
        f"00:0{at}.000 --> 00:0{at + 1}.000\n{text}"
        for at, text in enumerate(("Yes.", "Yes.", "Good.", "Then go on.", "All right."))
    )
    assert texts(twice) == ["Yes.", "Yes.", "Good.", "Then go on.", "All right."]


def test_a_speaker_is_named_where_the_speaker_changes():
    voices_of = "WEBVTT\n\n" + "\n\n".join(
        f"00:0{at}.000 --> 00:0{at + 1}.000\n{text}"
        for at, text in enumerate(
            (
                "<v Chair Person>Welcome all</v>",
                "<v Chair Person>to the meeting</v>",
                "<v Ada>Hello</v> <v Ben>Hi",
                "nobody",
                "<v Ben>again",
            )
        )
    )
    assert texts(voices_of) == [
        "Chair Person: Welcome all",
        "to the meeting",
        "Ada: Hello Ben: Hi",
        "nobody",
        "Ben: again",
    ]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_subrip_has_times(end):
    subrip = end.join(
        (
            "1", "00:00:01,000 --> 00:00:03,000", "Welcome to the <i>café</i>", "", "2",
            "00:00:04,5 --> 00:00:06,000", "{\\an8}We begin", "3", "00:00:07,000 --> 00:00:08,000",
            "7 of us", "",
        )
    )  # fmt: skip
    assert has_times(subrip)
    assert [(cue.start, cue.text) for cue in read_cues(subrip)] == [
        (1.0, "Welcome to the café"),
        (4.5, "We begin"),
        (7.0, "7 of us"),
    ]
    (passage,) = passages_of_transcript(subrip)
    assert (passage.text, passage.anchor) == ("Welcome to the café We begin 7 of us", "t=1")


@pytest.mark.parametrize("text", ["Ada: see 10:00 --> 11:00", "1\n2\n3", "WEBVTTX", ""])
def test_a_plain_transcript_has_no_times(text):
    assert not has_times(text)


@pytest.mark.parametrize("name", ["a.srt", "a.sbv"])
def test_what_no_browser_plays_is_refused_as_captions_with_what_to_do(name):
    with pytest.raises(ContentError, match=r"Save them as WebVTT \(\.vtt\).*or paste them"):
        check_content(io.BytesIO(b"1\n"), name, most_bytes=99, allowed=["vtt", "pdf"])


SUBRIP = "1\n00:00:01,000 --> 00:00:02,000\n{}\n\n2\n00:00:03,000 --> 00:00:04,000\nLast\n"


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("see --> this\nI <3 you", "see --> this I <3 you"),
        ("First half\n\nsecond half", "First half second half"),
        ("5 < 6 &amp; <i>more</i>\n42", "5 < 6 & more 42"),
    ],
)
def test_what_is_said_in_subrip_ends_no_cue(said, read):
    assert [cue.text for cue in read_cues(SUBRIP.format(said))] == [read, "Last"]


@pytest.mark.parametrize(
    "times",
    ["00:01,000 --> 00:02,000", "0:00:01.0 --> 0:00:02.0", "00:00:01 ,000 --> 00:00:02 ,000"],
)
def test_times_as_other_programs_write_them(times):
    text = f"1\n{times}\nWords\n"
    assert has_times(text)
    assert read_cues(text) == [Cue(1.0, 2.0, "Words")]


def test_captions_that_are_written_word_by_word_are_said_once():
    said = ["We", "We asked", "We asked parents", "and", "and they", "and they answered"]
    cues = (f"00:0{at}.000 --> 00:0{at + 1}.000\n{words}\n" for at, words in enumerate(said))
    found = read_cues("WEBVTT\n\n" + "\n".join(cues))
    assert [(cue.start, cue.text) for cue in found] == [
        (0.0, "We asked parents"),
        (3.0, "and they answered"),
    ]


def test_captions_that_roll_over_three_lines_are_said_once():
    lines = ["one", "two", "three", "four", "five"]
    cues = [
        f"00:0{at}.000 --> 00:0{at + 1}.000\n" + "\n".join(lines[max(0, at - 2) : at + 1])
        for at in range(len(lines))
    ]
    read = read_cues("WEBVTT\n\n" + "\n\n".join(cues))
    assert [cue.text for cue in read] == lines


def test_cues_come_in_the_order_in_which_they_are_shown():
    written = "WEBVTT\n\n00:05.000 --> 00:06.000\nLast\n\n00:01.000 --> 00:02.000\nFirst\n"
    assert texts(written) == ["First", "Last"]


def test_what_youtube_calls_sbv_has_times():
    sbv = "0:00:01.000,0:00:02.500\nHello[br]all\n\n0:00:03.000,0:00:04.000\nWelcome\n"
    assert has_times(sbv)
    assert [(cue.start, cue.end, cue.text) for cue in read_cues(sbv)] == [
        (1.0, 2.5, "Hello all"),
        (3.0, 4.0, "Welcome"),
    ]


def test_ends_of_lines_that_programs_write_into_subrip():
    assert texts(SUBRIP.format(r"Mums\Nand\hdads")) == ["Mums and dads", "Last"]
