"""Registers what practice examples add to Wagtail's admin; the behaviour lives elsewhere."""

from __future__ import annotations

from django.urls import URLPattern, path
from wagtail import hooks

from examples import guest_admin


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


hooks.register("construct_review_panels", guest_admin.add_guest_panel)
