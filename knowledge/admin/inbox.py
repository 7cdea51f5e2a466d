"""Small acts of the admin's lists: what is done about a reader's message, and a mail that is sent again."""

from __future__ import annotations

from typing import cast

from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.views import View
from django.views.generic import TemplateView
from post_office.models import STATUS, Email
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from knowledge.access.admin_page import AdminPage
from knowledge.access.places import place_below
from knowledge.access.regions import feedback_seen_by
from knowledge.admin import inbox_acts as acts
from knowledge.documents.files.views import as_download
from knowledge.models import Feedback, ResourceIndexPage
from knowledge.moderation.permissions import user_can_hide
from knowledge.moderation.take_down import hide
from knowledge.users.models import User
from knowledge.users.requests import SignedInRequest


def messages_for(user: User) -> QuerySet[Feedback]:
    """What readers wrote to them. Answers without a word are counted in a report of their own."""
    only_counted = Q(kind=Feedback.Kind.USEFUL, message="")
    return feedback_seen_by(user).exclude(only_counted)


class NoteForm(forms.Form):
    """What was done about it."""

    note = forms.CharField(
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        label="What was done about it?",
    )

    def about(self, feedback: Feedback) -> NoteForm:
        """The form, which says what of the message is deleted with it."""
        held = {"e-mail address": feedback.email, "file": feedback.file}
        what = " and ".join(name for name, value in held.items() if value)
        if what:
            verb = "are" if " and " in what else "is"
            first = " Answer first." if feedback.email else ""
            self.fields[
                "note"
            ].help_text = f"The reader’s {what} {verb} deleted when you save.{first}"
        return self


class AnswerForm(forms.Form):
    """What the reader is told."""

    words = forms.CharField(
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 6}),
        label="Your answer",
        help_text="It is mailed to the reader. The message is then marked as handled and the address deleted.",
    )


class AssignForm(forms.Form):
    """Who is to look after it."""

    assigned_to = forms.ChoiceField(required=False, label="Who looks after it?")

    def offer(self, people: list[User]) -> AssignForm:
        """The form, with these to choose from."""
        self.people = {str(person.pk): person for person in people}
        choices = [(pk, str(person)) for pk, person in self.people.items()]
        cast(forms.ChoiceField, self.fields["assigned_to"]).choices = [("", "Nobody yet"), *choices]
        return self


class MessageOfTheirs(AdminPage):
    """Base of the views of one message: only for those whose it is, and whose role handles feedback."""

    def dispatch(
        self, request: HttpRequest, *args: object, pk: int, **kwargs: object
    ) -> HttpResponseBase:
        if not request.user.has_perm("knowledge.change_feedback"):
            raise PermissionDenied
        theirs = feedback_seen_by(cast(User, request.user))
        theirs = theirs.select_related("page", "draft", "assigned_to")
        self.feedback = get_object_or_404(theirs, pk=pk)
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]


class FeedbackFileView(MessageOfTheirs, View):
    """The suggested file, always as a download."""

    def get(self, request: HttpRequest) -> HttpResponseBase:
        return as_download(self.feedback.file, self.feedback.file_name)


class HandleFeedbackView(MessageOfTheirs, TemplateView):
    """Shows the message, and what can be done about it: hide its page, give it, answer it, make a draft, close it."""

    request: SignedInRequest

    template_name = "admin/handle_feedback.html"
    page_title = "Feedback"
    header_icon = "comment"

    def post(self, request: HttpRequest) -> HttpResponse:
        for act in ("hide", "assign", "draft", "answer"):
            if act in request.POST:
                return getattr(self, f"_{act}")()
        form = NoteForm(request.POST).about(self.feedback)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        try:
            acts.handle_feedback(self.feedback, self.request.user, form.cleaned_data["note"])
        except acts.AlreadyHandled:
            return self._too_late(form.cleaned_data["note"])
        messages.success(request, "The feedback is marked as handled.")
        return redirect("knowledge_feedback_modeladmin_index")

    def _hide(self) -> HttpResponse:
        page = self.feedback.page
        if page is not None:
            hide(page, self.request.user, f"Asked for by a reader ({self.feedback}).")
            messages.success(
                self.request,
                f"“{page.get_admin_display_title()}” is hidden. Nobody finds or opens it now.",
            )
        return self._back()

    def _assign(self) -> HttpResponse:
        people = acts.people_who_may_have(self.feedback, self.request.user)
        form = AssignForm(self.request.POST).offer(people)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(assign_form=form))
        to = form.people.get(form.cleaned_data["assigned_to"])
        acts.assign(self.feedback, self.request.user, to)
        messages.success(self.request, f"{to or 'Nobody'} looks after it now.")
        return self._back()

    def _draft(self) -> HttpResponse:
        page = acts.begin_draft(self.feedback, self.request.user)
        messages.success(
            self.request, "The draft is made. Nobody of the public sees it before it is published."
        )
        return redirect("wagtailadmin_pages:edit", page.pk)

    def _answer(self) -> HttpResponse:
        form = AnswerForm(self.request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(answer_form=form))
        try:
            acts.answer(self.feedback, self.request.user, form.cleaned_data["words"])
        except acts.AlreadyHandled:
            return self._too_late(form.cleaned_data["words"])
        messages.success(self.request, "Your answer is on its way, and the message is handled.")
        return redirect("knowledge_feedback_modeladmin_index")

    def _too_late(self, words: str) -> HttpResponse:
        self.feedback.refresh_from_db()
        return self.render_to_response(self.get_context_data(not_kept=words))

    def _back(self) -> HttpResponse:
        return redirect("handle_feedback", self.feedback.pk)

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        feedback, user = self.feedback, self.request.user
        page = feedback.page
        is_resource = feedback.kind == Feedback.Kind.RESOURCE
        context = {
            "form": NoteForm().about(feedback),
            "answer_form": AnswerForm(),
            "assign_form": AssignForm(
                initial={"assigned_to": str(feedback.assigned_to_id or "")}
            ).offer(acts.people_who_may_have(feedback, user)),
            "feedback": feedback,
            "page": page,
            "may_hide": page is not None and user_can_hide(user, page),
            "may_draft": is_resource and place_below(ResourceIndexPage, user) is not None,
            "there_already": acts.resource_at(feedback.link, user) if is_resource else None,
        }
        return super().get_context_data(**{**context, **kwargs})


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
