"""Two small forms for readers: suggest a resource, and say whether a page was useful."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from knowledge.documents.files.content_checks import ContentError
from knowledge.documents.files.names import plain_name
from knowledge.documents.files.upload_checks import PAPERS, PAPERS_IN_WORDS, check_upload
from knowledge.models.feedback import Feedback
from knowledge.web.public_forms import is_sent_too_often, new_token
from knowledge.web.views.messages import TOO_OFTEN, FeedbackForm, Message, keep, show
from knowledge.web.views.messages import public_page_named as public_page

FILE_RATE = "10/h"
"""How many files a sender may have opened and checked."""


class ResourceForm(FeedbackForm):
    """A link or a file, and why it helps."""

    field_order = ["title", "link", "file", "message", "email"]

    title = forms.CharField(
        max_length=200,
        label="What is it called?",
        error_messages={
            "required": "Write what it is called.",
            "max_length": "Write at most 200 characters.",
        },
    )
    link = forms.URLField(
        required=False,
        max_length=500,
        assume_scheme="https",
        label="Its address on the web",
        help_text="For example https://www.example.org/guide. You can send a file instead.",
        widget=forms.URLInput(attrs={"spellcheck": "false"}),
        error_messages={
            "invalid": "Write the address in full, such as https://www.example.org/guide.",
            "max_length": "Write at most 500 characters.",
        },
    )
    file = forms.FileField(
        required=False,
        label="Or a file",
        help_text=f"{PAPERS_IN_WORDS}. At most {settings.HUB_MAX_UPLOAD_MB} MB.",
        widget=forms.FileInput(attrs={"accept": ",".join(f".{each}" for each in sorted(PAPERS))}),
        error_messages={"empty": "The file is empty. Save it again and send that copy."},
    )

    message = forms.CharField(
        max_length=5000,
        label="Why does it help?",
        help_text="One or two sentences are enough. "
        "Please do not tell us about anybody's health or care.",
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={
            "required": "Write why it helps.",
            "max_length": "Write at most 5,000 characters.",
        },
    )

    opens_files = True
    """Whether a file is looked into: not after too many of them."""

    def clean_link(self) -> str:
        link = self.cleaned_data["link"]
        if link and not link.lower().startswith(("http://", "https://")):
            raise forms.ValidationError("The address must begin with https:// or http://.")
        return link

    def clean_file(self) -> UploadedFile | None:
        """The file, found to be what its name says; the field's error is the guard's sentence."""
        file = self.cleaned_data["file"]
        if file is None or self.is_from_robot:
            return None
        if not self.opens_files:
            raise forms.ValidationError(TOO_OFTEN)
        try:
            check_upload(file, file.name, allowed=PAPERS)
        except ContentError as error:
            raise forms.ValidationError(str(error)) from error
        return file

    def clean(self) -> dict[str, object]:
        sent = super().clean() or self.cleaned_data
        if not sent.get("link") and not sent.get("file") and not {"link", "file"} & {*self.errors}:
            self.add_error("link", "Write its address, or choose a file.")
        return sent

    def values(self) -> dict[str, object]:
        sent = self.cleaned_data
        values = {**super().values(), "title": sent["title"], "link": sent["link"]}
        if file := sent["file"]:
            values |= {"file": file, "file_name": plain_name(file.name)}
        return values


class UsefulForm(Message):
    """Yes, or no with a reason. Nothing about the person."""

    was = forms.ChoiceField(
        choices=[("yes", "Yes"), ("no", "No")],
        label="Was it useful?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose yes or no.", "invalid_choice": "Choose yes or no."},
    )
    reason = forms.CharField(
        required=False,
        max_length=2000,
        label="If not, what did you need? (optional)",
        help_text="Please do not tell us who you are, or about anybody's health or care.",
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"max_length": "Write at most 2,000 characters."},
    )

    def values(self) -> dict[str, object]:
        reason = self.cleaned_data["reason"]
        return {
            "message": reason,
            "was_useful": self.cleaned_data["was"] == "yes",
            # What says nothing needs nobody's answer: it is only counted.
            "handled_at": None if reason else timezone.now(),
        }


@require_http_methods(["GET", "HEAD", "POST"])
def suggest(request: HttpRequest) -> HttpResponse:
    """The form "Share a resource"."""
    with_file = request.method == "POST" and bool(request.FILES)
    opens_files = not (with_file and is_sent_too_often(request, "suggested files", FILE_RATE))
    form = ResourceForm(
        request.POST or None,
        request.FILES or None,
        initial={"form_token": new_token()},
    )
    form.opens_files = opens_files
    if request.method == "POST" and keep(request, form, kind=Feedback.Kind.RESOURCE):
        return redirect("knowledge:thanks")
    return show(request, "pages/suggest.html", form)


@require_http_methods(["GET", "HEAD", "POST"])
def useful(request: HttpRequest) -> HttpResponse:
    """The form "Was this page useful?"; without a page that everybody may see, the general one."""
    asked = request.POST if request.method == "POST" else request.GET
    page = public_page(asked.get("page", ""))
    if page is None:
        return redirect("knowledge:feedback")
    start = {"form_token": new_token(), "was": request.GET.get("was", "")}
    form = UsefulForm(request.POST or None, initial=start)
    if request.method == "POST" and keep(request, form, kind=Feedback.Kind.USEFUL, page=page):
        return redirect("knowledge:thanks")
    return show(request, "pages/useful.html", form, about_page=page)
