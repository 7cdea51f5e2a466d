"""Releasing a version: asked for by a person, frozen by the worker, then built to be downloaded."""

from __future__ import annotations

import logging
import re
from functools import partial

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from knowledge.access.routing import role_scope_of
from knowledge.models.pack import PackPage
from knowledge.models.work import Work, begin
from knowledge.public_pages import public_of
from knowledge.releases.downloads import ask_for_all
from knowledge.releases.freezing import NothingPublic, freeze
from knowledge.releases.models import Release, ReleaseQuerySet
from knowledge.users.models import User

log = logging.getLogger(__name__)
State = Work.State


def user_can_release(user: User) -> bool:
    """Administrators, and moderators of the national pool: the pack belongs to no region."""
    scope = role_scope_of(user)
    return user.is_active and (scope.is_superuser or scope.decides_pool)


def number_of(version: str) -> tuple[int, ...]:
    """The version's number, to be compared: 0.10 is greater than 0.9, and 0.6.0 the same as 0.6."""
    parts = [int(part) for part in version.split(".")]
    while parts and not parts[-1]:
        parts.pop()
    return tuple(parts)


def objection_to(version: str, besides: Release | None = None) -> str:
    """Why no version may have this number now: one as great is there. "" where nothing is against it.

    What failed does not count: it may be tried again as long as nothing greater was released.
    """
    if _all_but(besides).filter(state=State.FAILED, version=version).exists():
        return f"Version {version} failed: open it below and try again, or write a greater number."
    newest = newest_version(besides)
    if newest is None or number_of(version) > number_of(newest):
        return ""
    return (
        f"The newest version is {newest}, and numbers only go up: write a greater one, "
        f"such as {next_number(newest)}."
    )


def newest_version(besides: Release | None = None) -> str | None:
    """The greatest number that is released or about to be."""
    taken = _all_but(besides).exclude(state=State.FAILED)
    return max(taken.values_list("version", flat=True), key=number_of, default=None)


def _all_but(release: Release | None) -> ReleaseQuerySet:
    return Release.objects.exclude(pk=release.pk) if release else Release.objects.all()


def next_number(version: str) -> str:
    """The number that follows."""
    return re.sub(r"\d+$", lambda found: str(int(found[0]) + 1), version)


def suggested() -> dict[str, object]:
    """What the form begins with. The first version is the one that the pack itself says it is."""
    newest = newest_version()
    if newest is not None:
        return {"version": next_number(newest), "released_on": timezone.localdate()}
    pack = public_of(PackPage).first()
    if pack is None:
        return {"version": "0.1", "released_on": timezone.localdate()}
    number = re.search(r"\d+(\.\d+)*", pack.version)
    return {
        "version": number[0] if number else "0.1",
        "released_on": min(pack.version_date, timezone.localdate()),
    }


def queue(release: Release) -> None:
    """Keep a version that the worker is to freeze."""
    with transaction.atomic():
        release.state, release.progress, release.changed_at = State.QUEUED, "", timezone.now()
        release.save()
        transaction.on_commit(partial(freeze_queued.enqueue, release.pk))


@task(queue_name="default")
def freeze_queued(release_pk: int) -> None:
    """Freeze a version that waits for it; any other is left alone."""
    if not begin(Release.objects.filter(pk=release_pk), "Keeping every page as it is"):
        return
    release = Release.objects.get(pk=release_pk)
    try:
        freeze(release)
    except NothingPublic:
        _fail(release, "No page is public, so there is nothing to release.")
    except Exception:
        log.exception("%s could not be frozen", release)
        _fail(release, "Something went wrong, and nothing was released. You can try again.")
    else:
        ask_for_all(release)


def _fail(release: Release, sentence: str) -> None:
    Release.objects.filter(pk=release.pk).update(
        state=State.FAILED, progress=sentence, changed_at=timezone.now()
    )
