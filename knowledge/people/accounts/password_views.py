"""A new password by a mailed link: allauth's pages, with the limits of the hub.

The link is the way out for whoever was locked out by tries of others: it works at once, and makes the browser known.
"""

from __future__ import annotations

from allauth.account import views
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.utils.decorators import method_decorator

from knowledge.access.attempts import account_of
from knowledge.access.guarded_links import guarded_link
from knowledge.access.known_devices import remember_device
from knowledge.people.abuse.rate_challenge import must_prove_work_for_code
from knowledge.people.abuse.views import ask_for_proof_of_work
from knowledge.people.accounts.limits import may_ask_for_code
from knowledge.users.models import User

TOO_MANY_LINKS = "Too many links were asked for. Wait 15 minutes, then ask for a new one."


class AskForLinkView(views.PasswordResetView):
    """Mails the link, as often as codes are mailed."""

    def form_valid(self, form: Form) -> HttpResponse:
        email = form.cleaned_data["email"]
        if must_prove_work_for_code(self.request, email):
            return ask_for_proof_of_work(self.request.path)
        if not may_ask_for_code(self.request, email):
            form.add_error("email", TOO_MANY_LINKS)
            response = self.form_invalid(form)
            response.status_code = 429
            return response
        return super().form_valid(form)


@method_decorator(guarded_link("key"), name="dispatch")
class NewPasswordView(views.PasswordResetFromKeyView):
    """Takes the new password. 410 for a link that is wrong, used or too old."""

    reset_user: User | None = None

    def dispatch(
        self, request: HttpRequest, uidb36: str, key: str, **kwargs: object
    ) -> HttpResponse:
        response = super().dispatch(request, uidb36, key, **kwargs)
        if self.reset_user is None and response.status_code == 200:
            response.status_code = 410
        return response

    def form_valid(self, form: Form) -> HttpResponse:
        response = super().form_valid(form)
        if self.reset_user:
            remember_device(self.request, response, account_of(self.reset_user.email))
        return response
