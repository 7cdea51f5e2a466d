"""See what becomes of one's examples, take one back, take it up again."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from examples.models import Submission
from examples.privacy import sign_in_first
from examples.submissions.errors import NotEditable
from examples.submissions.reading import standing_of, standings_of
from examples.submissions.states import Standing
from examples.submissions.timeline import events_of, open_comments_on
from examples.submissions.withdraw import reopen, withdraw
from examples.views.whose import own_submission


@sign_in_first
@require_GET
def my_examples(request: HttpRequest) -> HttpResponse:
    """The person's examples, the last saved first."""
    submissions = list(Submission.objects.of(request.user))
    standings = standings_of(submissions)
    rows = [{"submission": each, "standing": standings[each.pk]} for each in submissions]
    return render(request, "share/my_examples.html", {"rows": rows})


@sign_in_first
@require_GET
def my_example(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """How an example stands, what has happened, and what to do next."""
    submission = own_submission(request, pk)
    standing = standing_of(submission)
    context = {
        "submission": submission,
        "standing": standing,
        "events": events_of(submission),
        "comments": open_comments_on(submission),
        "page_url": submission.page.get_url(request) if standing is Standing.PUBLISHED else "",
    }
    return render(request, "share/my_example.html", context)


@sign_in_first
@require_POST
def withdraw_example(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Take it back before it is published."""
    submission = own_submission(request, pk)
    try:
        withdraw(submission, request.user)
    except NotEditable:
        messages.error(request, "This example cannot be taken back any more.")
    else:
        messages.success(request, "You have taken your example back. Your text is kept.")
    return redirect("examples:my_example", submission.pk)


@sign_in_first
@require_POST
def reopen_example(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Go on with what was taken back."""
    submission = own_submission(request, pk)
    try:
        reopen(submission)
    except NotEditable:
        return redirect("examples:my_example", submission.pk)
    return redirect("examples:write", submission.pk)
