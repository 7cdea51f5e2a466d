"""Saves an open form by itself, every few seconds; answers the form's script, never a page.

Whatever is wrong is said as a `reason`, and the text stays in the form: nothing is decided here that
a person would have to know of.
"""

from __future__ import annotations

import uuid

from django.http import JsonResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_POST

from examples.form_tokens import new_token, without_form_token
from examples.forms import ExampleForm
from examples.models import Submission
from examples.submissions.differences import conflicts_of
from examples.submissions.errors import NotEditable, StaleVersion
from examples.views.access import own_submission
from examples.views.form_page import form_of, hints_for
from examples.views.stashed_forms import drop_stash
from examples.views.writing import save_form
from knowledge.people.privacy import private_page
from knowledge.users.requests import SignedInRequest


@private_page
@require_POST
@without_form_token(new_token)
def autosave(request: SignedInRequest, pk: uuid.UUID) -> JsonResponse:
    """Save what the form says now."""
    if not request.user.is_authenticated:
        return JsonResponse({"reason": "signed_out"}, status=401)
    submission = own_submission(request, pk)
    form = form_of(submission, request.POST)
    if not form.is_valid():
        errors = [
            {"name": name, "text": str(text)}
            for name, texts in form.errors.items()
            for text in texts
        ]
        return JsonResponse({"reason": "invalid", "errors": errors}, status=400)
    try:
        saved = save_form(submission, form)
    except NotEditable:
        return JsonResponse({"reason": "locked"}, status=409)
    except StaleVersion as conflict:
        return _two_versions(conflict.saved, form)
    drop_stash(request)
    return JsonResponse(_saved(saved, form))


def _saved(saved: Submission, form: ExampleForm) -> dict[str, object]:
    months = {
        row.field.name: render_to_string(
            "share/month.html", {"month": row.month, "has_words": row.is_answered}
        )
        for row in form.answer_rows()
        if row.definition.is_date
    }
    return {
        "version": saved.version,
        "saved_at": f"{timezone.localtime(saved.saved_at):%H:%M}",
        "months": months,
        "spots": [f"spot-{spot.finding.identity}" for spot in form.spots],
        "hints": render_to_string("share/hints.html", {"hints": hints_for(form)}),
    }


def _two_versions(saved: Submission, form: ExampleForm) -> JsonResponse:
    conflicts = conflicts_of(form.text(), saved, form.cleaned_data["version"])
    html = render_to_string("share/conflict.html", {"submission": saved, "conflicts": conflicts})
    return JsonResponse(
        {"reason": "two_versions", "version": saved.version, "html": html}, status=409
    )
