"""Registers what practice examples add to Wagtail's admin; the behaviour lives elsewhere."""

from __future__ import annotations

from typing import Any

from django.urls import URLPattern, path, reverse_lazy
from wagtail import hooks

from examples import guest_admin
from examples import quarantine_admin as quarantine
from examples.contributors_answers import add_answers_section
from knowledge.people.accounts import erasure_admin
from knowledge.people.organisations import admin as members
from knowledge.people.organisations import succession_admin


@hooks.register("register_admin_menu_item")
def add_members_to_menu() -> Any:
    return members.MembersMenuItem("Members", reverse_lazy("members"), icon_name="group", order=281)


@hooks.register("register_admin_menu_item")
def add_quarantine_to_menu() -> Any:
    return quarantine.QuarantineMenuItem(
        "Quarantine", reverse_lazy("quarantine"), icon_name="warning", order=282
    )


@hooks.register("register_admin_menu_item")
def add_erasure_to_menu() -> Any:
    return erasure_admin.EraseMenuItem(
        "Erase a person", reverse_lazy("erase_person"), icon_name="bin", order=290
    )


@hooks.register("register_log_actions")
def add_log_actions(actions: Any) -> None:
    actions.register_action("examples.membership.confirm", "Confirm a member", "Member confirmed")
    actions.register_action(
        "examples.membership.decline", "Do not confirm a member", "Member not confirmed"
    )
    actions.register_action("examples.membership.end", "End a membership", "Membership ended")
    actions.register_action(
        "examples.quarantine.release", "Release from quarantine", "Released from quarantine"
    )
    actions.register_action("examples.quarantine.refuse", "Refuse as spam", "Refused as spam")
    actions.register_action(
        "knowledge.organisation.merge", "Merge an organisation", "Merged into another"
    )
    actions.register_action("knowledge.organisation.split", "Split an organisation", "Split")
    actions.register_action("examples.person.erase", "Erase a person", "Person erased")


@hooks.register("register_admin_urls")
def add_admin_urls() -> list[URLPattern]:
    return [
        path("members/", members.MembersView.as_view(), name="members"),
        path("quarantine/", quarantine.QuarantineView.as_view(), name="quarantine"),
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


@hooks.register("register_admin_urls")
def add_guest_urls() -> list[URLPattern]:
    return [
        path("reviews/<int:pk>/guest/", guest_admin.InviteGuestView.as_view(), name="invite_guest"),
        path(
            "reviews/<int:pk>/guest/<int:guest_pk>/revoke/",
            guest_admin.RevokeGuestView.as_view(),
            name="revoke_guest",
        ),
    ]


hooks.register("construct_review_panels", add_answers_section)
hooks.register("construct_review_panels", guest_admin.add_guest_panel)
