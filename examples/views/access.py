"""Whose an example is: the one look-up of every contributor's view, and what all of them show."""

from __future__ import annotations

import uuid

from django.http import Http404, HttpRequest

from examples.models import Submission
from examples.views.stashed_forms import drop_stash, stashed_form
from knowledge.models import InformationPage
from knowledge.public_pages import public_of
from knowledge.users.requests import SignedInRequest


def own_submission(request: SignedInRequest, pk: uuid.UUID) -> Submission:
    """The signed-in person's submission; Http404 for anybody else's, as if it did not exist."""
    submission = (
        Submission.objects.of(request.user)
        .select_related("region", "organisation", "owner", "page")
        .filter(pk=pk)
        .first()
    )
    if submission is None:
        if stashed_form(request, pk):
            # Somebody else has signed in on this device: what was kept is not theirs.
            drop_stash(request)
        raise Http404
    return submission


def terms_url(request: HttpRequest) -> str:
    """Where the terms with the licence are; "" while that page is not published."""
    page = public_of(InformationPage).filter(slug__startswith="terms").first()
    return page.get_url(request) if page else ""
