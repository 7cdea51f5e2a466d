"""What a guest reviewer sees: one example with its files, a place for comments and advice, nothing else."""

from __future__ import annotations

from pathlib import PurePath
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.images.exceptions import InvalidFilterSpecError
from wagtail.images.models import SourceImageIOError

from examples.guests import guest_by, link_works, take_advice
from examples.models import GuestReview
from examples.shown_files import SIZE, documents_of, pictures_of, private_file
from knowledge.access.guarded_links import guarded_link
from knowledge.models import HubDocument, HubImage
from knowledge.people.privacy import private_page

LONGEST_COMMENT = 5000


class AdviceForm(forms.Form):
    """A comment on each field, and the advice."""

    advice = forms.ChoiceField(
        choices=GuestReview.Advice.choices,
        widget=forms.RadioSelect,
        label="Your advice",
        error_messages={"required": "Choose what you advise."},
    )
    words = forms.CharField(
        required=False,
        max_length=LONGEST_COMMENT,
        widget=forms.Textarea,
        label="Anything else the moderators should know",
    )

    def __init__(self, *args: Any, keys: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.keys = keys
        for key in keys:
            self.fields[f"comment_{key}"] = forms.CharField(
                required=False,
                max_length=LONGEST_COMMENT,
                widget=forms.Textarea,
                label="Your comment on this",
            )

    def comments(self) -> dict[str, str]:
        """Field key → comment, of those that say something."""
        said = {key: self.cleaned_data[f"comment_{key}"].strip() for key in self.keys}
        return {key: text for key, text in said.items() if text}


@guarded_link("token")
@private_page
@require_http_methods(["GET", "POST"])
def guest(request: HttpRequest, token: str) -> HttpResponse:
    """The example under review, and the form."""
    response = _guest(request, token)
    # The address is the key: it must not travel to others with a click or a picture. "no-referrer"
    # would also take the origin from the form when it is sent, and Django then refuses it.
    response["Referrer-Policy"] = "same-origin"
    return response


def _guest(request: HttpRequest, token: str) -> HttpResponse:
    found = guest_by(token)
    if found is None or not link_works(found):
        return render(request, "share/guest_ended.html", {"guest": found}, status=410)
    if found.opened_at is None:
        GuestReview.objects.filter(pk=found.pk, opened_at=None).update(opened_at=timezone.now())
    draft = found.page.get_latest_revision_as_object()
    keys = list(draft.definition.keys)
    initial = {"advice": found.advice, "words": found.words} | {
        f"comment_{key}": text for key, text in found.comments.items()
    }
    form = AdviceForm(request.POST or None, keys=keys, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            take_advice(
                found,
                advice=form.cleaned_data["advice"],
                words=form.cleaned_data["words"].strip(),
                comments=form.comments(),
            )
        except PermissionDenied:
            return render(
                request, "share/guest_ended.html", {"guest": found, "typed": form}, status=410
            )
        return redirect(f"{request.path}?sent=1")
    rows = [
        {"field": field, "text": text, "comment": form[f"comment_{field.key}"]}
        for field, text in draft.answers()
    ]
    context = {
        "guest": found,
        "example": draft,
        "rows": rows,
        "pictures": pictures_of(draft, lambda image: _address(token, "picture", image.pk)),
        "documents": documents_of(draft, lambda document: _address(token, "file", document.pk)),
        "form": form,
        "is_sent": "sent" in request.GET and not form.errors,
    }
    return render(request, "share/guest.html", context, status=400 if form.errors else 200)


def _address(token: str, sort: str, pk: int) -> str:
    return reverse(f"examples:guest_{sort}", args=[token, pk])


@guarded_link("token")
@private_page
@require_safe
def guest_picture(request: HttpRequest, token: str, pk: int) -> HttpResponseBase:
    """A picture of the example under review, in the size of a page. 404 when the link has ended."""
    image = _attached(token, "pictures", "image", pk)
    try:
        rendition = image.get_rendition(SIZE)
        stored = rendition.file.open("rb")
    except (SourceImageIOError, InvalidFilterSpecError, OSError) as error:
        raise Http404 from error
    return private_file(stored, PurePath(rendition.file.name).name, is_picture=True)


@guarded_link("token")
@private_page
@require_safe
def guest_file(request: HttpRequest, token: str, pk: int) -> HttpResponseBase:
    """A document of the example under review. 404 when the link has ended."""
    document = _attached(token, "documents", "document", pk)
    try:
        stored = document.file.open("rb")
    except OSError as error:
        raise Http404 from error
    return private_file(stored, document.filename, is_picture=False)


def _attached(token: str, rows: str, file: str, pk: int) -> HubImage | HubDocument:
    """The file that the newest version of the guest's example holds under that key."""
    found = guest_by(token)
    if found is None or not link_works(found):
        raise Http404
    draft = found.page.get_latest_revision_as_object()
    row = getattr(draft, rows).filter(**{f"{file}_id": pk}).first()
    if row is None:
        raise Http404
    return getattr(row, file)
