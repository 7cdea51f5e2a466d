"""A video's page: moments without scripts, chapters, and its place in a series."""

from __future__ import annotations

import json
import re
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from pytest_django.asserts import assertContains, assertNotContains

from knowledge.models import VideoPage, VideoSeriesPage
from tests.factories import SiteTree, add_page, make_document

pytestmark = pytest.mark.django_db
TRANSCRIPT = "WEBVTT\n\n00:01.000 --> 00:04.000\nWelcome.\n\n01:15.000 --> 01:20.000\nThe ladder.\n"


@pytest.fixture
def own(site_tree: SiteTree) -> VideoPage:
    return add_page(
        VideoPage,
        site_tree.videos,
        "Our film",
        file=make_document("Clip", name="clip.mp4", content=b"clip"),
        transcript=TRANSCRIPT,
        chapters="0:01 Hello\n1:15 The ladder",
    )


@pytest.fixture
def theirs(site_tree: SiteTree) -> VideoPage:
    return add_page(
        VideoPage, site_tree.videos, "Their film", source_url="https://youtu.be/abcdefghijk"
    )


@pytest.fixture
def series(site_tree: SiteTree, own: VideoPage, theirs: VideoPage) -> VideoSeriesPage:
    hidden = add_page(VideoPage, site_tree.videos, "A draft", live=False)
    videos = [{"type": "video", "value": page.pk} for page in (theirs, hidden, own)]
    return add_page(VideoSeriesPage, site_tree.videos, "All sessions", videos=json.dumps(videos))


def html_of(client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_each_line_and_chapter_leads_to_its_moment(client, own):
    html = html_of(client, own.url)
    assert f'href="{own.url}?t=75#watch"' in html
    assert html.count("?t=75#watch") == 2
    assert "#t=75" not in html.replace('id="t=75"', "")


@pytest.mark.parametrize("written", ["75", "1:15", "1m15s"])
def test_a_link_to_a_moment_needs_no_scripts(client, own, written):
    html = html_of(client, f"{own.url}?t={written}")
    assert re.search(r'<source src="[^"]*clip[^"]*\.mp4#t=75"', html)
    assert 'id="transcript" open' in html
    (line,) = re.findall(r'<li class="hub-transcript__cue hub-transcript__cue--here".*?</li>', html)
    assert "The ladder." in line
    assert 'name="t" value="1:15"' in html
    assert re.search(r'rel="canonical" href="[^"?]*/our-film/"', html)


@pytest.mark.parametrize("written", ["", "abc", "0", '"><b>', "1e9"])
def test_what_names_no_moment_changes_nothing(client, own, written):
    html = html_of(client, f"{own.url}?t={written}")
    assert "mp4#t=" not in html
    assert 'id="transcript" open' not in html
    assert "<b>" not in html


@pytest.mark.parametrize(
    ("written", "says"), [("99:99", "such as 0:40"), ("1:20", "This video is 1:20 long")]
)
def test_what_is_wrong_with_a_moment_is_said_beside_what_was_typed(client, own, written, says):
    own.duration = timedelta(seconds=80)
    own.save()
    html = html_of(client, f"{own.url}?t={written}")
    (field,) = re.findall(r'<input[^>]* name="t"[^>]*>', html)
    assert f'value="{written}"' in field
    assert 'aria-invalid="true"' in field
    assert re.search(
        rf'id="moment-error" data-fault><[^/]*/span> <span data-fault-words>[^<]*{says}', html
    )
    html = html_of(client, f"{own.url}?t=1:19")
    assert "aria-invalid" not in html
    assert "mp4#t=79" in html


def test_a_provider_is_linked_at_the_moment(client, theirs):
    html = html_of(client, f"{theirs.url}?t=75")
    assert 'href="https://www.youtube.com/watch?v=abcdefghijk&amp;t=75"' in html
    assert "Watch on YouTube from 1:15" in html


def test_the_players_script_comes_only_with_a_video(client, own, site_tree):
    assertContains(client.get(own.url), "built/video.js")
    assertNotContains(client.get(site_tree.home.url), "built/video.js")


def test_a_series_shows_its_public_videos_in_order(client, series, own, theirs):
    html = html_of(client, series.url)
    assert html.index("Their film") < html.index("Our film")
    assert "A draft" not in html
    assert "2 videos, in order" in html


def test_a_video_leads_on_in_its_series(client, series, own, theirs):
    html = html_of(client, own.url)
    assert "Video 2 of 2 in" in html
    assert f'href="{theirs.url}" rel="prev"' in html
    assert f'href="{own.url}" rel="next"' in html_of(client, theirs.url)
    series.unpublish()
    assert "Video 2 of 2" not in html_of(client, own.url)


def test_the_list_leads_to_series_and_counts_videos(client, series, site_tree):
    html = html_of(client, site_tree.videos.url)
    assert f'href="{series.url}"' in html
    assert "2 videos</h2>" in html


def test_chapters_are_checked_and_found(own):
    assert ("The ladder", "t=75", "1:15") in [
        (passage.text, passage.anchor, passage.place) for passage in own.passages()
    ]
    own.chapters = "Hello"
    with pytest.raises(ValidationError, match="needs a time"):
        own.full_clean()
    assert own.chapter_list == []
