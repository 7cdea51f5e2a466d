""" "Your account": name, organisations, address, a copy of everything, deleting it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth import logout
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from knowledge.people.accounts.change_address import AddressTaken, change_address
from knowledge.people.accounts.codes import Answer
from knowledge.people.accounts.erasure import HasDuties, erase_person, has_duties
from knowledge.people.accounts.export import zip_of_everything
from knowledge.people.accounts.forms import AddressForm, CodeForm
from knowledge.people.accounts.limits import may_download
from knowledge.people.accounts.proof import (
    forget,
    judge_code,
    mail_code,
    show_demo_mail,
    waiting_for,
)
from knowledge.people.accounts.views import MESSAGES, TOO_MANY_CODES
from knowledge.people.contributions import contributions
from knowledge.people.organisations.membership_defaults import memberships_of
from knowledge.people.privacy import private_page, sign_in_first
from knowledge.users.models import User
from knowledge.users.requests import SignedInRequest

ADDRESS, DELETE = "address", "delete"
TAKEN = (
    "There is an account with this address already. Sign out and sign in with it. If you need "
    "only one account, delete the other."
)


class NameForm(forms.Form):
    """How others who write with the person see them."""

    name = forms.CharField(
        label="Your name",
        required=False,
        max_length=150,
        widget=forms.TextInput({"autocomplete": "name"}),
        help_text=(
            "Only people who write an example with you and moderators see it. You can leave it "
            "empty: then they see your e-mail address."
        ),
        error_messages={"max_length": "The name has more than 150 characters. Shorten it."},
    )

    def clean_name(self) -> str:
        return " ".join(self.cleaned_data["name"].split())


class NewAddressForm(AddressForm):
    """Where to mail the code that proves the new address."""

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.fields["email"].label = "Your new e-mail address"

    def clean_email(self) -> str:
        address = super().clean_email()
        if address == self.user.email:
            raise forms.ValidationError("This is the address that you have already.")
        return address


class DeleteForm(CodeForm):
    """What is to become of credit lines, and the code that shows it is really them."""

    credit = forms.ChoiceField(
        label="How are you named with your published examples?",
        choices=[
            ("drop", "Take the credit lines away: nobody is named"),
            ("keep", "Keep the credit lines as they are"),
        ],
        initial="drop",
        widget=forms.RadioSelect,
    )


@sign_in_first
@require_http_methods(["GET", "POST"])
def account(request: SignedInRequest) -> HttpResponse:
    """The page itself; posting to it changes the name."""
    form = NameForm(
        request.POST if request.method == "POST" else None,
        initial={"name": request.user.get_full_name()},
    )
    if request.method == "POST" and form.is_valid():
        request.user.first_name, request.user.last_name = form.cleaned_data["name"], ""
        request.user.save(update_fields=["first_name", "last_name"])
        messages.success(request, "Your name is saved.")
        return redirect("people:account")
    context = {
        "form": form,
        "memberships": memberships_of(request.user),
        "has_duties": has_duties(request.user),
    }
    return render(
        request, "account_pages/account.html", context, status=400 if form.errors else 200
    )


@sign_in_first
@require_http_methods(["GET", "POST"])
def new_address(request: SignedInRequest) -> HttpResponse:
    """Ask for a new address and mail a code to it."""
    form = NewAddressForm(request.POST if request.method == "POST" else None, user=request.user)
    status = 400 if form.errors else 200
    if request.method == "POST" and form.is_valid():
        wanted = form.cleaned_data["email"]
        if mail_code(request, ADDRESS, wanted, "is the code for your new address"):
            return redirect("people:new_address_code")
        form.add_error("email", TOO_MANY_CODES)
        status = 429
    return render(request, "account_pages/new_address.html", {"form": form}, status=status)


@sign_in_first
@sensitive_post_parameters("code")
@require_http_methods(["GET", "POST"])
def new_address_code(request: SignedInRequest) -> HttpResponse:
    """Take the code that was mailed to the new address."""
    pending = waiting_for(request, ADDRESS)
    if pending is None:
        return redirect("people:new_address")
    form = CodeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        answer = judge_code(request, ADDRESS, form.cleaned_data["code"])
        if answer is Answer.RIGHT:
            try:
                change_address(request.user, pending.email)
            except AddressTaken:
                messages.error(request, TAKEN)
            else:
                messages.success(
                    request, f"From now on you sign in with {pending.email}. We told the old one."
                )
            return redirect("people:account")
        form.add_error("code", MESSAGES[answer])
    context = {"form": form, "email": pending.email, **show_demo_mail()}
    return render(
        request, "account_pages/new_address_code.html", context, status=400 if form.errors else 200
    )


@sign_in_first
@require_POST
def download_everything(request: SignedInRequest) -> HttpResponseBase:
    """Everything that is held about the person, as a zip."""
    if not may_download(request):
        messages.error(request, "You have downloaded it several times. Please wait an hour.")
        return redirect("people:account")
    name = f"everything-about-me-{timezone.localdate():%Y-%m-%d}.zip"
    return FileResponse(zip_of_everything(request.user), as_attachment=True, filename=name)


@sign_in_first
@sensitive_post_parameters("code")
@require_http_methods(["GET", "POST"])
def delete_account(request: SignedInRequest) -> HttpResponse:
    """Say first what happens to everything, then mail a code, then delete."""
    if has_duties(request.user):
        return render(request, "account_pages/delete_account.html", {"has_duties": True})
    if request.method == "POST" and "mail" in request.POST:
        if mail_code(request, DELETE, request.user.email, "is the code to delete your account"):
            return redirect("people:delete_account")
        messages.error(request, TOO_MANY_CODES)
        return redirect("people:delete_account")
    pending = waiting_for(request, DELETE)
    form = DeleteForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and pending and form.is_valid():
        answer = judge_code(request, DELETE, form.cleaned_data["code"])
        if answer is Answer.RIGHT:
            return _delete(request, keep_credit=form.cleaned_data["credit"] == "keep")
        form.add_error("code", MESSAGES[answer])
    context = {
        "form": form,
        "holdings": contributions().holdings_of(request.user),
        "is_code_mailed": pending is not None,
        **show_demo_mail(),
    }
    return render(
        request, "account_pages/delete_account.html", context, status=400 if form.errors else 200
    )


def _delete(request: SignedInRequest, *, keep_credit: bool) -> HttpResponse:
    person = request.user
    try:
        erase_person(person, by=person, keep_credit=keep_credit)
    except HasDuties:
        forget(request, DELETE)
        return redirect("people:delete_account")
    logout(request)
    return redirect("people:account_deleted")


@private_page
@require_GET
def account_deleted(request: HttpRequest) -> HttpResponse:
    """The last page."""
    return render(request, "account_pages/deleted.html")
