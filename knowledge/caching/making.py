"""What is known while an answer is made that may be kept."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import TypeVar, cast

from django.http.response import HttpResponseBase
from wagtail.models import Site
from wagtail.models.sites import SiteRootPath

Value = TypeVar("Value")
Key = TypeVar("Key", bound=Hashable)
View = Callable[..., HttpResponseBase]


@dataclass
class Making:
    """An answer that is being made."""

    known: Mapping[Hashable, object]
    """What was asked for others before it under the same stamp."""
    asked: dict[Hashable, object] = field(default_factory=dict)
    """What was asked for it."""
    may_be_kept: bool = True

    def get(self, key: Hashable) -> object:
        """What is known by that key, or `UNKNOWN`."""
        found = self.asked.get(key, UNKNOWN)
        return self.known.get(key, UNKNOWN) if found is UNKNOWN else found


UNKNOWN = object()
_sharing: set[View] = set()
_kept_whole: set[View] = set()
_making: ContextVar[Making | None] = ContextVar("making", default=None)
_wagtails_site_roots = Site.get_site_root_paths


@contextmanager
def making_answer(known: Mapping[Hashable, object]) -> Iterator[Making]:
    """An answer is made inside that may be kept; so much is known already."""
    making = Making(known)
    token = _making.set(making)
    try:
        yield making
    finally:
        _making.reset(token)


def shares_what_was_asked(view: View) -> View:
    """Let a view of search, whose answers are not kept, share what `asked_once` and `known_rows` ask.

    It shares what pages have asked, and shares with others like it what search's records say too.
    It stands outermost, above other decorators.
    """
    _sharing.add(view)
    return view


def kept_whole(view: View) -> View:
    """Let the answers of such a view be kept: they are the same for everybody, whoever asks.

    Its own `Cache-Control` goes out with them.
    """
    _kept_whole.add(view)
    return shares_what_was_asked(view)


def is_sharing(view: View | None) -> bool:
    """Whether the view is one of either."""
    return view in _sharing


def is_kept_whole(view: View) -> bool:
    """Whether the view's answers are kept."""
    return view in _kept_whole


def do_not_keep() -> None:
    """What is being made shows something that may be otherwise in a moment without a change of content."""
    if making := _making.get():
        making.may_be_kept = False


def asked_once(key: Hashable, ask: Callable[[], Value]) -> Value:
    """What `ask` gives. Answers that may be kept share it until content changes, so nobody may change it.

    For what many pages need and is small: it must not be about the visitor or the page.
    """
    making = _making.get()
    if making is None:
        return ask()
    found = making.get(key)
    # What is asked for again is not what gives way to rows that are newer.
    making.asked[key] = ask() if found is UNKNOWN else found
    return cast(Value, making.asked[key])


def known_rows(
    kind: str, keys: Iterable[Key], fetch: Callable[[list[Key]], Mapping[Key, Value]]
) -> dict[Key, Value]:
    """What `fetch` gives for the keys, by key; keys of which there is nothing are left out.

    Shared as by `asked_once`, each row by itself: `fetch` is asked at once for all that are not known.
    """
    wanted = dict.fromkeys(keys)
    # Where nothing is shared, nothing is known.
    making = _making.get() or Making({})
    found = {
        key: cast(Value, row) for key in wanted if (row := making.get((kind, key))) is not UNKNOWN
    }
    if missing := [key for key in wanted if key not in found]:
        fetched = fetch(missing)
        found.update(fetched)
        making.asked.update({(kind, key): row for key, row in fetched.items()})
    return {key: found[key] for key in wanted if key in found}


def read_site_roots_afresh() -> None:
    """Let answers that may be kept ask the database where sites begin; called when the app is ready.

    Wagtail keeps that for an hour, clears it before its change is committed, and not at all when a page
    above a site's root gets another address: a page made afresh would be kept with links of before.
    """
    Site.get_site_root_paths = staticmethod(site_root_paths)


def site_root_paths() -> list[SiteRootPath]:
    """As Wagtail's `Site.get_site_root_paths`, without its cache for an answer that may be kept."""
    if _making.get() is None:
        return _wagtails_site_roots()
    return asked_once("site roots", _site_roots)


def _site_roots() -> list[SiteRootPath]:
    sites = Site.objects.select_related("root_page__locale")
    return [
        SiteRootPath(
            site.pk,
            site.root_page.url_path,
            site.root_url,
            site.root_page.locale.language_code,
        )
        for site in sites.order_by("-root_page__url_path", "-is_default_site", "hostname")
    ]
