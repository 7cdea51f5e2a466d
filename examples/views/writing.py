"""Write an example: save, preview, send; whatever goes wrong, what was typed is kept."""

from __future__ import annotations

import uuid
from functools import partial
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods

from examples.form_tokens import has_form_token
from examples.forms import ExampleForm
from examples.models import Submission
from examples.preview import render_preview
from examples.quality_hints import Hint, quality_hints
from examples.submissions.arrange_files import move, remove
from examples.submissions.attach import RefusedUpload, attach, replace_file
from examples.submissions.differences import differences
from examples.submissions.draft_text import DraftText
from examples.submissions.errors import Incomplete, NotAcceptedNow, NotEditable, StaleVersion
from examples.submissions.place_word import place_unplaced
from examples.submissions.read_word import read_word
from examples.submissions.reading import standing_of
from examples.submissions.save_draft import save_draft
from examples.submissions.submit import submit
from examples.submissions.timeline import last_wish, open_comments_on
from examples.suspicion import must_show_effort_to_send, why_suspicious
from examples.template_fields import FIELDS
from examples.views.access import own_submission, terms_url
from examples.views.stashed_forms import forget_post, keep_post, kept_post
from knowledge.importing.guard import RefusedFile
from knowledge.people.abuse.views import ask_for_effort
from knowledge.people.accounts.limits import may_upload
from knowledge.people.models import Membership
from knowledge.people.privacy import private_page, redirect_to_sign_in, sign_in_first

NOT_ACCEPTED_NOW = (
    "We could not send your example just now. Your text is saved. Please try again later, "
    "or tell us by the contact page."
)
SENT_ELSEWHERE = (
    "This example is with a moderator, so it cannot be changed here. What you typed is below: "
    "copy what you want to keep."
)
PRESS_AGAIN = (
    "You have signed in again since you opened this page. Nothing has been saved yet. What you "
    "typed is below: please press the button again."
)

TOO_MANY_FILES = (
    "You have sent many files within an hour. What you typed is saved. Please wait a little, then "
    "send the file again."
)

STEPS = {"up": -1, "down": 1}


