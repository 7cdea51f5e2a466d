"""Registers what practice examples add to Wagtail's admin; the behaviour lives elsewhere."""

from __future__ import annotations

from django.urls import URLPattern, path, reverse_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import LogActionRegistry

from examples import guest_admin
from examples import quarantine_admin as quarantine
from examples.contributors_answers import add_answers_section


@hooks.register("register_admin_menu_item")
def add_quarantine_to_menu() -> MenuItem:
    return quarantine.QuarantineMenuItem(
        "Quarantine", reverse_lazy("quarantine"), icon_name="warning", order=282
    )


@hooks.register("register_log_actions")
def add_log_actions(actions: LogActionRegistry) -> None:
    actions.register_action(
        "examples.quarantine.release", "Release from quarantine", "Released from quarantine"
    )
    actions.register_action("examples.quarantine.refuse", "Refuse as spam", "Refused as spam")


@hooks.register("register_admin_urls")
def add_admin_urls() -> list[URLPattern]:
    return [
        path("quarantine/", quarantine.QuarantineView.as_view(), name="quarantine"),
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
