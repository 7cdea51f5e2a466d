"""allauth's adapter: where people go after signing in, and that only a code signs anybody up."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from django.http import HttpRequest
from django.urls import reverse


class HubAccountAdapter(DefaultAccountAdapter):
    """Passwords are for people of the admin; everybody else signs in by a mailed code."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """allauth's own sign-up page is closed: the first code to an address is the sign-up."""
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """The admin for those who came with a password and belong there, else their examples."""
        methods = {
            record.get("method") for record in get_authentication_records(request, request.user)
        }
        if "password" in methods and request.user.has_perm("wagtailadmin.access_admin"):
            return reverse("wagtailadmin_home")
        return reverse("examples:mine")
