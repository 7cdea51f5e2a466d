"""“Reviewed, no change” in the admin: one button, a note for whoever wants, and who pressed it before."""

from __future__ import annotations

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.widgets.button import Button
from wagtail.models import Page, PageLogEntry

from knowledge.access.admin_page import AdminPage
from knowledge.moderation.checked import (
    AlreadyCheckedOff,
    check_off,
    last_record_of,
    next_check,
    record_of,
    user_can_check_off,
)
from knowledge.users.models import User
from knowledge.users.requests import SignedInRequest


class NoteForm(forms.Form):
    """What somebody may want to say beside it."""

    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)
    """The newest record when the form was made: sent twice it makes one."""
    note = forms.CharField(
        required=False,
        max_length=500,
        label="A note, if you like",
        help_text="It stands in the page's history. The public does not read it.",
    )


class CheckedView(AdminPage, FormView):
    """Says when the page was and is to be checked, and takes the press of the button."""

    request: SignedInRequest

    form_class = NoteForm
    template_name = "admin/checked.html"
    page_title = "Reviewed, no change"
    header_icon = "calendar-check"

    def dispatch(
        self, request: HttpRequest, *args: object, page_pk: int, **kwargs: object
    ) -> HttpResponseBase:
        self.page = get_object_or_404(Page, pk=page_pk).specific
        if not user_can_check_off(self.request.user, self.page):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_initial(self) -> dict[str, object]:
        last = last_record_of(self.page)
        return {"seen": last.pk if last else None}

    def form_valid(self, form: NoteForm) -> HttpResponse:
        title, said = self.page.get_admin_display_title(), form.cleaned_data
        try:
            check_off(self.page, self.request.user, said["note"], seen=said["seen"])
        except AlreadyCheckedOff as error:
            return self._done_before(form, error.by)
        messages.success(self.request, f"“{title}” counts as checked today.")
        return redirect("page_checked", self.page.pk)

    def _done_before(self, form: NoteForm, entry: PageLogEntry) -> HttpResponse:
        """Say by whom; a note that is not on record stays in the form."""
        is_theirs = entry.user_id == self.request.user.pk
        who = "You have" if is_theirs else f"{entry.user_display_name} has"
        day = date_format(timezone.localtime(entry.timestamp), "j F Y, H:i")
        words = f"{who} already checked this page off ({day}). It was not done a second time."
        if form.cleaned_data["note"] in ("", entry.data["note"]):
            messages.info(self.request, words)
            return redirect("page_checked", self.page.pk)
        again = NoteForm({**self.get_initial(), "note": form.cleaned_data["note"]})
        again.add_error(None, f"{words} To add your note to the record, press the button again.")
        return self.form_invalid(again)

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        return super().get_context_data(
            **kwargs,
            page=self.page,
            next_check=next_check(self.page, timezone.localdate()),
            record=record_of(self.page),
        )


def checked_buttons(page: Page, user: User) -> list[Button]:
    """In the menu of a public page, for those who may."""
    if not user_can_check_off(user, page.specific):
        return []
    address = reverse("page_checked", args=[page.pk])
    return [Button("Reviewed, no change…", address, icon_name="calendar-check", priority=90)]
