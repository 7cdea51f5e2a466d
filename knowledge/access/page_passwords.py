"""Passwords of single pages and collections: Wagtail's own views behind the limit on tries.

Whoever finds the tries used up, perhaps by somebody else on the same connection, proves work for one more.
"""

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

from knowledge.access.attempts import PAGE_PASSWORD, PAGE_PASSWORD_WITH_WORK, may_try
from knowledge.access.guarded_links import ask_for_work, has_proved_work
from knowledge.access.known_devices import remember_device

TOO_MANY = "This password was tried too often. Wait an hour, then try again."


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
    if request.method != "POST":
        return view()
    if held_up := _held_up(request, restriction, account, address):
        return held_up
    response = view()
    if response.status_code == 302:
        remember_device(request, response, account)
    return response


def _held_up(
    request: HttpRequest, restriction: PageViewRestriction, account: str, address: str
) -> HttpResponse | None:
    """What to answer instead of looking at the password; None where it may be tried."""
    if may_try(request, PAGE_PASSWORD, account):
        return None
    back = request.POST.get("return_url") or "/"
    if not has_proved_work(request) and (asked := ask_for_work(back)):
        return asked
    if may_try(request, PAGE_PASSWORD_WITH_WORK, account):
        return None
    context = {"form": _RefusedForm(request.POST, instance=restriction), "action_url": address}
    return render(request, "wagtailcore/password_required.html", context, status=429)