@private_page
@csrf_exempt
@require_http_methods(["GET", "POST"])
def write(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The form: save, preview, send. Without a sign-in what was typed is kept for afterwards.

    It is exempt from Django's check of the form token only to make that check itself: a form that
    fails it does nothing, and is shown again with all that was typed.
    """
    if not request.user.is_authenticated:
        if request.method == "POST" and Submission.objects.filter(pk=pk).exists():
            keep_post(request, pk)
        return redirect_to_sign_in(request.path)
    submission = own_submission(request, pk)
    if request.method == "POST":
        if not has_form_token(request):
            form = form_of(submission, request.POST)
            form.add_error(None, PRESS_AGAIN)
            return _form_page(request, submission, form, status=403, is_unsaved=True)
        return _post(request, submission)
    if kept := kept_post(request, pk):
        form = form_of(submission, kept)
        form.is_valid()
        messages.warning(
            request,
            "You were signed out while you wrote. We kept what you typed: it is below. "
            "It is not saved yet.",
        )
        return _form_page(request, submission, form, is_unsaved=True)
    if not standing_of(submission).may_edit:
        return redirect("examples:my_example", submission.pk)
    return _form_page(request, submission, form_of(submission))


def form_of(submission: Submission, data: Any = None) -> ExampleForm:
    return ExampleForm(submission, data, is_region_fixed=standing_of(submission).is_region_fixed)


def save_form(submission: Submission, form: ExampleForm) -> Submission:
    """Save what a valid form says. Raises StaleVersion and NotEditable."""
    data = form.cleaned_data
    return save_draft(
        submission, form.text(), data["version"], form=data["token"], count=data["saves"] or 0
    )


def _post(request: HttpRequest, submission: Submission) -> HttpResponse:
    form = form_of(submission, request.POST)
    wants_to_send = "send" in request.POST
    if wants_to_send and _was_sent_by(submission, request.POST.get("token", "")):
        return redirect("examples:my_example", submission.pk)
    if not form.is_valid():
        return _form_page(request, submission, form, status=400, is_unsaved=True)
    text = form.text()
    try:
        saved = save_form(submission, form)
    except StaleVersion as conflict:
        if wants_to_send and _was_sent_by(conflict.saved, str(form.cleaned_data["token"])):
            return redirect("examples:my_example", submission.pk)
        return _conflict_page(request, conflict.saved, form, text)
    except NotEditable:
        submission.refresh_from_db()
        if wants_to_send and _was_sent_by(submission, str(form.cleaned_data["token"])):
            return redirect("examples:my_example", submission.pk)
        form.add_error(None, SENT_ELSEWHERE)
        return _form_page(request, submission, form, status=409, is_locked=True)
    forget_post(request)
    try:
        refused = _change_files(request, saved)
    except NotEditable:  # sent from another window in this very moment
        return redirect("examples:my_example", saved.pk)
    if refused:
        return _refused_page(request, saved, "files", refused)
    if "read_word" in request.POST:
        return _read_word(request, saved)
    if "unplaced" in request.POST:
        return _deal_with_unplaced(request, saved)
    if "file" in request.POST or "add_file" in request.POST:
        return redirect(f"{reverse('examples:write', args=[saved.pk])}#files")
    if "preview" in request.POST:
        return redirect("examples:preview", saved.pk)
    if wants_to_send:
        return _send(request, saved, form)
    messages.success(
        request,
        f"Saved at {timezone.localtime(saved.saved_at):%H:%M}. You can close this page and come "
        "back whenever you like: it is under “My examples”.",
    )
    return redirect("examples:write", saved.pk)


def _change_files(request: HttpRequest, saved: Submission) -> list[str]:
    """Do what was asked for with files, beside whatever button; sentences about what was refused."""
    refused: list[str] = []
    for upload in request.FILES.getlist("files"):
        if not may_upload(request):
            return [*refused, TOO_MANY_FILES]
        try:
            attach(saved, upload)
        except RefusedUpload as error:
            refused.append(str(error))
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
    elif what == "replace":
        upload = request.FILES.get(f"new-{file.pk}")
        try:
            if upload is None:
                refused.append("Choose the new file first, then press “Replace”.")
            elif not may_upload(request):
                refused.append(TOO_MANY_FILES)
            else:
                replace_file(file, upload)
        except RefusedUpload as error:
            refused.append(str(error))
    return refused


def _refused_page(
    request: HttpRequest, saved: Submission, name: str, sentences: list[str]
) -> HttpResponse:
    """The form again, with what was just saved, and beside that field what was wrong."""
    saved.refresh_from_db()
    form = _with_version(form_of(saved, request.POST), saved)
    for sentence in sentences:
        form.add_error(name, sentence)
    return _form_page(request, saved, form, status=400)


def _read_word(request: HttpRequest, saved: Submission) -> HttpResponse:
    """Read the Word form that came along, and lead to where it is confirmed."""
    upload = request.FILES.get("word_form")
    if upload is None:
        why = "Choose your Word file first, then press “Read this Word form”."
        return _refused_page(request, saved, "word_form", [why])
    if not may_upload(request):
        return _refused_page(request, saved, "word_form", [TOO_MANY_FILES])
    try:
        reading = read_word(saved, upload)
    except RefusedFile as refused:
        return _refused_page(request, saved, "word_form", [str(refused)])
    except NotEditable:
        return redirect("examples:my_example", saved.pk)
    return redirect("examples:confirm_word", saved.pk, reading.pk)


def _deal_with_unplaced(request: HttpRequest, saved: Submission) -> HttpResponse:
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
            return _refused_page(request, saved, "unplaced", [why])
    elif text and what in {"done", "back"}:
        text.dealt_with_at = timezone.now() if what == "done" else None
        text.save(update_fields=["dealt_with_at"])
    return redirect(f"{reverse('examples:write', args=[saved.pk])}#unplaced")


def _send(request: HttpRequest, submission: Submission, form: ExampleForm) -> HttpResponse:
    """Send what has just been saved; whatever is missing, the text stays saved."""
    data = form.cleaned_data
    if must_show_effort_to_send(request):
        messages.info(
            request, "Your text is saved, but not sent yet. Please press the button again."
        )
        return ask_for_effort(reverse("examples:write", args=[submission.pk]))
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
        return _form_page(request, submission, _with_version(form, submission), status=400)
    except NotEditable:
        return redirect("examples:my_example", submission.pk)
    except NotAcceptedNow:
        form.add_error(None, NOT_ACCEPTED_NOW)
        return _form_page(request, submission, _with_version(form, submission), status=503)
    messages.success(request, "Your example has been sent to the moderators.")
    return redirect("examples:my_example", submission.pk)


def _was_sent_by(submission: Submission, token: str) -> bool:
    """Whether this very form has already been accepted: the second half of a double click."""
    is_sent = submission.state in (Submission.State.SENT, Submission.State.HELD)
    return is_sent and bool(submission.form_token) and str(submission.form_token) == token


def _with_version(form: ExampleForm, submission: Submission) -> ExampleForm:
    """The same form, resting on the version that is saved now."""
    form.data = form.data.copy()
    form.data["version"] = str(submission.version)
    return form


def _conflict_page(
    request: HttpRequest, saved: Submission, form: ExampleForm, mine: DraftText
) -> HttpResponse:
    """Both texts: what is saved now, and in the form what was typed here."""
    form.submission = saved
    return _form_page(
        request,
        saved,
        _with_version(form, saved),
        status=409,
        conflicts=differences(mine, DraftText.from_submission(saved)),
        is_conflict=True,
        is_unsaved=True,
    )


def hints_for(form: ExampleForm) -> list[tuple[str, Hint]]:
    """What would make the answers in this form more useful, each with its field's label."""
    definition = form.template_definition
    answers = {key: form[key].value() or "" for key in definition.keys}
    return [(FIELDS[hint.field].label, hint) for hint in quality_hints(answers, definition)]


def _form_page(
    request: HttpRequest,
    submission: Submission,
    form: ExampleForm,
    status: int = 200,
    **context: Any,
) -> HttpResponse:
    standing = standing_of(submission)
    kept = list(submission.unplaced_texts.all())
    return render(
        request,
        "share/form.html",
        {
            "form": form,
            "submission": submission,
            "standing": standing,
            "wish": last_wish(submission) if standing.asks_for_changes else "",
            "comments": open_comments_on(submission),
            "hints": hints_for(form),
            "readings": submission.word_readings.filter(done_at=None),
            "unplaced": [each for each in kept if not each.dealt_with_at],
            "dealt_with": [each for each in kept if each.dealt_with_at],
            "has_joined": Membership.objects.open().filter(user=request.user).exists(),
            "has_pictures": form.has_pictures(),
            "most_megabytes": settings.HUB_MAX_UPLOAD_MB,
            "most_bytes": settings.HUB_MAX_UPLOAD_MB * 1024 * 1024,
            "terms_url": terms_url(request),
            **context,
        },
        status=status,
    )


@sign_in_first
@require_GET
def preview(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """What is saved, as the published page will show it."""
    submission = own_submission(request, pk)
    context = {"submission": submission, "may_edit": standing_of(submission).may_edit}
    return render_preview(request, submission, context)
