"""What is to be thought of a journey. Pure: a 200 is not "works", and a 403 is not "dead"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

from knowledge.links.following import Journey
from knowledge.links.models import Verdict
from knowledge.links.visiting import Answer

PERMANENT = {301, 308}
LONGEST_REST = timedelta(days=1)
USUAL_REST = timedelta(hours=1)
_PASSWORD = re.compile(r"<input\b[^>]*\btype\s*=\s*[\"']?password", re.I)
_SIGN_IN_PLACE = re.compile(
    r"(^|[/._-])(log-?in|sign-?in|log-?on|sso|oauth2?|saml2?|auth|authorize|openid|adfs)([/._?-]|$)",
    re.I,
)
_TITLE = re.compile(r"<title[^>]*>(.*?)</title>", re.I | re.S)
_NOT_THERE = re.compile(r"\b404\b|(page|file|content|resource|we) ?(was |is |could ?n[o']t be |can ?not be )?not found|"
                        r"page (no longer|does not|doesn[’']t) exist", re.I)  # fmt: skip
_SIGN_IN_TITLE = re.compile(r"^\s*(log|sign)[ -]?(in|on)\b|\b(log|sign) in to\b", re.I)
_REFRESH = re.compile(r"<meta\b[^>]*http-equiv\s*=\s*[\"']?refresh[^>]*url\s*=", re.I)


@dataclass(frozen=True)
class Judgement:
    """A verdict, and whether it holds at once."""

    verdict: Verdict
    said: str
    moved_to: str = ""
    only_after_days: bool = False
    """A fault that may pass: it is asked again, and only then is that the verdict."""
    rest: timedelta | None = None
    """How long the host asks to be left alone."""


def judge(journey: Journey, now: datetime) -> Judgement:
    """The verdict on a journey."""
    answer = journey.answer
    if answer is None:
        return _without_answer(journey)
    if journey.is_video:
        return _of_video(answer, now)
    if 200 <= answer.status < 300:
        return _of_success(journey, answer)
    return _of_refusal(answer, now)


def _without_answer(journey: Journey) -> Judgement:
    if journey.stopped == "name":
        return Judgement(Verdict.DEAD, journey.words, only_after_days=True)
    may_pass = journey.stopped in {"name-unknown", "refused", "time", "tls", "unreadable"}
    return Judgement(Verdict.BY_HAND, journey.words, only_after_days=may_pass)


def _of_video(answer: Answer, now: datetime) -> Judgement:
    """Its provider says whether it still shows it."""
    if answer.status in {400, 404, 410}:
        return Judgement(
            Verdict.DEAD, "Its provider does not show this video any more.", only_after_days=True
        )
    if answer.status in {401, 403}:
        return Judgement(Verdict.BY_HAND, "Its provider does not let others show this video.")
    if 200 <= answer.status < 300:
        return Judgement(Verdict.WORKS, "Its provider shows this video.")
    return _of_refusal(answer, now)


def _of_success(journey: Journey, answer: Answer) -> Judgement:
    if why := _looks_otherwise(journey, answer):
        return Judgement(Verdict.BY_HAND, why)
    if journey.hops and journey.hops[0].status in PERMANENT:
        return Judgement(
            Verdict.MOVED, "It leads on to another address for good.", moved_to=_moved_to(journey)
        )
    if journey.hops:
        return Judgement(Verdict.WORKS, f"It opens, for now at {journey.end}"[:300])
    return Judgement(Verdict.WORKS, "It opens.")


def _looks_otherwise(journey: Journey, answer: Answer) -> str:
    """Why somebody should look, though the server says all is well; "" where nothing is odd."""
    title = " ".join((_TITLE.search(answer.text) or [" ", " "])[1].split())
    place = urlsplit(journey.end)
    at_sign_in = bool(journey.hops) and _SIGN_IN_PLACE.search(f"{place.hostname}{place.path}")
    if at_sign_in or _PASSWORD.search(answer.text) or _SIGN_IN_TITLE.search(title):
        return "It asks to sign in, so we cannot see what is behind."
    if answer.is_page and _NOT_THERE.search(title):
        return f"It opens, but its title says “{title[:80]}”."
    if _REFRESH.search(answer.text[:4000]):
        return "It opens and leads on by itself."
    if journey.hops and place.path in {"", "/"} and urlsplit(journey.address).path not in {"", "/"}:
        return f"It leads to a home page now: {journey.end}"[:300]
    return ""


def _moved_to(journey: Journey) -> str:
    """As far as it leads for good; what is only for now may be another tomorrow."""
    for hop in journey.hops:
        if hop.status not in PERMANENT:
            return hop.address
    return journey.end


def _of_refusal(answer: Answer, now: datetime) -> Judgement:
    status = answer.status
    if status in {404, 410}:
        gone = "gone for good" if status == 410 else "not there"
        return Judgement(
            Verdict.DEAD, f"The server says that it is {gone} ({status}).", only_after_days=True
        )
    if status in {429, 503}:
        rest = _rest(answer.retry_after, now)
        return Judgement(
            Verdict.BY_HAND,
            f"The server asks us to come later ({status}).",
            only_after_days=status == 503,
            rest=rest,
        )
    if 500 <= status < 600:
        return Judgement(
            Verdict.BY_HAND, f"The server has a fault ({status}).", only_after_days=True
        )
    why = {
        401: "The server asks to sign in (401).",
        403: "The server lets no program in (403). People may see it.",
        451: "The server may not show it, by law (451).",
    }
    return Judgement(Verdict.BY_HAND, why.get(status, f"The server answers with {status}."))


def _rest(retry_after: str, now: datetime) -> timedelta:
    """What Retry-After asks for, in seconds or as a date, within reason."""
    try:
        rest = timedelta(seconds=float(retry_after))
    except (ValueError, OverflowError):
        try:
            until = parsedate_to_datetime(retry_after)
        except (TypeError, ValueError):
            return USUAL_REST
        rest = until.replace(tzinfo=until.tzinfo or UTC) - now
    return min(max(rest, timedelta(0)), LONGEST_REST)
