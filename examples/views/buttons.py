"""What each button of the form does once the form is saved: one function a button.

`BUTTONS` is the list; the first that was pressed counts, and saving alone is for none of them.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from examples.forms import ExampleForm
from examples.models import Submission, SubmissionFile
from examples.submissions.arrange_files import move, remove
from examples.submissions.attach import RefusedUpload, attach, replace_file
from examples.submissions.errors import Incomplete, NotAcceptedNow, NotEditable
from examples.submissions.place_word import place_unplaced
from examples.submissions.read_word import read_word
from examples.submissions.submit import submit
from examples.submissions.take_moderators_words import unseen_words
from examples.suspicion import must_prove_work_to_send, why_suspicious
from examples.views.form_page import form_page, moderators_page, refused_page, with_version
from knowledge.importing.guard import RefusedFile
from knowledge.people.abuse.views import ask_for_proof_of_work
from knowledge.people.accounts.limits import may_upload
from knowledge.users.requests import SignedInRequest

NOT_ACCEPTED_NOW = (
    "We could not send your example just now. Your text is saved. Please try again later, "
    "or tell us by the contact page."
)
TOO_MANY_FILES = (
    "You have sent many files within an hour. What you typed is saved. Please wait a little, then "
    "send the file again."
)

STEPS = {"up": -1, "down": 1}


def _add(request: HttpRequest, saved: Submission) -> list[str]:
    """Attach what was chosen; sentences about what was refused. Nothing is taken beyond the limit."""
    refused: list[str] = []
    for upload in request.FILES.getlist("files"):
        if not may_upload(request):
            return [*refused, TOO_MANY_FILES]
        try:
            attach(saved, upload)
        except RefusedUpload as error:
            refused.append(str(error))
    return refused


def change_files(request: HttpRequest, saved: Submission) -> list[str]:
    """Do what was asked for with files, beside whatever button; sentences about what was refused."""
    refused = _add(request, saved)
    if TOO_MANY_FILES in refused:
        return refused
    if "add_file" in request.POST and not request.FILES:
        refused.append("Choose a file first, then press “Add”.")
    what, _, key = request.POST.get("file", "").partition("-")
    file = saved.files.attached().filter(pk=int(key)).first() if key.isdigit() else None
    if file is None:
        return refused
    if what in STEPS:
        move(file, STEPS[what])
    elif what == "remove":
        remove(file)
    elif what == "replace" and (problem := _replace(request, file)):
        refused.append(problem)
    return refused


def _replace(request: HttpRequest, file: SubmissionFile) -> str:
    """Put the new file in the place of this one; a sentence where it was refused, else ""."""
    upload = request.FILES.get(f"new-{file.pk}")
    if upload is None:
        return "Choose the new file first, then press “Replace”."
    if not may_upload(request):
        return TOO_MANY_FILES
    try:
        replace_file(file, upload)
    except RefusedUpload as error:
        return str(error)
    return ""


def read_word_form(request: SignedInRequest, saved: Submission, form: ExampleForm) -> HttpResponse:
    """Read the Word form that came along, and lead to where it is confirmed."""
    upload = request.FILES.get("word_form")
    if upload is None:
        why = "Choose your Word file first, then press “Read this Word form”."
        return refused_page(request, saved, "word_form", [why])
    if not may_upload(request):
        return refused_page(request, saved, "word_form", [TOO_MANY_FILES])
    try:
        reading = read_word(saved, upload)
    except RefusedFile as refused:
        return refused_page(request, saved, "word_form", [str(refused)])
    except NotEditable:
        return redirect("examples:my_example", saved.pk)
    return redirect("examples:confirm_word", saved.pk, reading.pk)


def deal_with_unplaced(
    request: SignedInRequest, saved: Submission, form: ExampleForm
) -> HttpResponse:
    """Put a kept text into a field, tick it off, or bring it back."""
    what, _, key = request.POST["unplaced"].partition("-")
    text = saved.unplaced_texts.filter(pk=int(key)).first() if key.isdigit() else None
    if text and what == "put":
        try:
            is_placed = place_unplaced(text, request.POST.get(f"place-{text.pk}", ""))
        except NotEditable:
            return redirect("examples:my_example", saved.pk)
        if not is_placed:
            why = "Choose the question that this text belongs to, and that has room for it."
            return refused_page(request, saved, "unplaced", [why])
    elif text and what in {"done", "back"}:
        text.dealt_with_at = timezone.now() if what == "done" else None
        text.save(update_fields=["dealt_with_at"])
    return redirect(f"{reverse('examples:write', args=[saved.pk])}#unplaced")


def send(request: SignedInRequest, submission: Submission, form: ExampleForm) -> HttpResponse:
    """Send what has just been saved; whatever is missing, the text stays saved."""
    data = form.cleaned_data
    if must_prove_work_to_send(request):
        messages.info(
            request, "Your text is saved, but not sent yet. Please press the button again."
        )
        return ask_for_proof_of_work(reverse("examples:write", args=[submission.pk]))
    if unseen := unseen_words(submission):
        return moderators_page(request, submission, form, unseen)
    try:
        submit(
            submission,
            request.user,
            data["token"],
            has_agreed=data["licence"],
            judge=partial(why_suspicious, request),
        )
    except Incomplete as incomplete:
        for name, sentences in incomplete.missing.items():
            for sentence in sentences:
                form.add_error(name, sentence)
        return form_page(request, submission, with_version(form, submission), status=400)
    except NotEditable:
        return redirect("examples:my_example", submission.pk)
    except NotAcceptedNow:
        form.add_error(None, NOT_ACCEPTED_NOW)
        return form_page(request, submission, with_version(form, submission), status=503)
    messages.success(request, "Your example has been sent to the moderators.")
    return redirect("examples:my_example", submission.pk)


def show_files(request: HttpRequest, saved: Submission, form: ExampleForm) -> HttpResponse:
    """Back to the list of files, which `change_files` has changed."""
    return redirect(f"{reverse('examples:write', args=[saved.pk])}#files")


def show_preview(request: HttpRequest, saved: Submission, form: ExampleForm) -> HttpResponse:
    """On to the preview."""
    return redirect("examples:preview", saved.pk)


def say_saved(request: HttpRequest, saved: Submission, form: ExampleForm) -> HttpResponse:
    """Nothing but saving."""
    messages.success(
        request,
        f"Saved at {timezone.localtime(saved.saved_at):%H:%M}. You can close this page and come "
        "back whenever you like: it is under “My examples”.",
    )
    return redirect("examples:write", saved.pk)


Button = Callable[[SignedInRequest, Submission, ExampleForm], HttpResponse]

BUTTONS: dict[str, Button] = {
    "read_word": read_word_form,
    "unplaced": deal_with_unplaced,
    "file": show_files,
    "add_file": show_files,
    "preview": show_preview,
    "send": send,
}
"""Name of the button → what it does with what was saved."""


def pressed(request: HttpRequest) -> Button:
    """What the button that was pressed does."""
    return next((do for name, do in BUTTONS.items() if name in request.POST), say_saved)
