"""See what becomes of one's examples, take one back, take it up again."""

from __future__ import annotations

import uuid
from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST
from wagtail.models import Comment

from examples.models import FollowUp, Submission
from examples.submissions.answer_comment import answer_comment
from examples.submissions.correct import begin_correction, drop_correction
from examples.submissions.errors import NotEditable
from examples.submissions.follow_up import decline_follow_up
from examples.submissions.groups import grouped
from examples.submissions.reading import status_of, statuses_of
from examples.submissions.states import SubmissionStatus
from examples.submissions.timeline import events_of, last_refusal, open_comments_on, wish_to_answer
from examples.submissions.who_has_it import who_has_it
from examples.submissions.withdraw import reopen, withdraw, withdraw_from_public
from examples.submissions.wording_changes import wording_changes
from examples.views.access import own_submission
from knowledge.people.organisations.membership_defaults import memberships_of
from knowledge.people.privacy import sign_in_first
from knowledge.users.models import User
from knowledge.users.requests import SignedInRequest

ANSWER_LENGTH = 5000
"""Characters of an answer to a comment."""


@sign_in_first
@require_GET
def my_examples(request: SignedInRequest) -> HttpResponse:
    """The person's examples in groups, those that wait for them first; the last saved first."""
    submissions = list(Submission.objects.of(request.user).select_related("page", "owner"))
    submission_statuses = statuses_of(submissions)
    rows = [
        (
            submission_statuses[each.pk].name,
            {
                "submission": each,
                "submission_status": submission_statuses[each.pk],
                "is_own": each.owner_id == request.user.pk,
                "published_at": each.page.first_published_at if each.page else None,
            },
        )
        for each in submissions
    ]
    context = {"groups": grouped(rows), "organisations": memberships_of(request.user)}
    return render(request, "share/my_examples.html", context)


@sign_in_first
@require_GET
def my_example(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """How an example stands, who has it, what has happened, and what to do next."""
    return _example_page(request, own_submission(request, pk))


def _example_page(
    request: HttpRequest, submission: Submission, status: int = 200, **context: object
) -> HttpResponse:
    submission_status = status_of(submission)
    follow_up = FollowUp.objects.filter(submission=submission).first()
    return render(
        request,
        "share/my_example.html",
        {
            "submission": submission,
            "submission_status": submission_status,
            "has_it": who_has_it(submission, submission_status),
            "refusal": last_refusal(submission)
            if submission_status is SubmissionStatus.NOT_SUITABLE
            else None,
            "events": events_of(submission),
            "comments": [
                *(wish_to_answer(submission) if submission_status.asks_for_changes else []),
                *open_comments_on(submission),
            ],
            "changes": wording_changes(submission),
            "asks_for_outcomes": bool(
                follow_up and follow_up.is_open and submission_status.is_public
            ),
            "page_url": submission.page.get_url(request)
            if submission.page and submission_status.is_public
            else "",
            **context,
        },
        status=status,
    )


def _by_button(
    verb: Callable[[Submission, User], object], *, done: str, refused: str
) -> Callable[..., HttpResponseBase]:
    """A view that does one verb to one's own example, says so, and leads back to its page."""

    @sign_in_first
    @require_POST
    def view(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
        submission = own_submission(request, pk)
        try:
            verb(submission, request.user)
        except NotEditable:
            messages.error(request, refused)
        else:
            messages.success(request, done)
        return redirect("examples:my_example", submission.pk)

    return view


withdraw_example = _by_button(
    withdraw,
    done="You have taken your example back. Your text is kept.",
    refused="This example cannot be taken back any more.",
)
withdraw_from_public_example = _by_button(
    withdraw_from_public,
    done="You have withdrawn your example. It is not public any more. Your text is kept.",
    refused="This example is not public, so it cannot be withdrawn.",
)
drop_correction_of_example = _by_button(
    drop_correction,
    done="You have dropped your correction. The published text stays as it is.",
    refused="There is no correction to drop.",
)
decline_follow_up_of_example = _by_button(
    lambda submission, user: decline_follow_up(submission),
    done="Thank you for telling us. We do not ask again.",
    refused="This example is not public, so nobody asks about it.",
)


@sign_in_first
@require_POST
def reopen_example(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Go on with what was taken back."""
    submission = own_submission(request, pk)
    try:
        reopen(submission)
    except NotEditable:
        messages.error(request, "This example cannot be taken up again.")
        return redirect("examples:my_example", submission.pk)
    return redirect("examples:write", submission.pk)


@sign_in_first
@require_POST
def correct_example(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Write again about what is public; `to=evaluation` opens the form where outcomes go."""
    submission = own_submission(request, pk)
    try:
        begin_correction(submission)
    except NotEditable:
        messages.error(request, "This example cannot be corrected now.")
        return redirect("examples:my_example", submission.pk)
    address = reverse("examples:write", args=[submission.pk])
    return redirect(
        f"{address}#id_evaluation" if request.POST.get("to") == "evaluation" else address
    )


@sign_in_first
@require_POST
def answer_example(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Answer a moderator's comment."""
    submission = own_submission(request, pk)
    comment, text = request.POST.get("comment", ""), request.POST.get("answer", "").strip()
    error = ""
    if not text:
        error = "Write your answer before you send it."
    elif len(text) > ANSWER_LENGTH:
        error = f"Your answer has more than {ANSWER_LENGTH:,} characters. Shorten it."
    if error:
        return _example_page(
            request,
            submission,
            400,
            answer_error=error,
            answered=int(comment) if comment.isdigit() else 0,
            typed_answer=text,
        )
    try:
        answer_comment(submission, request.user, int(comment) if comment.isdigit() else 0, text)
    except Comment.DoesNotExist:
        raise Http404 from None
    except NotEditable:
        return _example_page(
            request,
            submission,
            409,
            answer_error="Nobody reads answers here any more. Copy what you want to keep.",
            answered=int(comment),
            typed_answer=text,
        )
    messages.success(request, "Your answer has been sent.")
    return redirect("examples:my_example", submission.pk)
