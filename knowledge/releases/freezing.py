"""Freezes what is public at one moment: every page's text and the files it shows, as one version."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone
from django.utils.text import slugify
from wagtail.models import Page

from knowledge.caching.making import making_answer
from knowledge.models.aliases import source_of
from knowledge.models.base import KnowledgePage
from knowledge.models.home import HomePage
from knowledge.models.pack import PackPage
from knowledge.models.work import Work
from knowledge.public_pages import public_pages, visibility_snapshot
from knowledge.releases.addresses import Kept, VersionAddresses, lead_outside
from knowledge.releases.changes import changes_between
from knowledge.releases.models import FrozenPage, Release
from knowledge.typesetting.joining import CONTENTS
from knowledge.typesetting.pages import main_part_of_page
from knowledge.typesetting.plain import plain_html


class NothingPublic(Exception):
    """There is no page to freeze."""


def freeze(release: Release, *, below: Page | None = None) -> None:
    """Make the version what is public now, whole or not at all; with `below` only that page and what is below."""
    kept = Kept()
    try:
        with _one_moment(), visibility_snapshot(), making_answer({}):
            _freeze(release, kept, below)
    except Exception:
        for file in kept.stored:
            file.storage.delete(file.name or "")
        raise


@contextmanager
def _one_moment() -> Iterator[None]:
    """Everything inside sees the content of one moment. SQLite lets nobody else write meanwhile."""
    is_outermost = not connection.in_atomic_block
    with transaction.atomic():
        if is_outermost and connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        yield


def _freeze(release: Release, kept: Kept, below: Page | None) -> None:
    frozen_at = timezone.now()
    public = _in_order()
    pages = [page for page in public if below is None or page.path.startswith(below.path)]
    if not pages:
        raise NothingPublic
    numbers = {page.get_url_parts()[2]: page.pk for page in public}
    left_out = {
        page.pk: f"{settings.HUB_BASE_URL}{page.get_url_parts()[2]}"
        for page in set(public) - set(pages)
    }
    for home in HomePage.objects.live():
        if parts := home.get_url_parts():
            numbers[parts[2]] = CONTENTS
    names: set[str] = {"index"}
    level = 0
    for place, page in enumerate(pages):
        addresses = VersionAddresses(page, numbers, kept)
        text = plain_html(main_part_of_page(page), addresses)
        level = min(page.depth - pages[0].depth + 1, level + 1)
        frozen = FrozenPage.objects.create(
            release=release,
            page_number=page.pk,
            source_number=source_of(page).pk,
            place=place,
            level=level,
            name=_name(page, names),
            title=page.title,
            address=page.get_url_parts()[2],
            last_reviewed=getattr(page, "last_reviewed", None),
            html=lead_outside(text, left_out),
            fingerprint=hashlib.sha256(f"{page.title}\n{text}".encode()).hexdigest(),
        )
        frozen.files.set(addresses.files)
    pack = next((page for page in pages if isinstance(page, PackPage)), pages[0])
    release.title, release.frozen_at = pack.title, frozen_at
    release.changes = changes_between(_before(release), release)
    release.state, release.progress, release.changed_at = Work.State.DONE, "", timezone.now()
    release.save()


def _in_order() -> list[Page]:
    """Every public page but the home page, in the order of the tree; a pack comes first."""
    pages = [
        page
        for page in public_pages().order_by("path").specific()
        if isinstance(page, KnowledgePage)
        and not isinstance(page, HomePage)
        and page.get_url_parts()
    ]
    packs = tuple(page.path for page in pages if isinstance(page, PackPage))
    return sorted(pages, key=lambda page: (not page.path.startswith(packs), page.path))


def _name(page: Page, taken: set[str]) -> str:
    wanted = slugify(page.slug, allow_unicode=True) or f"page-{page.pk}"
    name = wanted if wanted not in taken else f"{wanted}-{page.pk}"
    taken.add(name)
    return name


def _before(release: Release) -> Release | None:
    """The version before, by its date."""
    others = Release.objects.public().filter(released_on__lte=release.released_on)
    return others.exclude(pk=release.pk).first()
