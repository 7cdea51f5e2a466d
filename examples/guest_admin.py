"""Guests on a review's page in the admin: who was asked, what they advise, inviting and revoking."""

from __future__ import annotations

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.views import View
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.ui.components import Component
from wagtail.models import Page

from examples.guests import invite_guest, page_waits, revoke_guest
from examples.models import GuestReview, PracticeExamplePage
from examples.template_fields import FIELDS
from knowledge.access.admin_page import AdminPage
from knowledge.moderation.models import Review
from knowledge.moderation.permissions import user_can_review
from knowledge.users.models import User
from knowledge.users.requests import SignedInRequest


class GuestPanel(Component):
    """The guests of one example."""

    template_name = "admin/guests.html"

    def __init__(self, review: Review, page: PracticeExamplePage, user: User) -> None:
        self.review, self.page = review, page
        self.may_invite = user_can_review(user, page) and page_waits(page)

    def get_context_data(self, parent_context: dict[str, object]) -> dict[str, object]:
        guests = list(self.page.guest_reviews.all())
        for guest in guests:
            guest.said = [
                (FIELDS[key].label, text) for key, text in guest.comments.items() if key in FIELDS
            ]
        return {
            "guests": guests,
            "review": self.review,
            "may_invite": self.may_invite,
            "csrf_token": parent_context.get("csrf_token"),
        }


def add_guest_panel(
    request: SignedInRequest, review: Review, page: Page, panels: list[Component]
) -> None:
    """Only examples have guests."""
    if isinstance(page, PracticeExamplePage):
        panels.append(GuestPanel(review, page, request.user))


class InviteGuestForm(forms.Form):
    """Whom to ask, and what."""

    name = forms.CharField(
        max_length=150, label="Who it is", help_text="Such as “Consultant midwife”."
    )
    email = forms.EmailField(label="E-mail address")
    question = forms.CharField(
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        label="What you would like to know from them",
    )


class InviteGuestView(AdminPage, FormView):
    """Asks whom, and mails the link."""

    request: SignedInRequest

    form_class = InviteGuestForm
    template_name = "admin/invite_guest.html"
    page_title = "Ask a guest reviewer"
    header_icon = "user"

    def dispatch(
        self, request: HttpRequest, *args: object, pk: int, **kwargs: object
    ) -> HttpResponseBase:
        self.review = get_object_or_404(Review.objects.select_related("page"), pk=pk)
        self.page = get_object_or_404(PracticeExamplePage, pk=self.review.page_id)
        if not user_can_review(self.request.user, self.page) or not page_waits(self.page):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form: InviteGuestForm) -> HttpResponse:
        guest, _ = invite_guest(self.page, self.request.user, **form.cleaned_data)
        messages.success(self.request, f"The link is mailed to {guest.email}.")
        return redirect("review", self.review.pk)

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        return super().get_context_data(**kwargs, review=self.review, page=self.page)


class RevokeGuestView(View):
    """Ends a link; POST only."""

    request: SignedInRequest

    def post(self, request: HttpRequest, pk: int, guest_pk: int) -> HttpResponse:
        review = get_object_or_404(Review, pk=pk)
        guest = get_object_or_404(GuestReview, pk=guest_pk, page_id=review.page_id)
        revoke_guest(guest, self.request.user)
        messages.success(request, f"The link of {guest.name} works no more.")
        return redirect("review", review.pk)
