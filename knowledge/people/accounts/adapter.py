"""allauth's adapter: where people go after signing in, how often they may try, and that only a code signs anybody up."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from knowledge.access.attempts import PASSWORD as PASSWORD_LIMIT
from knowledge.access.attempts import account_of, may_try
from knowledge.access.client_address import client_of
from knowledge.access.known_devices import remember_device
from knowledge.access.session_record import PASSWORD, methods_of, proved_lately
from knowledge.mail.queue import mark_urgent
from knowledge.mail.sending import never_in_the_way
from knowledge.users.models import User

TOO_MANY_PASSWORDS = (
    "A password was tried too often. Wait 15 minutes; or choose a new one by the link below, which "
    "works at once."
)


class HubAccountAdapter(DefaultAccountAdapter):
    """Passwords are for people of the admin; everybody else signs in by a mailed code."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """allauth's own sign-up page is closed: the first code to an address is the sign-up."""
        return False

    def render_mail(
        self,
        template_prefix: str,
        email: str,
        context: dict[str, object],
        headers: dict[str, str] | None = None,
    ) -> EmailMessage:
        """As allauth's; a link to set a password anew is waited for, like a code."""
        message = super().render_mail(template_prefix, email, context, headers)
        return mark_urgent(message) if template_prefix.endswith("password_reset_key") else message

    def send_notification_mail(self, *args: object, **kwargs: object) -> None:
        """As allauth's; one that fails does not stop the change that it tells of."""
        with never_in_the_way("allauth's notification"):
            super().send_notification_mail(*args, **kwargs)

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """The admin for those who came with a password and belong there, else their examples."""
        if PASSWORD in methods_of(request, request.user) and request.user.has_perm(
            "wagtailadmin.access_admin"
        ):
            return reverse("wagtailadmin_home")
        return reverse("examples:mine")

    def is_reauthentication_required(self, *, app: str, **kwargs: object) -> bool:
        """Not of somebody who has just signed in by password or second factor."""
        request = context.request
        if proved_lately(request, request.user):
            return False
        return super().is_reauthentication_required(app=app, **kwargs)

    def pre_authenticate(self, request: HttpRequest, **credentials: str) -> None:
        """Before each password, by whichever page it comes. ValidationError when it is one too many."""
        account = account_of(credentials.get("email") or credentials.get("username") or "")
        if not may_try(request, PASSWORD_LIMIT, account):
            raise ValidationError(TOO_MANY_PASSWORDS)

    def post_login(self, request: HttpRequest, user: User, **kwargs: object) -> HttpResponse:
        """After the whole sign-in this browser is known for the account."""
        response = super().post_login(request, user, **kwargs)
        remember_device(request, response, account_of(user.email))
        return response

    def get_client_ip(self, request: HttpRequest) -> str:
        """As all the hub counts it."""
        return client_of(request)
