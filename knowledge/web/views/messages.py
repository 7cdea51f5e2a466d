"""Readers' messages: about a page, about something missing, take-down requests. Sent twice, kept once."""

from __future__ import annotations

from functools import partial
from typing import Any

from django import forms
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods
from wagtail.models import Page

from knowledge.models.feedback import Feedback
from knowledge.moderation.take_down_requests import mail_request, page_meant_by
from knowledge.public_pages import is_public_page
from knowledge.web.public_forms import RobotTrap, is_sent_too_often, new_token

RATE = "20/h"
TOO_OFTEN = (
    "Many messages came from your network within an hour. Please wait a little, then send again."
)


class Message(RobotTrap):
    """A form of which a `Feedback` is made."""

    def values(self) -> dict[str, object]:
        """What a valid form says, as fields of `Feedback`."""
        raise NotImplementedError


class FeedbackForm(Message):
    """What is wrong or missing."""

    field_order = ["message", "email"]

    message = forms.CharField(
        max_length=5000,
        label="What is wrong or missing?",
        help_text="Please do not tell us about anybody's health or care.",
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={
            "required": "Write what is wrong or missing.",
            "max_length": "Write at most 5,000 characters.",
        },
    )
    email = forms.EmailField(
        required=False,
        label="Your e-mail address, if you want an answer (optional)",
        help_text="We use it only to answer, and delete it afterwards.",
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
        error_messages={"invalid": "Write the address in full, such as name@example.org."},
    )
    page = forms.IntegerField(required=False, widget=forms.HiddenInput)
    query = forms.CharField(required=False, max_length=300, widget=forms.HiddenInput)

    def values(self) -> dict[str, object]:
        return {"message": self.cleaned_data["message"], "email": self.cleaned_data["email"]}


class ContactForm(FeedbackForm):
    """Anything else, and requests to take something down."""

    field_order = ["about", "place", "message", "email"]

    about = forms.ChoiceField(
        choices=[
            (Feedback.Kind.CONTACT, "A question or a comment"),
            (Feedback.Kind.TAKE_DOWN, "Please take something down"),
        ],
        label="What is your message about?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what your message is about."},
    )
    place = forms.CharField(
        required=False,
        max_length=500,
        label="Which page, picture or file is it about? (optional)",
        help_text="Its title or its address.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["message"].label = "Your message"
        self.fields["message"].error_messages["required"] = "Write your message."

    def values(self) -> dict[str, object]:
        values = {**super().values(), "kind": self.cleaned_data["about"]}
        if place := self.cleaned_data["place"]:
            values["message"] = f"About: {place}\n\n{values['message']}"
            values["page"] = page_meant_by(place)
        return values


@require_http_methods(["GET", "HEAD", "POST"])
def feedback(request: HttpRequest) -> HttpResponse:
    """The form "Is something wrong or missing on this page?", and what a failed search missed."""
    asked = request.POST if request.method == "POST" else request.GET
    page = public_page_named(asked.get("page", ""))
    query = asked.get("query", "").replace("\0", "")[:300].strip()
    start = {"form_token": new_token(), "page": page.pk if page else None, "query": query}
    form = FeedbackForm(request.POST or None, initial=start)
    if request.method == "POST" and keep(
        request,
        form,
        kind=Feedback.Kind.MISSING if query and not page else Feedback.Kind.PAGE,
        page=page,
        query=query,
    ):
        return redirect("knowledge:thanks")
    return show(request, "pages/feedback.html", form, about_page=page, query=query)


@require_http_methods(["GET", "HEAD", "POST"])
def contact(request: HttpRequest) -> HttpResponse:
    """General messages and take-down requests."""
    about = request.GET.get("about")
    start = {
        "form_token": new_token(),
        "about": about if about in Feedback.Kind.values else Feedback.Kind.CONTACT,
        "place": request.GET.get("place", "").replace("\0", "")[:500],
    }
    form = ContactForm(request.POST or None, initial=start)
    if request.method == "POST" and keep(request, form):
        return redirect("knowledge:thanks")
    return show(request, "pages/contact.html", form)


def thanks(request: HttpRequest) -> HttpResponse:
    """What happens with a message now."""
    return render(request, "pages/thanks.html", {"noindex": True})


def public_page_named(number: str) -> Page | None:
    """The page with that id, if everybody may see it: nothing else may be named to a visitor."""
    if not number.isdecimal() or len(number) > 12:
        return None
    page = Page.objects.filter(pk=int(number)).first()
    return page if page is not None and is_public_page(page) else None


def keep(request: HttpRequest, form: Message, **known: object) -> bool:
    """Whether the message is in good hands: kept now, kept before, or a robot's and dropped.

    `known` are fields of `Feedback` beside those that the form says.
    """
    if not form.is_valid():
        return False
    if form.is_from_robot:
        return True
    token = form.cleaned_data["form_token"]
    if Feedback.objects.filter(form_token=token).exists():
        return True
    if is_sent_too_often(request, "messages", RATE):
        form.add_error(None, TOO_OFTEN)
        return False
    kept = Feedback(form_token=token, **{**known, **form.values()})
    try:
        with transaction.atomic():
            kept.save()
            if kept.kind == Feedback.Kind.TAKE_DOWN:
                transaction.on_commit(partial(mail_request, kept.pk), robust=True)
    except IntegrityError:
        # The other half of a double click was quicker.
        if kept.file:
            kept.file.storage.delete(str(kept.file.name))
        return Feedback.objects.filter(form_token=token).exists()
    return True


def show(request: HttpRequest, template: str, form: RobotTrap, **extra: object) -> HttpResponse:
    """The form's page; what was typed stays in it."""
    token = form["form_token"].value() if "form_token" not in form.errors else new_token()
    too_often = any(TOO_OFTEN in faults for faults in form.errors.values())
    return render(
        request,
        template,
        {"form": form, "form_token": token, "noindex": True, **extra},
        status=429 if too_often else 200,
    )
