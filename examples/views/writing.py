"""Write an example: every button saves first; whatever goes wrong, what was typed is kept."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods

from examples.form_tokens import without_form_token
from examples.forms import ExampleForm
from examples.models import Submission
from examples.preview import render_preview
from examples.submissions.errors import NotEditable, StaleVersion
from examples.submissions.reading import status_of
from examples.submissions.save_draft import save_draft
from examples.views.access import own_submission
from examples.views.buttons import change_files, pressed
from examples.views.form_page import conflict_page, form_of, form_page, refused_page
from examples.views.stashed_forms import drop_stash, stash_form, stashed_form
from knowledge.people.privacy import private_page, redirect_to_sign_in, sign_in_first
from knowledge.users.requests import SignedInRequest

SENT_ELSEWHERE = (
    "This example is with a moderator, so it cannot be changed here. What you typed is below: "
    "copy what you want to keep."
)
PRESS_AGAIN = (
    "You have signed in again since you opened this page. Nothing has been saved yet. What you "
    "typed is below: please press the button again."
)


def _signed_out(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """What was typed is kept until somebody has signed in again."""
    if request.method == "POST" and Submission.objects.filter(pk=pk).exists():
        stash_form(request, pk)
    return redirect_to_sign_in(request.path)


def _press_again(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Nothing is done, and the form comes back with all that was typed."""
    if not request.user.is_authenticated:
        return _signed_out(request, pk)
    submission = own_submission(request, pk)
    form = form_of(submission, request.POST)
    form.add_error(None, PRESS_AGAIN)
    return form_page(request, submission, form, status=403, is_unsaved=True)


@private_page
@require_http_methods(["GET", "POST"])
@without_form_token(_press_again)
def write(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """The form: save, preview, send. Without a sign-in what was typed is kept for afterwards."""
    if not request.user.is_authenticated:
        return _signed_out(request, pk)
    submission = own_submission(request, pk)
    if request.method == "POST":
        return _save(request, submission)
    if kept := stashed_form(request, pk):
        form = form_of(submission, kept)
        form.is_valid()
        messages.warning(
            request,
            "You were signed out while you wrote. We kept what you typed: it is below. "
            "It is not saved yet.",
        )
        return form_page(request, submission, form, is_unsaved=True)
    if not status_of(submission).may_edit:
        return redirect("examples:my_example", submission.pk)
    return form_page(request, submission, form_of(submission))


def save_form(submission: Submission, form: ExampleForm) -> Submission:
    """Save what a valid form says. Raises StaleVersion and NotEditable."""
    data = form.cleaned_data
    saved = save_draft(
        submission, form.text(), data["version"], form=data["token"], count=data["saves"] or 0
    )
    Submission.objects.filter(pk=saved.pk).update(licence_ticked=data["licence"])
    return saved


def _save(request: SignedInRequest, submission: Submission) -> HttpResponse:
    """Save, change files, then do what the button says."""
    form = form_of(submission, request.POST)
    if _is_sent_already(request, submission):
        return redirect("examples:my_example", submission.pk)
    if not form.is_valid():
        return form_page(request, submission, form, status=400, is_unsaved=True)
    text = form.text()
    try:
        saved = save_form(submission, form)
    except StaleVersion as conflict:
        if _is_sent_already(request, conflict.saved):
            return redirect("examples:my_example", submission.pk)
        return conflict_page(request, conflict.saved, form, text)
    except NotEditable:
        submission.refresh_from_db()
        if _is_sent_already(request, submission):
            return redirect("examples:my_example", submission.pk)
        form.add_error(None, SENT_ELSEWHERE)
        return form_page(request, submission, form, status=409, is_locked=True)
    drop_stash(request)
    try:
        refused = change_files(request, saved)
    except NotEditable:  # sent from another window in this very moment
        return redirect("examples:my_example", saved.pk)
    if refused:
        return refused_page(request, saved, "files", refused)
    return pressed(request)(request, saved, form)


def _is_sent_already(request: HttpRequest, submission: Submission) -> bool:
    """Whether this very form was sent and accepted: the second half of a double click."""
    is_sent = submission.state in (Submission.State.SENT, Submission.State.HELD)
    token = request.POST.get("token", "")
    is_this_form = bool(submission.form_token) and str(submission.form_token) == token
    return "send" in request.POST and is_sent and is_this_form


@sign_in_first
@require_GET
def preview(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """What is saved, as the published page will show it."""
    submission = own_submission(request, pk)
    context = {"submission": submission, "may_edit": status_of(submission).may_edit}
    return render_preview(request, submission, context)
