"""Where a page's decisions go: to the moderators of its region, or to the national pool.

The region of a page is what its `region_links` say, else its nearest ancestor's; a page under no
region belongs to the national pool. What is decided here is pure; the queries gather the facts for
one page or for many at a time, so that a queue costs the same however long it is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils import timezone
from wagtail.models import Page, WorkflowState

from knowledge.models.region_roles import PoolHandover, RegionRole
from knowledge.models.tagging import PageRegion

if TYPE_CHECKING:
    from knowledge.users.models import User

DECIDING_ROLES = (RegionRole.Role.MODERATOR, RegionRole.Role.DEPUTY)


SentInSource = Callable[[Iterable[int]], set[int]]
"""page pks → those among them that came from outside; one query."""

_sent_in_sources: dict[str, SentInSource] = {}


def register_sent_in(name: str, source: SentInSource) -> None:
    """Declare which pages somebody sent in; called from an app's `ready()`."""
    _sent_in_sources[name] = source


@dataclass(frozen=True)
class RoleScope:
    """What a person may look after: regions by id, and whether the national pool is theirs."""

    is_superuser: bool = False
    edits: frozenset[int] = frozenset()
    decides: frozenset[int] = frozenset()
    edits_pool: bool = False
    decides_pool: bool = False

    @property
    def has_a_role(self) -> bool:
        """Whether any role of theirs is in force."""
        return bool(self.edits) or self.edits_pool

    @property
    def decides_somewhere(self) -> bool:
        """Whether anything of any region can be theirs to decide."""
        return self.is_superuser or bool(self.decides) or self.decides_pool


@dataclass(frozen=True)
class PageScope:
    """Whom a page belongs to."""

    regions: frozenset[int] = field(default_factory=frozenset)
    is_handed_to_pool: bool = False
    """Nobody of the region could decide for too long, so the national pool may."""
    is_sent_in: bool = False
    """It has no region and came from outside: the national pool's, not every editor's."""


def may_decide(role_scope: RoleScope, page_scope: PageScope) -> bool:
    """Whether decisions about a page there are this person's to make, whoever wrote it."""
    if role_scope.is_superuser or role_scope.decides & page_scope.regions:
        return True
    return role_scope.decides_pool and (not page_scope.regions or page_scope.is_handed_to_pool)


def may_edit(role_scope: RoleScope, page_scope: PageScope) -> bool:
    """Whether a page there is this person's to edit: of their region, or of none.

    What was sent in without a region is private to the national pool.
    """
    if role_scope.is_superuser or role_scope.edits & page_scope.regions:
        return True
    if page_scope.is_handed_to_pool and role_scope.decides_pool:
        return True
    if page_scope.regions:
        return False
    return role_scope.edits_pool if page_scope.is_sent_in else role_scope.has_a_role


def role_scope_of(user: User) -> RoleScope:
    """The person's roles in force; asked of the database once a request."""
    known = getattr(user, "_hub_role_scope", None)
    if known is None:
        known = role_scope_from(user.is_superuser, _roles_of(user))
        user._hub_role_scope = known  # type: ignore[attr-defined]
    return known


def _roles_of(user: User) -> list[tuple[int | None, str]]:
    if not user.is_active or user.pk is None:
        return []
    return list(
        RegionRole.objects.in_force().filter(user_id=user.pk).values_list("region_id", "role")
    )


def role_scope_from(is_superuser: bool, roles: Iterable[tuple[int | None, str]]) -> RoleScope:
    """From (region id or None for the pool, role) of roles in force."""
    roles = list(roles)
    deciding = [region for region, role in roles if role in DECIDING_ROLES]
    return RoleScope(
        is_superuser=is_superuser,
        edits=frozenset(region for region, _ in roles if region is not None),
        decides=frozenset(region for region in deciding if region is not None),
        edits_pool=any(region is None for region, _ in roles),
        decides_pool=None in deciding,
    )


def regions_of(page: Page) -> frozenset[int]:
    """Ids of the page's regions; empty for the national pool."""
    return regions_of_pages([page])[page.pk]


def regions_of_pages(pages: Iterable[Page]) -> dict[int, frozenset[int]]:
    """page pk → ids of its regions, in one query for all of them."""
    pages = list(pages)
    lineages = {page.pk: lineage(page.path) for page in pages}
    every_path = {path for paths in lineages.values() for path in paths}
    linked: dict[str, set[int]] = defaultdict(set)
    rows = PageRegion.objects.filter(page__path__in=every_path)
    for path, region in rows.values_list("page__path", "region_id"):
        linked[path].add(region)
    return {pk: nearest(paths, linked) for pk, paths in lineages.items()}


def lineage(path: str) -> list[str]:
    """Tree paths of a page and its ancestors, the page's own first."""
    step = Page.steplen
    return [path[:end] for end in range(len(path), 0, -step)]


def nearest(paths: Iterable[str], linked: Mapping[str, set[int]]) -> frozenset[int]:
    """The regions of the first of `paths` that has any."""
    for path in paths:
        if linked.get(path):
            return frozenset(linked[path])
    return frozenset()


def page_scope_of(page: Page) -> PageScope:
    """Whom the page belongs to now."""
    return page_scopes_of([page])[page.pk]


def page_scopes_of(pages: Iterable[Page]) -> dict[int, PageScope]:
    """page pk → whom it belongs to, in three queries for all of them."""
    pages = list(pages)
    regions = regions_of_pages(pages)
    placeless = [pk for pk, found in regions.items() if not found]
    sent_in = pages_from_outside(placeless)
    handed = set(
        PoolHandover.objects.open()
        .filter(page__in=[page.pk for page in pages])
        .values_list("page_id", flat=True)
    )
    return {
        page.pk: PageScope(regions[page.pk], page.pk in handed, page.pk in sent_in)
        for page in pages
    }


def pages_from_outside(pks: Iterable[int]) -> set[int]:
    """Those of the pages that somebody sent in."""
    pks = list(pks)
    return {pk for source in _sent_in_sources.values() if pks for pk in source(pks)}


def on_decided(page: Page) -> None:
    """The page is published, or no longer in review: what the pool was handed, it hands back."""
    PoolHandover.objects.open().filter(page_id=page.pk).update(ended_at=timezone.now())


def on_page_published(instance: Page, **kwargs: object) -> None:
    """A scheduled version may come out while a newer one is still the pool's to decide."""
    if not instance.workflow_states.active().exists():
        on_decided(instance)


def on_workflow_ended(instance: WorkflowState, **kwargs: object) -> None:
    if isinstance(instance.content_object, Page):
        on_decided(instance.content_object)
