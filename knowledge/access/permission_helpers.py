"""Who may open, read and change a list in the admin, in the words of `wagtail_modeladmin`."""

from __future__ import annotations

from django.db.models import Model
from wagtail_modeladmin.helpers import PermissionHelper

from knowledge.access.regions import feedback_seen_by
from knowledge.access.routing import role_scope_of
from knowledge.models import Feedback
from knowledge.users.models import User


class ReadOnly(PermissionHelper):
    """Nobody adds, edits or deletes; who holds the view permission reads."""

    def user_can_create(self, user: User) -> bool:
        return False

    def user_can_edit_obj(self, user: User, obj: Model) -> bool:
        return False

    def user_can_delete_obj(self, user: User, obj: Model) -> bool:
        return False


class ForAdministrators(ReadOnly):
    """Only administrators read."""

    def user_can_list(self, user: User) -> bool:
        return user.is_active and user.is_superuser

    def user_can_inspect_obj(self, user: User, obj: Model) -> bool:
        return self.inspect_view_enabled and self.user_can_list(user)


class ForEditors(ReadOnly):
    """Everybody who may work with documents reads."""

    def user_can_list(self, user: User) -> bool:
        return user.is_active and user.has_perm("wagtailadmin.access_admin")

    def user_can_inspect_obj(self, user: User, obj: Model) -> bool:
        return self.inspect_view_enabled and self.user_can_list(user)


class ForTheNationalPool(PermissionHelper):
    """Whoever may read reads; the ladder's words stand on every region's pages, so the pool changes them."""

    def user_can_edit_obj(self, user: User, obj: Model) -> bool:
        role_scope = role_scope_of(user)
        decides = role_scope.is_superuser or role_scope.decides_pool
        return decides and super().user_can_edit_obj(user, obj)


class OfTheirRegions(ReadOnly):
    """Who holds the view permission reads what is about pages of their regions."""

    def user_can_inspect_obj(self, user: User, obj: Feedback) -> bool:
        is_theirs = feedback_seen_by(user).filter(pk=obj.pk).exists()
        return is_theirs and super().user_can_inspect_obj(user, obj)
