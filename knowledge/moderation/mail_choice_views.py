"""Stopping mails by their link, and choosing how often they come, in the admin's account page."""

from __future__ import annotations

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods
from wagtail.admin.views.account import BaseSettingsPanel, notifications_tab

from knowledge.access.guarded_links import guarded_link
from knowledge.moderation.mail_choices import KINDS, read_token, stop
from knowledge.moderation.models.mail_choices import MailChoice


@csrf_exempt  # A mail program has no form token. The signature is what allows it.
@guarded_link("token")
@require_http_methods(["GET", "POST"])
def stop_mail(request: HttpRequest, token: str) -> HttpResponse:
    """Ask, or stop."""
    found = read_token(token)
    if found is None:
        raise Http404
    person, kind = found
    if request.method == "POST":
        stop(person, kind)
    response = render(
        request, "share/stop_mail.html", {"words": KINDS[kind], "is_done": request.method == "POST"}
    )
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Referrer-Policy"] = "no-referrer"
    return response


class MailChoiceForm(forms.ModelForm):
    """What an editor or moderator chooses in their account in the admin."""

    class Meta:
        model = MailChoice
        fields = ["reviews", "reminders"]
        widgets = {"reviews": forms.RadioSelect}


class MailChoicePanel(BaseSettingsPanel):
    """On the account page, beside Wagtail's own notifications."""

    name = "mail_choice"
    title = "Mails of the hub"
    tab = notifications_tab
    order = 50

    def get_form(self) -> forms.ModelForm:
        data = self.request.POST if self.request.method == "POST" else None
        return MailChoiceForm(data, instance=MailChoice.of(self.user), prefix=self.name)
