"""The admin's "Erase a person": an administrator finds them, sees what happens, and does it."""

from __future__ import annotations

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem

from knowledge.access.admin_page import AdminPage
from knowledge.people.accounts.erasure import HasDuties, erase_person, has_duties
from knowledge.people.contributions import contributions
from knowledge.users.models import User
from knowledge.users.requests import SignedInRequest


class FindPersonForm(forms.Form):
    """By the address they sign in with."""

    email = forms.EmailField(label="Their e-mail address")

    def clean_email(self) -> str:
        address = self.cleaned_data["email"].lower()
        people = User.objects.filter(erased_at__isnull=True)
        person = people.filter(email=address).first()
        if person is None:
            raise forms.ValidationError("Nobody has an account with this address.")
        self.person = person
        return address


class EraseForm(forms.Form):
    """What becomes of what they wrote."""

    keep_credit = forms.BooleanField(
        required=False,
        label="Keep the credit lines of published examples as they are",
        help_text="Only if the person agreed to stay named there.",
    )
    keep_unpublished = forms.BooleanField(
        required=False,
        label="Keep what was never published, under the label",
        help_text="Otherwise it is deleted. What has co-authors is handed to the first of them.",
    )
    also = forms.CharField(
        required=False,
        label="Other names they went by, one a line",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Their name in the account is looked for anyway. Write full names: every place "
        "with these words gets the label, in texts by others too.",
    )
    sure = forms.BooleanField(label="I have checked who this is. It cannot be undone.")

    def clean_also(self) -> tuple[str, ...]:
        names = [" ".join(line.split()) for line in self.cleaned_data["also"].splitlines()]
        short = [name for name in names if name and len(name) < 5]
        if short:
            raise forms.ValidationError(f"“{short[0]}” is too short: it would hit other words.")
        return tuple(name for name in names if name)


class _ForAdministrators(AdminPage, FormView):
    request: SignedInRequest

    page_title = "Erase a person"
    header_icon = "bin"

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if not request.user.is_superuser:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class FindPersonView(_ForAdministrators):
    """Asks for the address."""

    form_class = FindPersonForm
    template_name = "admin/erase_find.html"

    def form_valid(self, form: FindPersonForm) -> HttpResponse:
        return redirect("erase_this_person", form.person.pk)


class ErasePersonView(_ForAdministrators):
    """Shows what happens, and does it."""

    form_class = EraseForm
    template_name = "admin/erase_person.html"

    def get_person(self) -> User:
        people = User.objects.filter(erased_at__isnull=True)
        return get_object_or_404(people, pk=self.kwargs["pk"])

    def form_valid(self, form: EraseForm) -> HttpResponse:
        said = form.cleaned_data
        try:
            label = erase_person(
                self.get_person(),
                by=self.request.user,
                keep_credit=said["keep_credit"],
                keep_unpublished=said["keep_unpublished"],
                also=said["also"],
            )
        except HasDuties:
            messages.error(self.request, "Take their roles away first.")
            return redirect("erase_this_person", self.kwargs["pk"])
        messages.success(self.request, f"Done. Histories now say “{label}”.")
        return redirect("erase_person")

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        person = self.get_person()
        holdings = contributions().holdings_of(person)
        return super().get_context_data(
            **kwargs,
            person=person,
            holdings=holdings,
            files=contributions().files_that_stay(holdings),
            has_duties=has_duties(person),
        )


class EraseMenuItem(MenuItem):
    """For administrators."""

    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.is_superuser
