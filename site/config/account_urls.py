"""Those pages of allauth that the hub serves, named one by one: what it adds later opens no door here.

Contributors sign in and up by a mailed code, people of the admin by their password at /staff/sign-in/,
and an address is changed at /account/address/. allauth asks for the other names, so they lead there.
"""

from __future__ import annotations

from collections.abc import Callable

from allauth.account import views
from django.http import HttpResponseBase
from django.urls import include, path, re_path
from django.views.generic import RedirectView

from knowledge.people.accounts.password_views import AskForLinkView, NewPasswordView


def _instead(pattern_name: str) -> Callable[..., HttpResponseBase]:
    return RedirectView.as_view(pattern_name=pattern_name, query_string=True)


urlpatterns = [
    path("login/", _instead("people:sign_in"), name="account_login"),
    path("signup/", _instead("people:sign_in"), name="account_signup"),
    path("email/", _instead("people:account"), name="account_email"),
    path("password/set/", _instead("account_reset_password"), name="account_set_password"),
    path("logout/", views.logout, name="account_logout"),
    path("inactive/", views.account_inactive, name="account_inactive"),
    path("reauthenticate/", views.reauthenticate, name="account_reauthenticate"),
    path("password/change/", views.password_change, name="account_change_password"),
    path("password/reset/", AskForLinkView.as_view(), name="account_reset_password"),
    path("password/reset/done/", views.password_reset_done, name="account_reset_password_done"),
    path(
        "password/reset/key/done/",
        views.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        NewPasswordView.as_view(),
        name="account_reset_password_from_key",
    ),
    path("2fa/", include("allauth.mfa.urls")),
]
