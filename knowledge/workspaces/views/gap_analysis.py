"""A gap analysis behind its link: begin, answer area by area, see the results, do it again."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from knowledge.people.privacy import private_page
from knowledge.public_pages import is_public_page, public_pages
from knowledge.web.cards import cards_of
from knowledge.workspaces import sheet, word
from knowledge.workspaces.booklets import booklet_of
from knowledge.workspaces.forms import AnswerForm
from knowledge.workspaces.models import AssessmentPage, Round
from knowledge.workspaces.private_links import Opened, private_link, refused_start
from knowledge.workspaces.questions import Area
from knowledge.workspaces.results import Helped, Results
from knowledge.workspaces.rounds import GAP_ANALYSIS, RoundOver, begin_round, save, start

RESULTS = "workspaces/results.html"
FILES = {"docx": word, "xlsx": sheet}


@private_page
@require_http_methods(["GET", "HEAD", "POST"])
def start_gap_analysis(request: HttpRequest, pk: int) -> HttpResponse:
    """What a private link is, and the button that makes one."""
    page = get_object_or_404(AssessmentPage, pk=pk)
    if not is_public_page(page) or not page.areas:
        raise Http404
    if request.method != "POST":
        return render(request, "workspaces/start.html", {"assessment": page})
    if refused := refused_start(request, GAP_ANALYSIS):
        return refused
    return redirect(GAP_ANALYSIS.start, key=start(page))


@require_safe
@private_link(GAP_ANALYSIS.key)
def overview(request: HttpRequest, opened: Opened) -> HttpResponse:
    """How far the group is, its links, and earlier rounds."""
    rounds = list(opened.workspace.rounds.all())
    results = Results(rounds[-1])
    to_do = next((area for area in results.areas if area.now.answered < area.now.total), None)
    context = {"opened": opened, "results": results, "earlier": rounds[-2::-1], "next_area": to_do}
    return render(request, "workspaces/overview.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@private_link(GAP_ANALYSIS.key, writes=True)
def area_form(request: HttpRequest, opened: Opened, number: int, at: int) -> HttpResponse:
    """The statements of one area."""
    asked = _round(opened, number)
    areas = asked.questions.areas
    if not 1 <= at <= len(areas):
        raise Http404
    area = areas[at - 1]
    if request.method != "POST" and not asked.is_newest:
        return redirect("workspaces:gap_results", key=opened.key, number=number)
    forms = _forms(request, asked, area)
    is_over = False
    if request.method == "POST":
        try:
            _save(opened, asked, forms)
        except RoundOver:
            is_over = True
        if not is_over and not any(form.errors or form.other for form in forms):
            return _go_on(request, opened, number, at + 1 if at < len(areas) else None)
    context = {
        "opened": opened,
        "round": asked,
        "area": area,
        "at": at,
        "count": len(areas),
        "forms": forms,
        "is_over": is_over,
        "has_errors": any(form.errors for form in forms),
        "has_conflicts": any(form.other for form in forms),
    }
    return render(request, "workspaces/area.html", context)


def _go_on(
    request: HttpRequest, opened: Opened, number: int, following: int | None
) -> HttpResponse:
    """Where the button leads: out, to the next area, or after the last one to the results."""
    if "stay" in request.POST:
        return redirect(GAP_ANALYSIS.start, key=opened.key)
    if following is None:
        return redirect("workspaces:gap_results", key=opened.key, number=number)
    return redirect("workspaces:gap_area", key=opened.key, number=number, at=following)


def _round(opened: Opened, number: int) -> Round:
    return get_object_or_404(opened.workspace.rounds, number=number)


def _forms(request: HttpRequest, asked: Round, area: Area) -> list[AnswerForm]:
    saved = {row.statement: row for row in asked.answers.all()}
    return [
        AnswerForm(
            request.POST if request.method == "POST" else None,
            number=number,
            statement=statement,
            levels=asked.questions.levels,
            answer=saved.get(statement.id),
        )
        for number, statement in enumerate(area.statements, 1)
    ]


def _save(opened: Opened, asked: Round, forms: list[AnswerForm]) -> None:
    """Save what can be saved; the others keep what was typed, and say why."""
    whole = {
        form.statement.id: form
        for form in forms
        if form.is_valid() and not form.cleaned_data["keep_other"]
    }
    conflicts = save(opened, asked, {name: form.typed() for name, form in whole.items()})
    saved = {row.statement: row for row in asked.answers.all()}
    for name, form in whole.items():
        if name in conflicts:
            form.show_other(conflicts[name])
        else:
            form.show_saved(saved.get(name))


@require_safe
@private_link(GAP_ANALYSIS.key)
def results(request: HttpRequest, opened: Opened, number: int) -> HttpResponse:
    """Scores, weakest areas with what can help, the plan, and the last time beside it."""
    return render(request, RESULTS, _shown(request, opened, Results(_round(opened, number))))


@require_POST
@private_link(GAP_ANALYSIS.key)
def make_booklet(request: HttpRequest, opened: Opened, number: int) -> HttpResponse:
    """The results as a file that the worker makes."""
    found = Results(_round(opened, number))
    title = f"Results: {found.questions.title}"
    return booklet_of(request, title, RESULTS, _shown(request, opened, found))


def _shown(request: HttpRequest, opened: Opened, found: Results) -> dict[str, object]:
    return {
        "opened": opened,
        "results": found,
        "weakest": _weakest(found, request),
        "is_newest": found.round.is_newest,
    }


def _weakest(found: Results, request: HttpRequest) -> list[Helped]:
    """The weakest areas with the pages that they name, as far as these are public now."""
    return [
        (each, cards_of(public_pages().filter(pk__in=each.area.helps), request))
        for each in found.weakest
    ]


@require_POST
@private_link(GAP_ANALYSIS.key, writes=True)
def do_again(request: HttpRequest, opened: Opened) -> HttpResponse:
    """The next round; a second click leads to it."""
    number = request.POST.get("number", "")
    begun = begin_round(opened, int(number) if number.isdecimal() else 0)
    return redirect("workspaces:gap_area", key=opened.key, number=begun.number, at=1)


@require_safe
@private_link(GAP_ANALYSIS.key)
def download(request: HttpRequest, opened: Opened, number: int, extension: str) -> HttpResponse:
    """A round as a file to keep."""
    if extension not in FILES:
        raise Http404
    asked = _round(opened, number)
    made = FILES[extension]
    found = Results(asked)
    response = HttpResponse(
        made.file_of(found, _weakest(found, request)), content_type=made.MEDIA_TYPE
    )
    name = f"gap-analysis-{asked.started_at:%Y-%m-%d}.{extension}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
