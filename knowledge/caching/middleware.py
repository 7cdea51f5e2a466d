"""Answers a public page from memory while nothing that it could depend on has changed.

The stamp of all content is read before anything else, and again when the page is made: it is kept only
if the stamp has not moved, and served only under that stamp. It stands behind whatever looks at hosts
and https, and before sessions: whoever may be somebody is passed on.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Lock

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.db.models import Min
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import Resolver404, resolve
from django.utils import timezone
from wagtail.models import Page, Site
from wagtail.views import serve

from knowledge.caching.kept_pages import KeptPage, KeptPages, Key
from knowledge.caching.making import asked_once, is_sharing, making_answer
from knowledge.caching.stamp import Stamp, current_stamp
from knowledge.caching.triggers import missing_triggers, named

logger = logging.getLogger(__name__)

LOOK_EVERY_SECONDS = 60
MOST_KNOWN = 1000
"""Rows, most of them pages without their text, some kilobytes each."""
PERSONAL_COOKIES = ("messages",)
"""Cookies by which pages differ, beside the session's."""


@dataclass(frozen=True)
class _State:
    """Content as it is for a while."""

    stamp: Stamp
    ends: datetime
    known: dict[Hashable, object] = field(default_factory=dict)
    """What pages that were kept under this stamp have asked."""
    _lock: Lock = field(default_factory=Lock)

    def learn(self, asked: Mapping[Hashable, object]) -> None:
        """Keep what was asked; of too much, what was asked first gives way."""
        with self._lock:
            self.known.update(asked)
            for key in list(self.known)[: max(0, len(self.known) - MOST_KNOWN)]:
                del self.known[key]


class PublicPageMiddleware:
    """Django's middleware; each process has one, with pages of its own."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        if settings.HUB_PAGE_CACHE_BYTES <= 0 or settings.DEBUG:
            raise MiddlewareNotUsed
        self.get_response = get_response
        self.pages = KeptPages(settings.HUB_PAGE_CACHE_BYTES)
        self._looked_at: float | None = None
        self._is_watched = False
        self._state: _State | None = None

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not is_anybody(request):
            return self.get_response(request)
        # Raises DisallowedHost, as Django's own middleware would.
        key: Key = (str(request.scheme), request.get_host(), request.get_full_path())
        kept = self.pages.get(key)
        if kept is None and not _leads_to_content(request):
            return self.get_response(request)
        stamp = current_stamp() if self._changes_are_noticed() else None
        if stamp is None:
            return self.get_response(request)
        now = timezone.now()
        if kept is not None and kept.is_true(stamp, now):
            return kept.answer(request, now)
        return self._made(request, key, stamp, now)

    def _made(
        self, request: HttpRequest, key: Key, stamp: Stamp, now: datetime
    ) -> HttpResponseBase:
        """The answer made afresh; kept if it is everybody's page and still true."""
        state = self._state_of(stamp, now)
        with making_answer(state.known) as making:
            # Where Wagtail looks before it asks; with the site come its home page and its type.
            site = asked_once(("site", request.get_host()), lambda: Site.find_for_request(request))
            request.__dict__["_wagtail_site"] = site
            response = self.get_response(request)
        is_kept = is_for_everybody(request, response)
        is_learnt = is_kept or (is_shared(request) and bool(making.asked))
        if not (making.may_be_kept and is_learnt) or current_stamp() != stamp:
            return response
        state.learn(making.asked)
        if not (is_kept and isinstance(response, HttpResponse)):
            return response
        page = KeptPage.of(response, stamp, state.ends)
        if request.method == "GET":
            self.pages.keep(key, page)
        return page.answer(request, now)

    def _state_of(self, stamp: Stamp, now: datetime) -> _State:
        """The state of content under that stamp, until something begins or ends by the clock."""
        state = self._state
        if state is None or state.stamp != stamp or state.ends <= now:
            state = self._state = _State(stamp, _next_moment(now))
        return state

    def _changes_are_noticed(self) -> bool:
        """Whether every trigger is there; looked at once a minute, for a migration may take one away."""
        now = time.monotonic()
        if self._looked_at is None or now - self._looked_at >= LOOK_EVERY_SECONDS:
            missing = missing_triggers()
            if missing:
                self.pages.forget_all()
                logger.warning(
                    "Pages are not kept: changes of %s would not be noticed. Run manage.py migrate.",
                    named(missing),
                )
            self._looked_at, self._is_watched = now, not missing
        return self._is_watched


def is_anybody(request: HttpRequest) -> bool:
    """Whether this visitor asks for a page as everybody would."""
    return (
        request.method in ("GET", "HEAD")
        and settings.SESSION_COOKIE_NAME not in request.COOKIES
        and not any(name in request.COOKIES for name in PERSONAL_COOKIES)
        and "Authorization" not in request.headers
        # A preview of a draft comes with the address of its page.
        and not getattr(request, "is_dummy", False)
    )


def is_for_everybody(request: HttpRequest, response: HttpResponseBase) -> bool:
    """Whether the answer is a page that is the same for all who may be anybody."""
    match = request.resolver_match
    return (
        response.status_code == 200
        and match is not None
        and match.func is serve
        and not response.streaming
        and not response.cookies
        # A page that decides about this itself, such as one with a form, is left alone.
        and not response.has_header("Cache-Control")
        and not response.has_header("ETag")
        and not request.META.get("CSRF_COOKIE_NEEDS_UPDATE")
    )


def is_shared(request: HttpRequest) -> bool:
    """Whether the answer is made of what pages are made of, though nobody else may get it."""
    match = request.resolver_match
    return match is not None and is_sharing(match.func)


def _next_moment(now: datetime) -> datetime:
    """When something begins or ends by the clock without a change: a page's end, a day's end."""
    ends = Page.objects.filter(expire_at__gt=now).aggregate(first=Min("expire_at"))["first"]
    today = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    tomorrow = today + timedelta(days=1)
    return min(ends, tomorrow) if ends else tomorrow


def _leads_to_content(request: HttpRequest) -> bool:
    """Whether a page is asked for, or what is made of the same content."""
    try:
        view = resolve(request.path_info).func
    except Resolver404:
        return False
    return view is serve or is_sharing(view)
