"""How editors and moderators sign in: address and password; allauth then asks for a second factor.

Contributors sign in by a mailed code (allauth's own page). That page has no password field, as
nobody chooses a password when signing up, so people of the admin have this one.
"""

from __future__ import annotations

from allauth.account.forms import LoginForm
from allauth.account.views import LoginView
from django.http import HttpRequest, HttpResponse
from django.urls import reverse


class PasswordSignInForm(LoginForm):
    """Address and password, both needed."""

    def _setup_password_field(self) -> None:
        """Keep the password field, which allauth takes away where signing up asks for none."""
        self.fields["login"].label = "E-mail address"
        self.fields["password"].help_text = ""
        if "remember" in self.fields:
            del self.fields["remember"]

    def _login_with_password(
        self, request: HttpRequest, redirect_url: str | None, credentials: dict[str, object]
    ) -> HttpResponse:
        # A shared computer in a ward or office must not stay signed in to the admin.
        self.cleaned_data["remember"] = False
        return super()._login_with_password(request, redirect_url, credentials)


class StaffSignInView(LoginView):
    """Sign-in by password. Limits on attempts, the second factor and messages are allauth's."""

    form_class = PasswordSignInForm
    template_name = "account/staff_sign_in.html"

    def get_form_class(self) -> type[PasswordSignInForm]:
        return self.form_class

    def get_default_success_url(self) -> str:
        return reverse("wagtailadmin_home")
