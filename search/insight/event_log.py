"""What visitors search for, so that editors see what is missing. Who searched is never known.

Noted are the words, with addresses and numbers masked, the day, whether anything was found and whether
a result was opened. No address, no cookie, no time of day, no account. One visitor's further tries hang
together by a token that stands in the page of results and nowhere else.

Noting never slows or breaks a search: it happens when the answer has been sent, waits for no lock, and
what cannot be noted is dropped.
"""

from __future__ import annotations

import logging
import re
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils import timezone

from search.language.masking import masked
from search.language.normalise import words
from search.language.query import SearchQuery
from search.language.results import SearchResults
from search.models import LoggedQuery, SearchEvent

logger = logging.getLogger(__name__)

TOKEN = "try"  # noqa: S105 - no secret
"""Name in the address of the token that ties one visitor's tries; the page takes it out again."""
PATIENCE_MS = 200
"""Longest wait for somebody else's lock."""
RETRIES_FOR = timedelta(days=1)
"""After midnight somebody may still be trying; after another day nobody is."""

_TOKEN = re.compile(r"[A-Za-z0-9_-]{16,40}")
_ROBOT = re.compile(
    r"bot\b|bots?[/;\s]|crawl|spider|slurp|archiver|preview|lighthouse|monitor|uptime|pingdom|scanner"
    r"|facebookexternalhit|whatsapp|curl/|wget/|python|go-http|java/|libwww|okhttp|axios|scrapy",
    re.I,
)


# Each search is noted, and making these two as Django does would take longer than writing them.
_NOTE_QUERY = "INSERT INTO search_loggedquery (key, text) VALUES (%s, %s) ON CONFLICT DO NOTHING"
# After a search that found nothing the next one is another try for the same. That the token is not empty is said
# once more because only rows with one are indexed.
_NOTE_EVENT = """
    INSERT INTO search_searchevent
        (query_id, session, retry_of_id, searched_on, total, reports_clicks, is_clicked)
    SELECT id, %s, (
        SELECT CASE WHEN total = 0 THEN coalesce(retry_of_id, id) END FROM search_searchevent
        WHERE session = %s AND NOT (session = '') AND searched_on >= %s ORDER BY id DESC LIMIT 1
    ), %s, %s, %s, false
    FROM search_loggedquery WHERE key = %s ON CONFLICT DO NOTHING
"""


@dataclass(frozen=True)
class NewEvent:
    """What is to be noted of one search."""

    session: str
    """The token."""
    key: str
    text: str
    total: int | None
    """Items found; None where there may be more: behind filters, or while search is simpler."""
    reports_clicks: bool
    """Whether this visitor lets us know that a result was opened."""


def token_of(request: HttpRequest) -> str:
    """The visitor's token, of this address or a new one."""
    given = request.GET.get(TOKEN, "")
    return given if _TOKEN.fullmatch(given) else secrets.token_urlsafe(15)


def refuses_tracking(request: HttpRequest) -> bool:
    """Whether the browser asks not to be followed: Global Privacy Control, or Do Not Track."""
    return "1" in (request.headers.get("Sec-GPC"), request.headers.get("DNT"))


def is_first_submit(request: HttpRequest, query: SearchQuery) -> bool:
    """Whether somebody sends a query off: no robot, no prefetch, no next page, no link, no reload."""
    if request.method != "GET" or not query.has_words or query.page > 1:
        return False
    purpose = "".join(request.headers.get(name, "") for name in ("Sec-Purpose", "Purpose", "X-Moz"))
    if "prefetch" in purpose or "preview" in purpose:
        return False
    if _ROBOT.search(request.headers.get("User-Agent", "")):
        return False
    if _TOKEN.fullmatch(request.GET.get(TOKEN, "")):
        return True
    if "max-age=0" in request.headers.get("Cache-Control", ""):
        return False
    return not _comes_from_results_or_admin(request)


def _comes_from_results_or_admin(request: HttpRequest) -> bool:
    """Links among the results are no new search, nor is an editor's look at what is found now."""
    came_from = urlsplit(request.headers.get("Referer", ""))
    if came_from.netloc != request.get_host():
        return False
    return came_from.path.startswith((reverse("search:results"), reverse("wagtailadmin_home")))


def event_of(
    request: HttpRequest, query: SearchQuery, found: SearchResults, *, session: str
) -> NewEvent | None:
    """What to note of this request; None where there is nothing to note."""
    if settings.HUB_SEARCH_INSIGHT_DAYS <= 0 or not is_first_submit(request, query):
        return None
    text = masked(query.text)
    key = key_of(text)
    if not key:
        return None
    # What is only near in meaning is nothing that was looked for.
    total = (0 if found.is_by_meaning else found.total) + len(found.promoted)
    return NewEvent(
        session=session,
        key=key,
        text=text[:300],
        total=None if (query.filters or found.is_simpler) and not total else total,
        reports_clicks=not refuses_tracking(request),
    )


def key_of(text: str) -> str:
    """By what two queries are the same: their words, however written."""
    return " ".join(words(text))[:300]


def after_sending(response: HttpResponseBase, function: Callable[[], None]) -> None:
    """Have the function called once the server has sent the response; nobody waits for it."""
    close = response.close

    def close_and_call() -> None:
        try:
            function()
        finally:
            close()

    response.close = close_and_call  # type: ignore[method-assign]


def record(event: NewEvent) -> None:
    """Note it, unless this visitor's same search is noted already. Never raises."""
    try:
        with _impatient(), transaction.atomic():
            _record(event)
    except Exception:
        logger.warning("A search was not noted", exc_info=True)


def record_click(session: str, text: str) -> None:
    """Note that a result of this search was opened. Never raises."""
    try:
        with _impatient(), transaction.atomic():
            events = SearchEvent.objects.filter(session=session, query__key=key_of(masked(text)))
            # Only events with a token are indexed by it.
            events.exclude(session="").filter(reports_clicks=True).update(is_clicked=True)
    except Exception:
        logger.warning("An opened result was not noted", exc_info=True)


def delete_old() -> None:
    """Delete what is older than HUB_SEARCH_INSIGHT_DAYS, and every token that is past retrying."""
    today = timezone.localdate()
    past = SearchEvent.objects.filter(searched_on__lt=today - RETRIES_FOR)
    past.exclude(session="").update(session="")
    oldest = today - timedelta(days=max(0, settings.HUB_SEARCH_INSIGHT_DAYS))
    SearchEvent.objects.filter(searched_on__lt=oldest).delete()
    LoggedQuery.objects.filter(events=None).delete()


def _record(event: NewEvent) -> None:
    today = timezone.localdate()
    with connection.cursor() as cursor:
        cursor.execute(_NOTE_QUERY, [event.key, event.text])
        cursor.execute(
            _NOTE_EVENT,
            [
                event.session,
                event.session,
                today - RETRIES_FOR,
                today,
                event.total,
                event.reports_clicks,
                event.key,
            ],
        )


@contextmanager
def _impatient() -> Iterator[None]:
    """Give up soon where another holds a lock."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            usual = cursor.execute("PRAGMA busy_timeout").fetchone()[0]
            cursor.execute(f"PRAGMA busy_timeout = {PATIENCE_MS}")
        try:
            yield
        finally:
            with connection.cursor() as cursor:
                cursor.execute(f"PRAGMA busy_timeout = {int(usual)}")
    else:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL lock_timeout = {PATIENCE_MS}")
            cursor.execute(f"SET LOCAL statement_timeout = {5 * PATIENCE_MS}")
            yield
