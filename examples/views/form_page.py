"""The form as a page: as it is saved, with what was wrong, or with both versions side by side."""

from __future__ import annotations

from typing import cast

from django.conf import settings
from django.http import HttpResponse, QueryDict
from django.shortcuts import render

from examples.draft_text import DraftText
from examples.forms import ExampleForm
from examples.models import Submission
from examples.quality_hints import Hint, quality_hints
from examples.submissions.differences import conflicts_of, differences
from examples.submissions.reading import status_of
from examples.submissions.take_moderators_words import UnseenWords
from examples.submissions.timeline import last_wish, open_comments_on
from examples.template_fields import FIELDS
from examples.views.access import terms_url
from knowledge.people.models import Membership
from knowledge.users.requests import SignedInRequest


def form_of(submission: Submission, data: QueryDict | None = None) -> ExampleForm:
    """The form over what is saved, or over what was posted."""
    return ExampleForm(submission, data, is_region_fixed=status_of(submission).is_region_fixed)


def form_page(
    request: SignedInRequest,
    submission: Submission,
    form: ExampleForm,
    status: int = 200,
    **context: object,
) -> HttpResponse:
    """The page; `context` says what else it shows."""
    submission_status = status_of(submission)
    kept = list(submission.unplaced_texts.all())
    return render(
        request,
        "share/form.html",
        {
            "form": form,
            "submission": submission,
            "submission_status": submission_status,
            "wish": last_wish(submission) if submission_status.asks_for_changes else "",
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


def refused_page(
    request: SignedInRequest, saved: Submission, name: str, sentences: list[str]
) -> HttpResponse:
    """The form again, with what was just saved, and beside that field what was wrong."""
    saved.refresh_from_db()
    form = with_version(form_of(saved, request.POST), saved)
    for sentence in sentences:
        form.add_error(name, sentence)
    return form_page(request, saved, form, status=400)


def conflict_page(
    request: SignedInRequest, saved: Submission, form: ExampleForm, mine: DraftText
) -> HttpResponse:
    """Both texts: what is saved now, and in the form what was typed here."""
    form.submission = saved
    conflicts = conflicts_of(mine, saved, form.cleaned_data["version"])
    return form_page(
        request,
        saved,
        with_version(form, saved),
        status=409,
        conflicts=conflicts,
        is_conflict=True,
        is_unsaved=True,
    )


def moderators_page(
    request: SignedInRequest, saved: Submission, form: ExampleForm, unseen: UnseenWords
) -> HttpResponse:
    """Both texts: what a moderator changed meanwhile, and in the form what was typed here."""
    found = differences(form.text(), unseen.theirs)
    return form_page(
        request,
        saved,
        with_version(form, saved),
        status=409,
        conflicts=[each for each in found if each.name in unseen.touched],
        is_conflict=True,
        is_by_moderator=True,
        is_unsaved=True,
    )


def with_version(form: ExampleForm, submission: Submission) -> ExampleForm:
    """The same form, resting on the version that is saved now."""
    data = cast(QueryDict, form.data).copy()
    data["version"] = str(submission.version)
    form.data = data
    return form


def hints_for(form: ExampleForm) -> list[tuple[str, Hint]]:
    """What would make the answers in this form more useful, each with its field's label."""
    definition = form.template_definition
    answers = {key: form[key].value() or "" for key in definition.keys}
    return [(FIELDS[hint.field].label, hint) for hint in quality_hints(answers, definition)]
