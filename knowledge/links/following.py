"""Follows an address by hand, a hop at a time, and keeps what happened. No Django."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import quote, urldefrag, urljoin

from knowledge.links.guard import Guard, NameUnknown, NoSuchName, Refused, Way
from knowledge.links.visiting import Answer, NoAnswer, ask
from knowledge.videos.addresses import read_video_address

MOST_HOPS = 10
SECONDS = 45.0
"""For a whole check, all hops together."""
SECONDS_A_QUESTION = 20.0
REDIRECTS = {301, 302, 303, 307, 308}
Ask = Callable[..., Answer]
_OEMBED = {
    "YouTube": "https://www.youtube.com/oembed?format=json&url=",
    "Vimeo": "https://vimeo.com/api/oembed.json?url=",
}


@dataclass(frozen=True)
class Hop:
    """An address that led on."""

    address: str
    status: int


@dataclass
class Journey:
    """From an address to where it ended."""

    address: str
    hops: list[Hop] = field(default_factory=list)
    end: str = ""
    """The address that was asked last."""
    answer: Answer | None = None
    stopped: str = ""
    """Why there is no answer: "name", "name-unknown", "not-asked", "loop", or a kind of `NoAnswer`."""
    words: str = ""
    is_video: bool = False


def follow(address: str, guard: Guard, asker: Ask = ask) -> Journey:
    """Ask the address, and where it leads to. A video's provider is asked whether it still shows it."""
    video = read_video_address(address)
    journey = Journey(address, is_video=video is not None)
    if video is not None:
        journey.end = _OEMBED[video.provider] + quote(video.watch_url, safe="")
    else:
        journey.end = urldefrag(address).url
    until = time.monotonic() + SECONDS
    seen = set()
    try:
        while True:
            way = guard.way_to(journey.end)
            journey.answer = _question(way, until, asker)
            if journey.answer.status not in REDIRECTS or not journey.answer.location:
                return journey
            seen.add(journey.end)
            journey.hops.append(Hop(journey.end, journey.answer.status))
            journey.end = _next(journey.end, journey.answer.location)
            if journey.end in seen or len(journey.hops) > MOST_HOPS:
                return _stopped(journey, "loop", "It leads in a circle.")
    except Refused as error:
        return _stopped(journey, "not-asked", str(error))
    except NoSuchName:
        return _stopped(journey, "name", "Its host does not exist any more.")
    except NameUnknown:
        return _stopped(journey, "name-unknown", "Its host could not be found just now.")
    except NoAnswer as error:
        return _stopped(journey, error.kind, error.words)


def _stopped(journey: Journey, kind: str, words: str) -> Journey:
    journey.answer, journey.stopped, journey.words = None, kind, words
    return journey


def _question(way: Way, until: float, asker: Ask) -> Answer:
    """HEAD spares a big file; whatever else it says is a hint, and GET decides."""
    try:
        answer = asker(way, "HEAD", seconds=_left(until) / 2)
        if answer.status in REDIRECTS and answer.location:
            return answer
        if answer.status == 200 and answer.content_type and not answer.is_page:
            return answer
    except NoAnswer as error:
        if error.kind in {"refused", "tls"}:
            raise
    return asker(way, "GET", seconds=_left(until))


def _left(until: float) -> float:
    left = min(until - time.monotonic(), SECONDS_A_QUESTION)
    if left <= 0:
        raise NoAnswer("time", "The server takes too long.")
    return left


def _next(address: str, location: str) -> str:
    """Where a hop leads to. Headers come as Latin-1, in which servers write UTF-8."""
    try:
        location = location.encode("latin-1").decode()
    except UnicodeError:
        location = location.strip()
    try:
        return urldefrag(urljoin(address, location)).url
    except ValueError as error:
        raise Refused("It leads to what is no address.") from error
