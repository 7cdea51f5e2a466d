"""What surrounds a video: the moment that the address names, and the series that it is a part of."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from wagtail.models import Page

from knowledge.models import VideoIndexPage, VideoPage, VideoSeriesPage
from knowledge.public_pages import public_of, public_pages
from knowledge.videos.moments import clock, moment_fault, read_moment
from knowledge.web.cards import cards_of
from knowledge.web.listings import index_listing


@dataclass(frozen=True)
class Part:
    """A video's place in a series."""

    series: VideoSeriesPage
    number: int
    count: int
    previous: Page | None
    next: Page | None


def watching(page: VideoPage, request: HttpRequest) -> dict[str, object]:
    """`start`, the second that `?t=` asks for, or what is wrong with it; and the series with the video."""
    typed = request.GET.get("t")
    length = page.duration.total_seconds() if page.duration else None
    example = example_moment(page, length)
    fault = moment_fault(typed, length, example) if typed is not None else ""
    start = None if fault or typed is None else read_moment(typed)
    return {
        "start": start,
        "share": {"typed": typed, "fault": fault, "length": length, "example": example},
        "start_clock": clock(start or 0),
        "parts": parts_of(page),
    }


def example_moment(page: VideoPage, length: float | None) -> str:
    """A moment that lies within the video."""
    last = length / 2 if length else max((each.second for each in page.chapter_list), default=0)
    return clock(min(last or 5, 75))


def parts_of(page: VideoPage) -> list[Part]:
    """Its place in each public series. Two queries where there is one."""
    series = [row for row in _public_series() if page.pk in row.video_ids]
    wanted = {pk for row in series for pk in row.video_ids}
    videos = public_pages().in_bulk(wanted) if wanted else {}
    return [part for row in series if (part := _part(row, page, videos))]


def _public_series() -> list[VideoSeriesPage]:
    return list(public_of(VideoSeriesPage).order_by("path"))


def _part(series: VideoSeriesPage, page: VideoPage, videos: dict[int, Page]) -> Part | None:
    shown = [pk for pk in series.video_ids if pk in videos]
    if page.pk not in shown:
        return None
    at = shown.index(page.pk)
    return Part(
        series=series,
        number=at + 1,
        count=len(shown),
        previous=videos[shown[at - 1]] if at else None,
        next=videos[shown[at + 1]] if at + 1 < len(shown) else None,
    )


def series_listing(page: VideoSeriesPage, request: HttpRequest) -> dict[str, object]:
    """The public videos of the series in its order."""
    videos = public_pages().in_bulk(page.video_ids)
    shown = [videos[pk] for pk in page.video_ids if pk in videos]
    return {"cards": cards_of(shown, request)}


def videos_listing(page: VideoIndexPage, request: HttpRequest) -> dict[str, object]:
    """As every list, and the series among its children."""
    series = public_pages().child_of(page).type(VideoSeriesPage).order_by("path")
    return {**index_listing(page, request), "series": cards_of(series, request)}
