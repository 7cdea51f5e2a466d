"""Answers a public page from memory while nothing that it could depend on has changed.

The stamps are read before anything else, and again when the page is made: it is kept only if what it is made
of has not moved, and served only under the same stamp: that of content for a page, both for what is made of
search's records. It stands behind whatever looks at hosts and https, and before sessions: whoever may be
somebody is passed on.
"""

from __future__ import annotations

import logging
import time
from collections import ChainMap
from collections.abc import Callable, Hashable, Mapping, MutableMapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import islice
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
from knowledge.caching.making import View, asked_once, is_kept_whole, is_sharing, making_answer
from knowledge.caching.stamp import Stamp, Stamps, current_stamps, is_in_transaction
from knowledge.caching.triggers import missing_triggers, named

logger = logging.getLogger(__name__)

LOOK_EVERY_SECONDS = 60
MOST_KNOWN = 1000
"""Rows, most of them pages without their text, some kilobytes each."""
MOST_KNOWN_OF_SEARCH = 4000
"""A search asks for twenty words and cards; most are some hundred bytes each."""
PERSONAL_COOKIES = ("messages",)
"""Cookies by which pages differ, beside the session's."""


@dataclass(frozen=True)
class _State:
    """Content, or content and search's records, as it is for a while."""

    stamp: Stamp | Stamps
    ends: datetime
    beneath: MutableMapping[Hashable, object] = field(default_factory=dict)
    """What is known of content alone, where this is of more."""
    most: int = MOST_KNOWN
    _learnt: dict[Hashable, object] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    @property
    def known(self) -> MutableMapping[Hashable, object]:
        """What answers that were made under this stamp have asked."""
        return ChainMap(self._learnt, self.beneath)

    def learn(self, asked: Mapping[Hashable, object]) -> None:
        """Keep what was asked; of too much, what was last asked for the longest ago gives way."""
        with self._lock:
            for key in asked:
                self._learnt.pop(key, None)
            self._learnt.update(asked)
            if (more := len(self._learnt) - self.most) > 0:
                for key in list(islice(self._learnt, more)):
                    del self._learnt[key]


class PublicPageMiddleware:
    """Django's middleware; each process has one, with pages of its own."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        if settings.HUB_PAGE_CACHE_BYTES <= 0 or settings.DEBUG:
            raise MiddlewareNotUsed
        self.get_response = get_response
        self.pages = KeptPages(settings.HUB_PAGE_CACHE_BYTES)
        self._looked_at: float | None = None
        self._is_watched = False
        self._content: _State | None = None
        self._search: _State | None = None

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not is_anybody(request):
            return self.get_response(request)
        # Raises DisallowedHost, as Django's own middleware would.
        key: Key = (str(request.scheme), request.get_host(), request.get_full_path())
        kept = self.pages.get(key)
        view = _view_of_content(request) if kept is None else None
        if kept is None and view is None:
            return self.get_response(request)
        stamps = current_stamps() if self._changes_are_noticed() else None
        if stamps is None:
            return self.get_response(request)
        now = timezone.now()
        if kept is not None and kept.is_true(stamps, now):
            return kept.answer(request, now)
        is_of_search = is_sharing(view or _view_of_content(request))
        state = (self._search_at if is_of_search else self._content_at)(stamps, now)
        return self._made(request, key, state, now)

    def _made(
        self, request: HttpRequest, key: Key, state: _State, now: datetime
    ) -> HttpResponseBase:
        """The answer made afresh; kept if it is everybody's page and still true."""
        with making_answer(state.known) as making:
            # Where Wagtail looks before it asks; with the site come its home page and its type.
            site = asked_once(("site", request.get_host()), lambda: Site.find_for_request(request))
            request.__dict__["_wagtail_site"] = site
            response = self.get_response(request)
        is_kept = is_for_everybody(request, response)
        is_learnt = is_kept or (is_shared(request) and bool(making.asked))
        if not (making.may_be_kept and is_learnt):
            return response
        stamps = current_stamps()
        if stamps is None or not stamps.confirm(state.stamp):
            return response
        state.learn(making.asked)
        if not (is_kept and isinstance(response, HttpResponse)):
            return response
        page = KeptPage.of(response, state.stamp, state.ends)
        if request.method == "GET":
            self.pages.keep(key, page)
        return page.answer(request, now)

    def _content_at(self, stamps: Stamps, now: datetime) -> _State:
        """The state of content, until something begins or ends by the clock."""
        state = self._content
        if state is None or state.stamp != stamps.content or state.ends <= now:
            state = self._content = _State(stamps.content, _next_moment(now))
        return state

    def _search_at(self, stamps: Stamps, now: datetime) -> _State:
        """The state of content and of search's records, as long as that of content."""
        content, state = self._content_at(stamps, now), self._search
        if state is None or state.stamp != stamps or state.ends != content.ends:
            state = self._search = _State(stamps, content.ends, content.known, MOST_KNOWN_OF_SEARCH)
        return state

    def _changes_are_noticed(self) -> bool:
        """Whether every trigger is there; looked at once a minute, for a migration may take one away."""
        if is_in_transaction():
            return False
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
        # A page that decides about this itself, such as one with a form, is left alone.
        and (
            (match.func is serve and not response.has_header("Cache-Control"))
            or is_kept_whole(match.func)
        )
        and not response.streaming
        and not response.cookies
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


def _view_of_content(request: HttpRequest) -> View | None:
    """The view that is asked for, if it shows a page, or what is made of the same content."""
    try:
        view = resolve(request.path_info).func
    except Resolver404:
        return None
    return view if view is serve or is_sharing(view) else None
