"""Pictures and documents of an example: added by the form's script, and shown to those who may see them."""

from __future__ import annotations

import uuid

from django.http import Http404, HttpRequest, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.views.decorators.http import require_POST, require_safe

from examples.form_tokens import new_token, without_form_token
from examples.models import PracticeExamplePage, Submission, SubmissionFile
from examples.shown_files import SMALLER, private_file
from examples.submissions.attach import RefusedUpload, attach
from examples.submissions.errors import NotEditable
from examples.views.access import own_submission
from examples.views.buttons import TOO_MANY_FILES
from examples.views.form_page import form_of
from knowledge.access.admin_gate import opens_admin
from knowledge.people.accounts.limits import may_upload
from knowledge.people.privacy import private_page
from knowledge.users.requests import SignedInRequest

LOCKED = "This example is with a moderator now, so nothing can be added."
CHOOSE = "Choose a file first."


def _new_token(request: HttpRequest, pk: uuid.UUID) -> JsonResponse:
    return new_token(request, pk) if request.user.is_authenticated else _signed_out()


def _signed_out() -> JsonResponse:
    return JsonResponse({"reason": "You have been signed out. Sign in again."}, status=401)


@private_page
@require_POST
@without_form_token(_new_token)
def add_file(request: SignedInRequest, pk: uuid.UUID) -> JsonResponse:
    """Attach one file; answers the form's script with the new item of its list, or says why not."""
    if not request.user.is_authenticated:
        return _signed_out()
    submission = own_submission(request, pk)
    upload = request.FILES.get("files")
    try:
        token = uuid.UUID(request.POST.get("upload", ""))
    except ValueError:
        token = uuid.uuid4()
    if upload is None:
        return JsonResponse({"reason": CHOOSE}, status=400)
    if not may_upload(request):
        return JsonResponse({"reason": TOO_MANY_FILES}, status=400)
    try:
        file = attach(submission, upload, token)
    except RefusedUpload as refused:
        return JsonResponse({"reason": str(refused)}, status=400)
    except NotEditable:
        return JsonResponse({"reason": LOCKED}, status=409)
    item = next(each for each in form_of(submission).file_rows() if each.file == file)
    html = render_to_string("share/file_item.html", {"item": item, "is_new": True})
    return JsonResponse({"html": html, "name": file.name, "picture": file.is_picture})


@private_page
@require_safe
def show_file(request: HttpRequest, pk: uuid.UUID, file_pk: int) -> HttpResponseBase:
    """A contributor's file for its authors, and once it was sent for those who may edit its page.

    404 for everybody else, as if it did not exist.
    """
    file = get_object_or_404(
        SubmissionFile.objects.attached().select_related("submission"), pk=file_pk, submission=pk
    )
    if not (_is_author(request, pk) or _is_moderator(request, file.submission)):
        raise Http404
    wants_smaller = request.GET.get("size") == SMALLER and bool(file.smaller)
    try:
        stored = (file.smaller if wants_smaller else file.file).open("rb")
    except OSError as error:
        raise Http404 from error
    return private_file(stored, file.name, is_picture=file.is_picture)


def _is_author(request: HttpRequest, pk: uuid.UUID) -> bool:
    user = request.user
    return user.is_authenticated and Submission.objects.of(user).filter(pk=pk).exists()


def _is_moderator(request: HttpRequest, submission: Submission) -> bool:
    if not (submission.page_id and opens_admin(request)):
        return False
    page = PracticeExamplePage.objects.get(pk=submission.page_id)
    return page.permissions_for_user(request.user).can_edit()
