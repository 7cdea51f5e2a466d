"""A wall of sticky notes behind its link: begin, look, act, and what came of it."""

from __future__ import annotations

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_http_methods, require_safe

from knowledge.models import ToolPage
from knowledge.people.privacy import private_page
from knowledge.public_pages import public_of
from knowledge.workspaces import wall_word
from knowledge.workspaces.kinds import Kind
from knowledge.workspaces.personal_data import NobodysForm
from knowledge.workspaces.private_links import Opened, private_link, refused_start
from knowledge.workspaces.q_sort import Q_SORT
from knowledge.workspaces.story_cubes import STORY_CUBES
from knowledge.workspaces.wall import (
    MOST,
    SORTS,
    STICKY_NOTES,
    WallFull,
    add,
    begin_wall,
    columns_of,
    give_dot,
    move,
    state_of,
)
from knowledge.workspaces.wall_forms import TextForm


def tool_page(kind: Kind) -> ToolPage:
    """The public page of the tool that is done on screen; 404 without one."""
    pages = public_of(ToolPage).filter(on_screen=kind.key).order_by("path")
    if page := pages.first():
        return page
    raise Http404


@private_page
@require_http_methods(["GET", "HEAD", "POST"])
def start_wall(request: HttpRequest) -> HttpResponse:
    """What the link is, and the question that makes one."""
    form = TextForm(request.POST if request.method == "POST" else None, "question")
    return begun(
        request,
        STICKY_NOTES,
        form,
        "workspaces/start_wall.html",
        lambda typed: begin_wall(typed["text"]),
    )


def begun(
    request: HttpRequest,
    kind: Kind,
    form: NobodysForm,
    template: str,
    begin: Callable[[dict[str, str]], str],
) -> HttpResponse:
    """To the new wall, whose key `begin` gives for what was typed; until then the form."""
    page = tool_page(kind)
    if request.method == "POST" and form.is_valid():
        if refused := refused_start(request, kind):
            return refused
        return redirect(kind.start, key=begin(form.cleaned_data))
    return render(request, template, {"tool": page, "form": form})


@require_safe
@private_link(STICKY_NOTES.key)
def show_wall(request: HttpRequest, opened: Opened) -> HttpResponse:
    """The wall."""
    return wall_as_page(request, opened)


def wall_as_page(
    request: HttpRequest, opened: Opened, forms: dict[str, TextForm] | None = None, gone: str = ""
) -> HttpResponse:
    """The wall, with forms that could not be kept; `gone` is the sort of what somebody deleted."""
    wall = opened.workspace.wall
    columns = columns_of(wall)
    forms = forms or {}
    context = {
        "opened": opened,
        "wall": wall,
        "columns": columns,
        "count": sum(len(column.notes) for column in columns),
        "forms": {sort: forms.get(sort) or TextForm(None, sort) for sort in SORTS},
        "failed": next(iter(forms.values()), None),
        "gone": gone,
    }
    return render(request, "workspaces/wall.html", context)


@require_safe
@private_link(STICKY_NOTES.key, Q_SORT.key, STORY_CUBES.key)
def state(request: HttpRequest, opened: Opened) -> HttpResponseBase:
    """The wall as data, for pages that show it; 304 where nothing changed."""
    wall = opened.workspace.wall
    etag = f'"{wall.state}"'
    unchanged = get_conditional_response(request, etag=etag)
    return unchanged or JsonResponse(state_of(wall), headers={"ETag": etag})


@require_http_methods(["GET", "HEAD", "POST"])
@private_link(STICKY_NOTES.key, writes=True, only_posted=True)
def act(request: HttpRequest, opened: Opened) -> HttpResponseBase:
    """One thing done on the wall: "add:note", "dot:note:5", "undot:group:2" or "move:5" with "to-5".

    Answers a script with the wall as data, a form with the wall.
    """
    verb, *rest = request.POST.get("act", "").split(":")
    target = ""
    match verb, rest:
        case "add", [("note" | "group") as sort]:
            form = TextForm(request.POST, sort)
            pk = _add(opened, sort, form)
            if pk is None:
                return wall_as_page(request, opened, {sort: form})
            target = f"{sort}-{pk}"
        case (("dot" | "undot"), [("note" | "group") as sort, pk]) if is_number(pk):
            give_dot(opened, sort, int(pk), back=verb == "undot")
            target = f"{sort}-{pk}"
        case "move", [pk] if is_number(pk):
            group = request.POST.get(f"to-{pk}", "")
            if is_number(group) or not group:
                move(opened, int(pk), int(group) if group else None)
            target = f"note-{pk}"
    return done(request, opened, STICKY_NOTES, target)


def done(request: HttpRequest, opened: Opened, kind: Kind, target: str) -> HttpResponseBase:
    """A script is answered with the wall as data, a form with the page."""
    if request.headers.get("Accept") == "application/json":
        opened.workspace.wall.refresh_from_db()
        return JsonResponse(state_of(opened.workspace.wall))
    return redirect(f"{reverse(kind.start, args=[opened.key])}#{target}")


def is_number(words: str) -> bool:
    """Whether it can be the number of a row."""
    return words.isascii() and words.isdecimal() and len(words) < 19


def _add(opened: Opened, sort: str, form: TextForm) -> int | None:
    """The new row's number; None where the form says why not."""
    if form.is_valid():
        try:
            return add(opened, sort, form.cleaned_data["token"], form.cleaned_data["text"]).pk
        except WallFull:
            form.add_error(
                None, f"This wall holds {MOST[sort]} {sort}s, and it is full. Start another one."
            )
    return None


@require_safe
@private_link(STICKY_NOTES.key)
def result(request: HttpRequest, opened: Opened) -> HttpResponse:
    """What came of it, as columns and as a table."""
    wall = opened.workspace.wall
    context = {"opened": opened, "wall": wall, "columns": columns_of(wall)}
    return render(request, "workspaces/wall_result.html", context)


@require_safe
@private_link(STICKY_NOTES.key)
def download(request: HttpRequest, opened: Opened) -> HttpResponse:
    """The same as a Word file."""
    wall = opened.workspace.wall
    return word_file(STICKY_NOTES, wall_word.file_of(wall.question, columns_of(wall)))


def word_file(kind: Kind, content: bytes) -> HttpResponse:
    """To save under the tool's name."""
    response = HttpResponse(content, content_type=wall_word.MEDIA_TYPE)
    response["Content-Disposition"] = f'attachment; filename="{kind.key}.docx"'
    return response
