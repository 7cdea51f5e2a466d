"""Registers what has to do with people in Wagtail's admin; the behaviour lives elsewhere."""

from __future__ import annotations

from django.urls import URLPattern, path, reverse_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import LogActionRegistry

from knowledge.people import moderators_views
from knowledge.people.accounts import erasure_admin
from knowledge.people.organisations import admin as members
from knowledge.people.organisations import succession_admin


@hooks.register("register_admin_menu_item")
def add_moderators_to_menu() -> MenuItem:
    return moderators_views.PeopleMenuItem(
        "Moderators", reverse_lazy("moderators"), icon_name="group", order=280
    )


@hooks.register("register_admin_menu_item")
def add_members_to_menu() -> MenuItem:
    return members.MembersMenuItem("Members", reverse_lazy("members"), icon_name="group", order=281)


@hooks.register("register_admin_menu_item")
def add_erasure_to_menu() -> MenuItem:
    return erasure_admin.EraseMenuItem(
        "Erase a person", reverse_lazy("erase_person"), icon_name="bin", order=290
    )


@hooks.register("register_log_actions")
def add_log_actions(actions: LogActionRegistry) -> None:
    for action, label, message in (
        ("people.role.give", "Give a role", "Role given"),
        ("people.role.take", "Take a role away", "Role taken away"),
        ("people.membership.confirm", "Confirm a member", "Member confirmed"),
        ("people.membership.decline", "Do not confirm a member", "Member not confirmed"),
        ("people.membership.end", "End a membership", "Membership ended"),
        ("people.organisation.merge", "Merge an organisation", "Merged into another"),
        ("people.organisation.split", "Split an organisation", "Split"),
        ("people.person.erase", "Erase a person", "Person erased"),
    ):
        actions.register_action(action, label, message)


@hooks.register("register_admin_urls")
def add_admin_urls() -> list[URLPattern]:
    return [
        path("moderators/", moderators_views.PeopleView.as_view(), name="moderators"),
        path(
            "moderators/<int:pk>/remove/",
            moderators_views.RemoveRoleView.as_view(),
            name="remove_role",
        ),
        path("members/", members.MembersView.as_view(), name="members"),
        path(
            "organisations/<int:pk>/succession/",
            succession_admin.SuccessionView.as_view(),
            name="succession",
        ),
        path("erase-person/", erasure_admin.FindPersonView.as_view(), name="erase_person"),
        path(
            "erase-person/<int:pk>/",
            erasure_admin.ErasePersonView.as_view(),
            name="erase_this_person",
        ),
    ]
