"""What every public page needs to know about the site, and how it fails politely."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import SimpleLazyObject

from knowledge.web.navigation import site_navigation

VERSION = "0.1.0"
"""The hub's own version, shown in the footer; pyproject.toml has the same."""


def context_processor(request: HttpRequest) -> dict[str, object]:
    """Site name, addresses, menus and whether this is the demo, for every template."""
    return {
        "hub_site_name": settings.HUB_SITE_NAME,
        "hub_base_url": settings.HUB_BASE_URL,
        "hub_contact_email": settings.HUB_CONTACT_EMAIL,
        "hub_demo": settings.HUB_DEMO,
        "hub_version": VERSION,
        "canonical_url": f"{settings.HUB_BASE_URL}{request.path}",
        # Asked only by templates that show it: the admin never does.
        "navigation": SimpleLazyObject(lambda: site_navigation(request)),
    }


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form was open too long, or cookies are off: say so, and that Back keeps what was typed."""
    return render(request, "errors/csrf.html", {"reason": reason}, status=403)
