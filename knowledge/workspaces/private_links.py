"""Private links: what a group keeps without an account, opened by whoever holds a link.

A workspace has two links, one to write and one to read. The writing key is 192 random bits. The
reading key is made from it by HMAC, so a page that was opened to write can show both, and from the
reading key nobody gets back. The database holds only hashes, so it opens nothing for whoever reads it.

For a tool of another kind:

1. Register a `Kind` in the app's `ready()` (`knowledge.workspaces.kinds`), with the fields that people type texts into.
2. Its rows have a foreign key to `Workspace`, CASCADE, and no more about people than people type.
3. Make one with `begin(kind)`, and lead to `link_of(key)`.
4. Its views have the key in their address and `@private_link("kind")`; they take `opened` in place
   of the key. With `writes=True` the reading link does not open them.
5. What they write they write inside `with writing(opened):`, one after another in a workspace. It raises
   `LinkEnded` when the link has ended meanwhile, and the decorator answers that.

Links, new links and closing are one page for all kinds, `workspaces:links`.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import wraps

from dateutil.relativedelta import relativedelta
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from knowledge.access.guarded_links import KEY_BYTES, guarded_link, hash_of, new_key
from knowledge.people.privacy import private_page
from knowledge.web.public_forms import is_sent_too_often
from knowledge.workspaces.kinds import Kind, kind_of, typed_in
from knowledge.workspaces.models import PrivateLink, Workspace

FIRST_USE = timedelta(days=30)
"""One in which nobody wrote anything, and to which nobody came back on another day, lasts so long."""
A_DAY = timedelta(days=1)
STARTS = "20/h"
"""Of one client, of each kind: a whole hospital may share one."""


class LinkEnded(Exception):
    """The link was closed or replaced while its page was open."""


@dataclass(frozen=True)
class Opened:
    """A workspace as the holder of a link sees it."""

    workspace: Workspace
    key: str
    may_write: bool

    @property
    def writing_link(self) -> str:
        """Full address; only for pages that `may_write`."""
        return link_of(self.key)

    @property
    def reading_link(self) -> str:
        """Full address of the link that opens the same for reading only."""
        return link_of(reading_key(self.key) if self.may_write else self.key)


def link_of(key: str) -> str:
    """The link to send to others."""
    return settings.HUB_BASE_URL + reverse("workspaces:open", args=[key])


def reading_key(writing_key: str) -> str:
    """The key that only reads, of the same strength."""
    made = hmac.new(writing_key.encode(), b"workspace: reading", hashlib.sha256).digest()
    return base64.urlsafe_b64encode(made[:KEY_BYTES]).decode()


def _moved_on(now: datetime) -> datetime:
    return now + relativedelta(months=settings.HUB_WORKSPACE_MONTHS)


def refused_start(request: HttpRequest, kind: Kind) -> HttpResponse | None:
    """The answer to a client that begins too many of a kind; None where it may begin one, which is counted."""
    if is_sent_too_often(request, kind.key, STARTS):
        return render(request, "429.html", status=429)
    return None


@transaction.atomic
def begin(kind: str) -> tuple[Workspace, str]:
    """A new workspace and its writing key, which is kept nowhere."""
    workspace = Workspace.objects.create(kind=kind, expires_at=timezone.now() + FIRST_USE)
    return workspace, _new_key(workspace)


def _new_key(workspace: Workspace) -> str:
    key = new_key()
    for each, may_write in ((key, True), (reading_key(key), False)):
        PrivateLink.objects.create(key_hash=hash_of(each), workspace=workspace, may_write=may_write)
    return key


def find(key: str) -> PrivateLink | None:
    """The link of that key, whether it still opens anything or not; None for one that we never made."""
    return PrivateLink.objects.filter(key_hash=hash_of(key)).select_related("workspace").first()


@contextmanager
def writing(opened: Opened) -> Iterator[None]:
    """A transaction in which nobody else writes in this workspace; what is written keeps it longer."""
    with transaction.atomic():
        locked = Workspace.objects.select_for_update().filter(pk=opened.workspace.pk).first()
        link = find(opened.key)
        if locked is None or link is None or link.ended or not link.may_write:
            raise LinkEnded
        yield
        Workspace.objects.filter(pk=locked.pk).update(expires_at=_moved_on(timezone.now()))


def renew(opened: Opened) -> str:
    """End both links and give the workspace new ones: returns the new writing key."""
    with writing(opened):
        _end(opened.workspace, PrivateLink.Ended.REPLACED)
        return _new_key(opened.workspace)


def close(opened: Opened) -> None:
    """End both links for everybody, and delete what lies behind them."""
    with writing(opened):
        _end(opened.workspace, PrivateLink.Ended.CLOSED)
        opened.workspace.delete()


def _end(workspace: Workspace, why: str) -> None:
    PrivateLink.objects.filter(workspace=workspace, ended="").update(
        ended=why, ended_at=timezone.now()
    )


def delete_expired() -> None:
    """Delete workspaces that nobody used for long; and forget links that ended long ago."""
    now = timezone.now()
    for workspace in Workspace.objects.filter(expires_at__lte=now):
        with transaction.atomic():
            # Used in the meantime, it stays.
            locked = Workspace.objects.select_for_update().filter(
                pk=workspace.pk, expires_at__lte=now
            )
            for each in locked:
                _end(each, PrivateLink.Ended.EXPIRED)
                each.delete()
    PrivateLink.objects.filter(
        ended_at__lte=now - relativedelta(months=settings.HUB_WORKSPACE_MONTHS)
    ).delete()


View = Callable[..., HttpResponseBase]


def private_link(
    *kinds: str, writes: bool = False, only_posted: bool = False
) -> Callable[[View], View]:
    """For views below a link: they are called with `Opened` in place of `key`.

    An address that is `only_posted` to stays in the bar beside a form with errors: opened again, or sent to
    somebody else, it leads to the beginning.

    Without `kinds` every kind is opened. Guesses are limited, nothing is stored by caches or listed by search
    engines, and the address, which is the key, does not travel to other sites.
    """

    def decorator(view: View) -> View:
        @guarded_link("key")
        @private_page
        @wraps(view)
        def wrapped(request: HttpRequest, *, key: str, **kwargs: object) -> HttpResponseBase:
            response = _answer(request, key, kwargs)
            # "no-referrer" would also take the origin from forms, and Django then refuses them.
            response["Referrer-Policy"] = "same-origin"
            return response

        def _answer(request: HttpRequest, key: str, kwargs: dict[str, object]) -> HttpResponseBase:
            link = find(key)
            workspace = link.workspace if link else None
            if link is None or workspace is None or link.ended or _is_over(workspace):
                return _ended(request, link)
            if kinds and workspace.kind not in kinds:
                return _ended(request, None)
            is_only_opened = only_posted and request.method != "POST"
            if is_only_opened or (writes and not link.may_write):
                return redirect(kind_of(workspace.kind).start, key=key)
            try:
                response = view(request, Opened(workspace, key, link.may_write), **kwargs)
            except LinkEnded:
                return _ended(request, find(key))
            _keep(workspace)
            return response

        return wrapped

    return decorator


def _is_over(workspace: Workspace) -> bool:
    return workspace.expires_at <= timezone.now()


def _keep(workspace: Workspace) -> None:
    """Move the end on, once a day. The day it was made does not count: robots open what they made."""
    now = timezone.now()
    if workspace.created_at < now - A_DAY and workspace.expires_at < _moved_on(now) - A_DAY:
        Workspace.objects.filter(pk=workspace.pk).update(expires_at=_moved_on(now))


def _ended(request: HttpRequest, link: PrivateLink | None) -> HttpResponse:
    """The one page for links that open nothing, with what could not be saved.

    Of a key that we never made it tells nothing.
    """
    context = {
        "why": (link.ended or PrivateLink.Ended.EXPIRED) if link else "",
        "ended_at": link.ended_at if link else None,
        "typed": typed_in(request.POST),
    }
    return render(request, "workspaces/ended.html", context, status=410 if link else 404)
