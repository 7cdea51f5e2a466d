"""Passwords of single pages and collections: Wagtail's own views behind the limit on tries."""

from __future__ import annotations

from collections.abc import Callable

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from wagtail.documents.views.serve import authenticate_with_password as open_collection
from wagtail.forms import PasswordViewRestrictionForm
from wagtail.models import CollectionViewRestriction, PageViewRestriction
from wagtail.views import authenticate_with_password as open_page

from knowledge.access.attempts import PAGE_PASSWORD, may_try
from knowledge.access.known_devices import remember_device

TOO_MANY = "This password was tried too often. Wait 15 minutes, then try again."


class _RefusedForm(PasswordViewRestrictionForm):
    """Says that this was one try too many, whatever was typed: the password is not looked at."""

    def clean_password(self) -> str:
        raise forms.ValidationError(TOO_MANY)


def page_password(
    request: HttpRequest, page_view_restriction_id: int, page_id: int
) -> HttpResponse:
    """Wagtail's view of the same address."""
    restriction = get_object_or_404(PageViewRestriction, pk=page_view_restriction_id)
    return _limited(
        request,
        restriction,
        lambda: open_page(request, page_view_restriction_id, page_id),
        reverse("wagtailcore_authenticate_with_password", args=[restriction.pk, page_id]),
    )


def collection_password(request: HttpRequest, restriction_id: int) -> HttpResponse:
    """Wagtail's view of the same address."""
    restriction = get_object_or_404(CollectionViewRestriction, pk=restriction_id)
    return _limited(
        request,
        restriction,
        lambda: open_collection(request, restriction_id),
        reverse("wagtaildocs_authenticate_with_password", args=[restriction.pk]),
    )


def _limited(
    request: HttpRequest,
    restriction: PageViewRestriction,
    view: Callable[[], HttpResponse],
    address: str,
) -> HttpResponse:
    account = f"{restriction._meta.model_name}:{restriction.pk}"
    if request.method == "POST" and not may_try(request, PAGE_PASSWORD, account):
        context = {
            "form": _RefusedForm(request.POST, instance=restriction),
            "action_url": address,
        }
        return render(request, "wagtailcore/password_required.html", context, status=429)
    response = view()
    if request.method == "POST" and response.status_code == 302:
        remember_device(request, response, account)
    return response
