"""A contributor says which organisation they belong to, and leaves one. Nothing waits for it."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST

from knowledge.models import Organisation
from knowledge.people.models import Membership
from knowledge.people.organisations.joining import ask_for_unlisted, ask_to_join, leave
from knowledge.people.privacy import sign_in_first
from knowledge.users.requests import SignedInRequest


class JoinForm(forms.Form):
    """An organisation of the list, or the name of one that is not in it."""

    organisation = forms.ModelChoiceField(
        Organisation.objects.none(),
        label="Your organisation",
        required=False,
        empty_label="Mine is not in the list",
        help_text="Your Maternity (and Neonatal) Voices Partnership, trust or local system.",
        error_messages={"invalid_choice": "Choose an organisation from the list."},
    )
    organisation_words = forms.CharField(
        label="Its name, if it is not in the list",
        required=False,
        max_length=200,
        widget=forms.TextInput({"autocomplete": "organization"}),
        error_messages={"max_length": "The name has more than 200 characters. Shorten it."},
    )
    region = forms.ModelChoiceField(
        Organisation.objects.none(),
        label="Your region, if your organisation is not in the list",
        required=False,
        empty_label="I do not know",
        error_messages={"invalid_choice": "Choose a region from the list."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(
            forms.ModelChoiceField, self.fields["organisation"]
        ).queryset = Organisation.objects.contributing()
        cast(
            forms.ModelChoiceField, self.fields["region"]
        ).queryset = Organisation.objects.regions()

    def clean(self) -> dict[str, object]:
        cleaned = super().clean() or {}
        words = " ".join((cleaned.get("organisation_words") or "").split())
        cleaned["organisation_words"] = words
        if not self.errors and not cleaned.get("organisation") and not words:
            self.add_error(
                "organisation",
                "Choose your organisation, or write its name below. If you belong to none, go on "
                "without one.",
            )
        return cleaned


@sign_in_first
@require_http_methods(["GET", "POST"])
def join(request: SignedInRequest) -> HttpResponse:
    """Choose an organisation; afterwards back to where the person came from."""
    back = _back(request)
    form = JoinForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        if said["organisation"]:
            asked = ask_to_join(request.user, said["organisation"])
        else:
            asked = ask_for_unlisted(request.user, said["organisation_words"], said["region"])
        messages.success(request, _what_comes_next(asked))
        return redirect(back)
    context = {"form": form, "next": back}
    return render(request, "account_pages/join.html", context, status=400 if form.errors else 200)


def _what_comes_next(asked: Membership) -> str:
    if asked.state == Membership.State.CONFIRMED:
        return f"You belong to {asked.name}. Your e-mail address shows it, so nobody has to confirm it."
    if asked.organisation:
        return (
            f"Thank you. A moderator will confirm that you belong to {asked.name}. You need not "
            "wait: you can write and send now."
        )
    return (
        f"Thank you. A person will look for “{asked.name}” and add it if need be. You need not "
        "wait: you can write and send now."
    )


@sign_in_first
@require_POST
def leave_organisation(request: SignedInRequest, pk: int) -> HttpResponse:
    """No longer belong there; what was sent stays as it is."""
    row = get_object_or_404(Membership.objects.filter(user=request.user), pk=pk)
    leave(row, request.user)
    messages.success(
        request, f"You are no longer listed with {row.name}. Your examples stay as they are."
    )
    return redirect("people:account")


def _back(request: HttpRequest) -> str:
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    is_ours = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if is_ours else reverse("people:account")
