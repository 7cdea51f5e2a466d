"""A Word form that was sent in: see what went where, and decide, before anything is changed."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from examples.downloads import word_response
from examples.models import WordReading
from examples.submissions.errors import NotEditable, StaleVersion
from examples.submissions.place_word import (
    USES,
    answers_of,
    loose_texts_of,
    place_word,
    put_aside,
    template_after,
)
from examples.views.access import own_submission
from examples.word.filled import word_of_submission
from knowledge.people.privacy import sign_in_first
from knowledge.users.requests import SignedInRequest

CHANGED = "Your example was saved somewhere else in the meantime. Please look again, then confirm."


@sign_in_first
@require_http_methods(["GET", "POST"])
def confirm_word(request: SignedInRequest, pk: uuid.UUID, reading_pk: int) -> HttpResponse:
    """Each field with its text from the file, and what fits nowhere; confirmed, it is in the form."""
    submission = own_submission(request, pk)
    reading = get_object_or_404(WordReading, pk=reading_pk, submission=submission)
    if reading.done_at:
        return redirect("examples:write", submission.pk)
    is_changed = False
    if request.method == "POST":
        if "aside" in request.POST:
            put_aside(reading)
            messages.success(request, "Nothing was changed. The Word file was not used.")
            return redirect("examples:write", submission.pk)
        try:
            placed = place_word(
                reading, _version(request), uses=_chosen(request, "use-"), puts=_puts(request)
            )
        except NotEditable:
            return redirect("examples:my_example", submission.pk)
        except StaleVersion as stale:
            submission, is_changed = stale.saved, True
        else:
            messages.success(request, f"The text of “{reading.file_name}” is in the form.")
            return redirect("examples:write", placed.pk)
    template = template_after(submission, reading)
    context = {
        "submission": submission,
        "reading": reading,
        "template": template,
        "is_other_template": template is not submission.definition,
        "answers": answers_of(submission, reading),
        "loose_texts": list(enumerate(loose_texts_of(submission, reading))),
        "uses": list(USES.items()),
        "problem": CHANGED if is_changed else "",
    }
    return render(request, "share/word_reading.html", context, status=409 if is_changed else 200)


def _version(request: HttpRequest) -> int:
    version = request.POST.get("version", "")
    return int(version) if version.isdigit() else 0


def _chosen(request: HttpRequest, prefix: str) -> dict[str, str]:
    return {
        name.removeprefix(prefix): request.POST[name]
        for name in request.POST
        if name.startswith(prefix)
    }


def _puts(request: HttpRequest) -> dict[int, str]:
    chosen = _chosen(request, "put-")
    return {int(number): key for number, key in chosen.items() if number.isdigit()}


@sign_in_first
@require_safe
def download_word(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """What is saved, as the Word form that it could have been written in."""
    submission = own_submission(request, pk)
    return word_response(word_of_submission(submission), submission.title)
