"""Two small acts of the admin's lists: feedback is handled, a mail is sent again."""

from __future__ import annotations

from typing import cast

from django import forms
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.generic import FormView, TemplateView
from post_office.models import STATUS, Email
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.log_actions import log

from knowledge.access.admin_page import AdminPage
from knowledge.access.regions import feedback_seen_by
from knowledge.models import Feedback
from knowledge.moderation.permissions import user_can_hide
from knowledge.moderation.take_down import hide
from knowledge.users.models import User
from knowledge.users.requests import SignedInRequest


def user_can_handle(user: User, feedback: Feedback) -> bool:
    """Whether it is theirs to read, and their role handles feedback."""
    is_theirs = feedback_seen_by(user).filter(pk=feedback.pk).exists()
    return is_theirs and user.has_perm("knowledge.change_feedback")


@transaction.atomic
def handle_feedback(feedback: Feedback, user: User, note: str) -> None:
    """Mark it as handled and forget the reader's address. PermissionDenied unless the user may."""
    if not user_can_handle(user, feedback):
        raise PermissionDenied
    feedback.handled_at = timezone.now()
    feedback.handled_by = user
    feedback.answer_note = note
    feedback.email = ""
    feedback.save(update_fields=["handled_at", "handled_by", "answer_note", "email"])
    log(instance=feedback, action="knowledge.feedback.handle", user=user)


class NoteForm(forms.Form):
    """What was done about it."""

    note = forms.CharField(
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        label="What was done about it?",
        help_text="The reader's e-mail address is deleted when you save. Answer first.",
    )


class HandleFeedbackView(AdminPage, FormView):
    """Shows the message, hides its page with one click, and asks what was done."""

    request: SignedInRequest

    form_class = NoteForm
    template_name = "admin/handle_feedback.html"
    page_title = "Feedback"
    header_icon = "comment"

    def dispatch(
        self, request: HttpRequest, *args: object, pk: int, **kwargs: object
    ) -> HttpResponseBase:
        if not request.user.has_perm("knowledge.change_feedback"):
            raise PermissionDenied
        theirs = feedback_seen_by(cast(User, request.user)).select_related("page")
        self.feedback = get_object_or_404(theirs, pk=pk)
        return super().dispatch(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if "hide" not in request.POST:
            return super().post(request, *args, **kwargs)
        page = self.feedback.page
        if page is not None:
            hide(page, self.request.user, f"Asked for by a reader ({self.feedback}).")
            messages.success(
                request,
                f"“{page.get_admin_display_title()}” is hidden. Nobody finds or opens it now.",
            )
        return redirect("handle_feedback", self.feedback.pk)

    def form_valid(self, form: NoteForm) -> HttpResponse:
        handle_feedback(self.feedback, self.request.user, form.cleaned_data["note"])
        messages.success(self.request, "The feedback is marked as handled.")
        return redirect("knowledge_feedback_modeladmin_index")

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        page = self.feedback.page
        return super().get_context_data(
            **kwargs,
            feedback=self.feedback,
            page=page,
            may_hide=page is not None and user_can_hide(self.request.user, page),
        )


def send_again(mail: Email) -> None:
    """Put a mail that failed back into the queue, with all its attempts before it."""
    Email.objects.filter(pk=mail.pk, status=STATUS.failed).update(
        status=STATUS.queued, number_of_retries=0, scheduled_time=None
    )


class SendMailAgainView(WagtailAdminTemplateMixin, TemplateView):
    """Asks an administrator, then sends again."""

    request: SignedInRequest

    template_name = "admin/send_mail_again.html"
    page_title = "Send a mail again"
    header_icon = "mail"

    def dispatch(
        self, request: HttpRequest, *args: object, pk: int, **kwargs: object
    ) -> HttpResponseBase:
        if not request.user.is_superuser:
            raise PermissionDenied
        self.mail = get_object_or_404(Email, pk=pk)
        return super().dispatch(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        send_again(self.mail)
        messages.success(request, "The mail is in the queue again.")
        return redirect("post_office_email_modeladmin_index")

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        return super().get_context_data(**kwargs, mail=self.mail)
