"""The demo's letter box: what the hub has mailed, so that a visitor can read their sign-in code.

Outside the demo these addresses do not exist.
"""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe
from post_office.models import Email

from knowledge.people.privacy import private_page

NEWEST = 50


@private_page
@require_safe
def demo_mail(request: HttpRequest) -> HttpResponse:
    """The newest mails, newest first."""
    _only_in_demo()
    emails = Email.objects.order_by("-pk")[:NEWEST]
    return render(request, "sign_in/demo_mail.html", {"emails": emails})


@private_page
@require_safe
def demo_mail_message(request: HttpRequest, pk: int) -> HttpResponse:
    """One mail, as text."""
    _only_in_demo()
    email = get_object_or_404(Email, pk=pk)
    return render(request, "sign_in/demo_mail_message.html", {"email": email})


def _only_in_demo() -> None:
    if not settings.HUB_DEMO:
        raise Http404
