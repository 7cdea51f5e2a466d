"""The roles: which group holds which permissions. Everything from one function.

`ensure_roles()` makes groups, permissions and what upper floors set up with them what they say, again and again
with the same result. It runs after every `migrate` (a migration would be too early, as permissions
are made after it, and emptied test databases lose it) and as `manage.py ensure_roles`.
A contributor has no group and no permission; an administrator is a superuser.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from django.apps import AppConfig, apps
from django.contrib.auth.models import Group, Permission
from django.db import connection, transaction
from django.db.models import Model, QuerySet
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
)

from knowledge.models.region_roles import RegionRole

if TYPE_CHECKING:
    from knowledge.users.models import User

REGIONAL_EDITORS = "Regional editors"
MODERATORS = "Moderators"
ROLE_GROUPS = (REGIONAL_EDITORS, MODERATORS)

PAGE_PERMISSIONS: dict[str, tuple[str, ...]] = {
    REGIONAL_EDITORS: ("add_page", "change_page"),
    MODERATORS: ("add_page", "change_page", "publish_page", "lock_page", "unlock_page"),
}
"""At the root of the page tree; regions and four eyes narrow them in `knowledge.moderation.permissions`."""

COLLECTION_PERMISSIONS = (
    "wagtailimages.add_image",
    "wagtailimages.change_image",
    "wagtailimages.choose_image",
    "wagtaildocs.add_document",
    "wagtaildocs.change_document",
    "wagtaildocs.choose_document",
)
"""At the root of collections, for both groups."""

_EDITORS_MODELS = (
    "wagtailadmin.access_admin",
    "knowledge.view_organisation",
    "knowledge.add_organisation",
    "knowledge.change_organisation",
    "knowledge.view_topic",
    "knowledge.add_topic",
    "knowledge.change_topic",
    "knowledge.view_term",
    "knowledge.add_term",
    "knowledge.change_term",
    "knowledge.publish_term",
    "knowledge.view_audience",
    "knowledge.view_evidencerequirement",
    "knowledge.change_evidencerequirement",
    "knowledge.view_rung",
    "knowledge.view_feedback",
    "knowledge.change_feedback",
    "knowledge.change_supporttext",
)
MODEL_PERMISSIONS: dict[str, tuple[str, ...]] = {
    REGIONAL_EDITORS: _EDITORS_MODELS,
    MODERATORS: (
        *_EDITORS_MODELS,
        "knowledge.delete_topic",
        "knowledge.delete_term",
        "knowledge.add_audience",
        "knowledge.change_audience",
        "knowledge.add_evidencerequirement",
        "knowledge.change_rung",
        "knowledge.view_regionrole",
    ),
}
"""Plain models, kept in the admin's lists."""

_granted: dict[str, list[str]] = {name: [] for name in ROLE_GROUPS}


def grant(group: str, *permissions: str) -> None:
    """Give a role permissions for another app's models; called from that app's `ready()`."""
    _granted[group] += [name for name in permissions if name not in _granted[group]]


def permissions_of(group: str) -> list[str]:
    """Every permission on plain models that a role has, granted ones too."""
    return [*MODEL_PERMISSIONS[group], *_granted[group]]


SetUp = Callable[[Page], None]

_set_ups: dict[str, tuple[SetUp, tuple[type[Model], ...]]] = {}


def register_set_up(name: str, set_up: SetUp, *needs: type[Model]) -> None:
    """Let `ensure_roles()` call `set_up(root page)` too, such as for workflows; from an app's `ready()`.

    After a `migrate` that leaves one of the tables in `needs` unmade, roles wait for the next.
    """
    _set_ups[name] = (set_up, needs)


@transaction.atomic
def ensure_roles() -> None:
    """Make groups, their permissions and what is set up with them exactly what they should be."""
    root = Page.objects.filter(depth=1).first()
    collection = Collection.objects.filter(depth=1).first()
    for name in ROLE_GROUPS:
        group, _ = Group.objects.get_or_create(name=name)
        group.permissions.set(_permissions(permissions_of(name)))
        if root:
            _make_exact(
                GroupPagePermission.objects.filter(group=group),
                [
                    {"group": group, "page": root, "permission": permission}
                    for permission in _permissions(
                        f"wagtailcore.{codename}" for codename in PAGE_PERMISSIONS[name]
                    )
                ],
            )
        if collection:
            _make_exact(
                GroupCollectionPermission.objects.filter(group=group),
                [
                    {"group": group, "collection": collection, "permission": permission}
                    for permission in _permissions(COLLECTION_PERMISSIONS)
                ],
            )
    _remove_groups_of_wagtail()
    if root:
        for set_up, _ in _set_ups.values():
            set_up(root)


def _permissions(names: Iterable[str]) -> list[Permission]:
    """Permissions by "app.codename"; LookupError names one that does not exist."""
    found = []
    for name in names:
        app, codename = name.split(".")
        permission = Permission.objects.filter(
            content_type__app_label=app, codename=codename
        ).first()
        if permission is None:
            raise LookupError(f"The permission {name} does not exist.")
        found.append(permission)
    return found


def _make_exact(existing: QuerySet, wanted: list[dict[str, object]]) -> None:
    kept = [existing.model.objects.get_or_create(**values)[0].pk for values in wanted]
    existing.exclude(pk__in=kept).delete()


def _remove_groups_of_wagtail() -> None:
    """Wagtail's own group of editors, unless somebody is in it."""
    Group.objects.filter(name="Editors", user__isnull=True).delete()


def sync_groups(user: User) -> None:
    """Put the person into exactly those role groups that their roles in force call for."""
    roles = set(RegionRole.objects.in_force().filter(user=user).values_list("role", flat=True))
    wanted = {REGIONAL_EDITORS} if RegionRole.Role.EDITOR in roles else set()
    if roles & {RegionRole.Role.MODERATOR, RegionRole.Role.DEPUTY}:
        wanted.add(MODERATORS)
    held = set(user.groups.filter(name__in=ROLE_GROUPS).values_list("name", flat=True))
    user.groups.add(*Group.objects.filter(name__in=wanted - held))
    user.groups.remove(*Group.objects.filter(name__in=held - wanted))


def on_migrated(app_config: AppConfig, using: str, **kwargs: object) -> None:
    """After the last app's turn, when every permission exists and our tables do."""
    with_models = [config for config in apps.get_app_configs() if config.models_module]
    if app_config != with_models[-1] or using != "default":
        return
    needed = {model._meta.db_table for _, models in _set_ups.values() for model in models}
    if needed <= set(connection.introspection.table_names()):
        ensure_roles()


def on_region_role_changed(instance: RegionRole, **kwargs: object) -> None:
    """Group membership follows the roles, also when a role's row is deleted."""
    sync_groups(instance.user)
