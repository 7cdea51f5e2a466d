"""The ladder as a team: begin, answer, see how the answers lie."""

from __future__ import annotations

import uuid
from urllib.parse import urlencode

from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from knowledge.models import LadderPage, Rung
from knowledge.people.privacy import private_page
from knowledge.public_pages import public_of
from knowledge.web.ladder_questions import LadderForm, Outcome
from knowledge.workspaces.booklets import booklet_of
from knowledge.workspaces.private_links import Opened, begin, private_link, refused_start
from knowledge.workspaces.team_ladder import (
    TEAM_LADDER,
    TooManyAnswers,
    keep_answer,
    spread_of,
)

TEMPLATE = "workspaces/team_ladder.html"
MINE = "hub_my_answer"
"""Cookie of one team's ladder alone: which answer came from this browser."""
MINE_SECONDS = 24 * 60 * 60


def ladder_page() -> LadderPage | None:
    """The public page of the ladder."""
    return public_of(LadderPage).order_by("path").first()


@private_page
@require_http_methods(["GET", "HEAD", "POST"])
def start_team_ladder(request: HttpRequest) -> HttpResponse:
    """What a team's link is, and the button that makes one."""
    page = ladder_page()
    if page is None or not Rung.objects.exclude(statement="").exists():
        raise Http404
    if request.method != "POST":
        return render(request, "workspaces/start_ladder.html", {"ladder": page})
    if refused := refused_start(request, TEAM_LADDER):
        return refused
    return redirect(TEAM_LADDER.start, key=begin(TEAM_LADDER.key)[1])


@require_safe
@private_link(TEAM_LADDER.key)
def spread(request: HttpRequest, opened: Opened) -> HttpResponse:
    """How the answers lie, as a picture and a table; the way to answer, and to the links."""
    return render(request, TEMPLATE, _spread(request, opened))


@require_POST
@private_link(TEAM_LADDER.key)
def make_booklet(request: HttpRequest, opened: Opened) -> HttpResponse:
    """The same as a file that the worker makes."""
    return booklet_of(request, "Our team on the ladder", TEMPLATE, _spread(request, opened))


def _spread(request: HttpRequest, opened: Opened) -> dict[str, object]:
    mine = _token(request.GET.get("mine", ""))
    answered = mine and opened.workspace.team_answers.filter(token=mine).first()
    return {
        "opened": opened,
        "spread": spread_of(opened.workspace),
        "ladder": ladder_page(),
        "mine": answered.token if answered else None,
        "my_rung": answered.rung if answered else None,
    }


@require_http_methods(["GET", "HEAD", "POST"])
@private_link(TEAM_LADDER.key, writes=True)
def answer(request: HttpRequest, opened: Opened) -> HttpResponse:
    """The questions of the ladder, for one person of the team.

    Whoever comes back with the browser's Back changes their answer; else it would count twice.
    """
    mine = request.GET.get(
        "mine", "" if "another" in request.GET else request.COOKIES.get(MINE, "")
    )
    token = _token(request.POST.get("token", "") or mine) or uuid.uuid4()
    form = LadderForm(request.POST if request.method == "POST" else None, list(Rung.objects.all()))
    if request.method == "POST" and form.is_valid():
        outcome: Outcome = form.outcome()
        try:
            keep_answer(opened, token, outcome.rung)
        except TooManyAnswers:
            form.add_error(None, "This link has as many answers as it takes. Start another one.")
        else:
            back = reverse(TEAM_LADDER.start, args=[opened.key])
            response = redirect(f"{back}?{urlencode({'mine': token})}")
            response.set_cookie(
                MINE, str(token), max_age=MINE_SECONDS, path=back,
                secure=settings.SESSION_COOKIE_SECURE, httponly=True, samesite="Lax",
            )  # fmt: skip
            return response
    answered = opened.workspace.team_answers.filter(token=token).first()
    context = {"opened": opened, "form": form, "token": token, "answered": answered}
    return render(request, "workspaces/team_answer.html", context)


def _token(words: str) -> uuid.UUID | None:
    try:
        return forms.UUIDField().clean(words)
    except forms.ValidationError:
        return None
