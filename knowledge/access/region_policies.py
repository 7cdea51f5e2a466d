"""Tells Wagtail's own lists which pages and files are whose; they all ask a permission policy.

The explorer, its search, the admin's API, Wagtail's reports and the lists and choosers of files show what
`knowledge.access.regions` and `knowledge.documents.files.visibility` allow, because these policies do.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

from django.db.models import Model, QuerySet
from wagtail.models import AbstractPage, Page
from wagtail.permission_policies.collections import CollectionOwnershipPermissionPolicy
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail.permissions import register_permission_policy

from knowledge.access.regions import pages_seen_inside, sees_inside
from knowledge.users.models import User


class RegionPagePolicy(PagePermissionPolicy):
    """Wagtail's, within the person's regions."""

    def instances_user_has_any_permission_for(
        self, user: User, actions: Collection[str]
    ) -> QuerySet:
        pages = super().instances_user_has_any_permission_for(user, actions)
        return pages.filter(pk__in=pages_seen_inside(user).values("pk"))

    def user_has_any_permission_for_instance(
        self, user: User, actions: Collection[str], instance: Page
    ) -> bool:
        return super().user_has_any_permission_for_instance(
            user, actions, instance
        ) and sees_inside(user, instance)


FilesSeenBy = Callable[[Any, Any], QuerySet]
"""(person, file model) → files that they may see."""


class RegionFilePolicy(CollectionOwnershipPermissionPolicy):
    """Wagtail's, without files of pages of other regions that are not public."""

    def __init__(self, *args: object, files_seen_by: FilesSeenBy, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.files_seen_by = files_seen_by

    def instances_user_has_any_permission_for(
        self, user: User, actions: Collection[str]
    ) -> QuerySet:
        files = super().instances_user_has_any_permission_for(user, actions)
        return files.filter(pk__in=self.files_seen_by(user, self.model).values("pk"))

    def user_has_any_permission_for_instance(
        self, user: User, actions: Collection[str], instance: Model
    ) -> bool:
        if not super().user_has_any_permission_for_instance(user, actions, instance):
            return False
        return self.files_seen_by(user, self.model).filter(pk=instance.pk).exists()


def register_page_policy() -> None:
    """In place of Wagtail's; called once, after Wagtail's own apps are ready."""
    register_permission_policy(AbstractPage, RegionPagePolicy(Page))


def register_file_policy(model: type[Model], auth_model: str, files_seen_by: FilesSeenBy) -> None:
    """In place of Wagtail's; called once, after Wagtail's own apps are ready, as they register theirs then."""
    policy = RegionFilePolicy(
        model,
        auth_model=auth_model,
        owner_field_name="uploaded_by_user",
        files_seen_by=files_seen_by,
    )
    register_permission_policy(model, policy)
