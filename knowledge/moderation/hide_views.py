"""Hiding a page from the public in the admin, and showing it again: one button each."""

from __future__ import annotations

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from knowledge.access.admin_page import AdminPage
from knowledge.moderation.models import Decision
from knowledge.moderation.permissions import user_can_hide
from knowledge.moderation.reasons import says_something
from knowledge.moderation.take_down import NothingToShow, can_be_shown_again, hide, show_again
from knowledge.users.models import User
from knowledge.users.requests import SignedInRequest


class WhyForm(forms.Form):
    """Why, if there is time to say it."""

    words = forms.CharField(
        required=False,
        max_length=2000,
        validators=[says_something],
        label="Why? You can leave this empty when it is urgent",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="For the record. Neither the public nor the contributor reads it.",
    )


class HideView(AdminPage, FormView):
    """One button that takes a page from the public, and one that brings it back."""

    request: SignedInRequest

    form_class = WhyForm
    template_name = "admin/hide.html"
    header_icon = "no-view"

    def dispatch(
        self, request: HttpRequest, *args: object, page_pk: int, **kwargs: object
    ) -> HttpResponseBase:
        self.page = get_object_or_404(Page, pk=page_pk).specific
        if not user_can_hide(self.request.user, self.page):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_page_title(self) -> str:
        return "Hide from the public" if self.page.live else "Show to the public again"

    def form_valid(self, form: WhyForm) -> HttpResponse:
        title = self.page.get_admin_display_title()
        if self.page.live:
            hide(self.page, self.request.user, form.cleaned_data["words"])
            messages.success(self.request, f"“{title}” is hidden. Nobody finds or opens it now.")
        else:
            try:
                show_again(self.page, self.request.user, form.cleaned_data["words"])
            except NothingToShow:
                messages.warning(self.request, f"“{title}” was not hidden by this button.")
            else:
                messages.success(self.request, f"“{title}” is public again.")
        return redirect("hide_page", self.page.pk)

    def _button(self) -> str:
        """What can be done now; "" for nothing."""
        if self.page.live:
            return "Hide it now"
        return "Show it again" if can_be_shown_again(self.page) else ""

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        notice = getattr(self.page, "public_notice", None)
        return super().get_context_data(
            **kwargs,
            page=self.page,
            notice=notice,
            button=self._button(),
            record=Decision.objects.of_page(self.page.pk)[:10],
        )


def hide_buttons(page: Page, user: User) -> list[Button]:
    """In the page's menu, for those who may: hide it, or bring it back."""
    if not user_can_hide(user, page):
        return []
    address = reverse("hide_page", args=[page.pk])
    if page.live:
        return [Button("Hide from the public now…", address, icon_name="no-view", priority=95)]
    if can_be_shown_again(page):
        return [Button("Show to the public again…", address, icon_name="view", priority=95)]
    return []
