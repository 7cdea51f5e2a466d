"""Who writes an example: the owner asks others by mail, they join by the link, and may leave again."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from examples.models import CoAuthor, Submission
from examples.submissions.write_together import (
    CannotInvite,
    NotInvited,
    NotTheOwner,
    accept,
    invite,
    take_off,
)
from examples.views.access import own_submission
from knowledge.access.guarded_links import guarded_link
from knowledge.people.accounts.forms import AddressForm
from knowledge.people.accounts.limits import may_invite
from knowledge.people.privacy import private_page, redirect_to_sign_in, sign_in_first
from knowledge.users.requests import SignedInRequest

TOO_MANY_INVITATIONS = "You have sent many invitations today. Please go on tomorrow."


class InvitationForm(AddressForm):
    """Whom to ask."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = "Their e-mail address"
        self.fields["email"].widget.attrs["autocomplete"] = "off"


@sign_in_first
@require_http_methods(["GET", "POST"])
def who_writes(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """The people of an example; its owner asks more."""
    submission = own_submission(request, pk)
    is_owner = submission.owner_id == request.user.pk
    form = InvitationForm(request.POST if request.method == "POST" else None)
    status = 200
    if request.method == "POST":
        status = 400
        if not is_owner:
            raise PermissionDenied
        if form.is_valid() and _invite(request, submission, form):
            return redirect("examples:who_writes", submission.pk)
    people = CoAuthor.objects.not_ended().filter(submission=submission).select_related("user")
    context = {
        "submission": submission,
        "form": form,
        "is_owner": is_owner,
        "people": people,
        "mine": next((row for row in people if row.user_id == request.user.pk), None),
    }
    return render(request, "share/who_writes.html", context, status=status)


def _invite(request: SignedInRequest, submission: Submission, form: forms.Form) -> bool:
    if not may_invite(request):
        form.add_error("email", TOO_MANY_INVITATIONS)
        return False
    try:
        row = invite(submission, form.cleaned_data["email"], request.user)
    except CannotInvite as refused:
        form.add_error("email", str(refused))
        return False
    messages.success(request, f"We have mailed an invitation to {row.email}.")
    return True


@sign_in_first
@require_POST
def take_off_person(request: SignedInRequest, pk: uuid.UUID, row: int) -> HttpResponse:
    """Take somebody off, an invitation back, or leave."""
    submission = own_submission(request, pk)
    person = get_object_or_404(CoAuthor.objects.filter(submission=submission), pk=row)
    try:
        take_off(person, request.user)
    except NotTheOwner as refusal:
        raise PermissionDenied from refusal
    if person.user_id == request.user.pk:
        messages.success(request, f"You no longer write “{submission.title}”.")
        return redirect("examples:mine")
    messages.success(request, f"{person} no longer writes this example.")
    return redirect("examples:who_writes", submission.pk)


@guarded_link("key")
@private_page
@require_http_methods(["GET", "POST"])
def write_together(request: HttpRequest, key: str) -> HttpResponse:
    """The link of an invitation. It tells nothing before the invited address has signed in."""
    row = CoAuthor.objects.filter(key=key).select_related("submission__owner", "invited_by").first()
    if row and row.accepted_at and not row.ended_at and row.user_id == request.user.pk:
        return redirect(row.submission)
    if row is None or not row.is_open:
        return render(request, "share/invitation_over.html", status=410)
    if not request.user.is_authenticated:
        if request.method == "POST":
            return redirect_to_sign_in(request.path)
        return render(request, "share/invitation.html", {"step": "sign in"})
    if row.email != request.user.email:
        return render(request, "share/invitation.html", {"step": "other address"}, status=403)
    if request.method == "POST":
        try:
            submission = accept(row, request.user)
        except NotInvited:
            return render(request, "share/invitation_over.html", status=410)
        messages.success(request, "You now write this example together.")
        return redirect(submission)
    return render(request, "share/invitation.html", {"step": "join", "invitation": row})
