"""Who has written what is not yet published: the other half of the four-eyes rule.

A revision counts for its author when its content differs from the revision before it. Saving
without a change, or with a comment only, writes nothing: a moderator may comment and still decide.
Beside that, an app may declare who wrote a page together: its authors count whoever saved it.
Nor does setting what a page type counts as part of the decision (`KnowledgePage.decided_fields`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from itertools import pairwise
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import BigIntegerField, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Cast
from wagtail.models import Page, Revision

from knowledge.moderation.content_diff import canonical_content

AuthorSource = Callable[[Iterable[int]], Mapping[int, frozenset[int]]]
"""page pks → ids of the authors of those among them that it knows, in a fixed number of queries."""

_author_sources: dict[str, AuthorSource] = {}


def register_authors(name: str, source: AuthorSource) -> None:
    """Declare who else are authors of pages; called from an app's `ready()`."""
    _author_sources[name] = source


def declared_authors(page_pk: int) -> frozenset[int]:
    """Ids of those whom apps declare to be the page's authors; the app mails them, not we."""
    return frozenset().union(
        *(source([page_pk]).get(page_pk, frozenset()) for source in _author_sources.values())
    )


def writers_since_publication(page: Page, *, touched_by: int | None = None) -> frozenset[int]:
    """Ids of those who wrote the page since it was last published; see `writers_of`."""
    return writers_of([page], touched_by=touched_by)[page.pk]


def writers_of(
    pages: Iterable[Page], *, touched_by: int | None = None, until: int | None = None
) -> dict[int, frozenset[int]]:
    """page pk → ids of those who wrote it since it was last published.

    For a page that is not live every revision counts. `touched_by` narrows the work to pages of
    which that person has saved a revision; the others come back empty. `until` leaves out revisions
    younger than that one. At most two queries.
    """
    pks = [page.pk for page in pages]
    writers: dict[int, set[int]] = {pk: set() for pk in pks}
    wanted = [str(pk) for pk in pks]
    if touched_by is not None:
        wanted = list(
            _unpublished(wanted)
            .filter(user_id=touched_by)
            .order_by()
            .values_list("object_id", flat=True)
            .distinct()
        )
    histories: dict[int, list[Revision]] = defaultdict(list)
    if wanted:
        revisions = _unpublished(wanted, with_published=True)
        if until is not None:
            revisions = revisions.filter(pk__lte=until)
        for revision in revisions.order_by("object_id", "pk"):
            histories[int(revision.object_id)].append(revision)
    for pk, history in histories.items():
        writers[pk] |= _writers(history)
    for source in _author_sources.values():
        for pk, authors in source(pks).items():
            writers[pk] |= authors
    return {pk: frozenset(ids) for pk, ids in writers.items()}


def _unpublished(object_ids: list[str], *, with_published: bool = False) -> QuerySet[Revision]:
    """Revisions since the last publication; with the published one, to compare the first with.

    An editor who left the page open can overwrite their last revision after it was published, so
    the published one counts too when it is younger than its publication.
    """
    page = Page.objects.filter(pk=Cast(OuterRef("object_id"), BigIntegerField()))
    revisions = Revision.page_revisions.filter(object_id__in=object_ids).annotate(
        published_pk=Subquery(page.filter(live=True).values("live_revision_id")[:1]),
        published_at=Subquery(page.filter(live=True).values("last_published_at")[:1]),
    )
    since = Q(published_pk__isnull=True) | Q(pk__gt=F("published_pk"))
    if with_published:
        since |= Q(pk=F("published_pk"))
    else:
        since |= Q(pk=F("published_pk"), created_at__gt=F("published_at"))
    return revisions.filter(since)


def _writers(history: list[Revision]) -> set[int]:
    """Of one page, oldest first; the first is the published one when there is one."""
    first = history[0]
    is_published = first.pk == first.published_pk
    overwritten = is_published and (
        first.published_at is None or first.created_at > first.published_at
    )
    found = {first.user_id} if (not is_published or overwritten) else set()
    for before, after in pairwise(history):
        if _written(before) != _written(after):
            found.add(after.user_id)
    return {user for user in found if user is not None}


def _written(revision: Revision) -> Any:
    page_type = ContentType.objects.get_for_id(revision.content_type_id).model_class()
    return canonical_content(page_type or Page, revision.content)
