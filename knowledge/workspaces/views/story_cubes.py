"""Story Cubes behind its link: begin, tell, roll again, and the stories."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from knowledge.people.privacy import private_page
from knowledge.workspaces import wall_word
from knowledge.workspaces.dice import PICTURES
from knowledge.workspaces.private_links import Opened, private_link
from knowledge.workspaces.story_cubes import STORY_CUBES, add_sentence, begin_story, roll_again
from knowledge.workspaces.views.wall import begun, done, is_number, word_file
from knowledge.workspaces.wall import Column, WallFull, columns_of
from knowledge.workspaces.wall_forms import TextForm


@private_page
@require_http_methods(["GET", "HEAD", "POST"])
def start_story(request: HttpRequest) -> HttpResponse:
    """What the link is, and the theme that makes one."""
    form = TextForm(request.POST if request.method == "POST" else None, "theme")
    return begun(
        request,
        STORY_CUBES,
        form,
        "workspaces/start_story_cubes.html",
        lambda typed: begin_story(typed["text"]),
    )


@require_safe
@private_link(STORY_CUBES.key)
def show_story(request: HttpRequest, opened: Opened) -> HttpResponse:
    """Rounds, each with its dice and its story."""
    return _page(request, opened)


def _shown(rounds: list[Column]) -> list[dict[str, object]]:
    """Rounds with each word of their dice."""
    return [
        {
            "group": each.group,
            "name": each.name,
            "words": each.name.split(", "),
            "notes": each.notes,
        }
        for each in rounds
    ]


def _page(
    request: HttpRequest, opened: Opened, form: TextForm | None = None, *, is_full: bool = False
) -> HttpResponse:
    rounds = columns_of(opened.workspace.wall)[1:]
    newest = rounds[-1].group
    context = {
        "opened": opened,
        "wall": opened.workspace.wall,
        "rounds": _shown(rounds),
        "newest": newest,
        # A sentence that could not be kept stays with its round.
        "seen": request.POST.get("round") or (newest.pk if newest else ""),
        "pictures": PICTURES,
        "form": form or TextForm(None, "sentence"),
        "is_full": is_full,
    }
    return render(request, "workspaces/story_cubes.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@private_link(STORY_CUBES.key, writes=True, only_posted=True)
def act(request: HttpRequest, opened: Opened) -> HttpResponseBase:
    """ "add:sentence" or "roll", both with the round that was seen."""
    typed = request.POST.get("round", "")
    seen = int(typed) if is_number(typed) else 0
    form, target = None, ""
    try:
        match request.POST.get("act", ""):
            case "add:sentence":
                form = TextForm(request.POST, "sentence")
                if not form.is_valid():
                    return _page(request, opened, form)
                made = add_sentence(
                    opened, seen, form.cleaned_data["token"], form.cleaned_data["text"]
                )
                target = f"note-{made.pk}"
            case "roll":
                roll_again(opened, seen)
                target = "newest"
    except WallFull:
        return _page(request, opened, form, is_full=True)
    return done(request, opened, STORY_CUBES, target)


@require_safe
@private_link(STORY_CUBES.key)
def result(request: HttpRequest, opened: Opened) -> HttpResponse:
    """The stories as text and as a table."""
    context = {
        "opened": opened,
        "wall": opened.workspace.wall,
        "rounds": _shown(columns_of(opened.workspace.wall)[1:]),
        "pictures": PICTURES,
    }
    return render(request, "workspaces/story_cubes_result.html", context)


@require_safe
@private_link(STORY_CUBES.key)
def download(request: HttpRequest, opened: Opened) -> HttpResponse:
    """The same as a Word file."""
    wall = opened.workspace.wall
    file = wall_word.file_of(wall.question, columns_of(wall)[1:], group="Dice", note="Sentence")
    return word_file(STORY_CUBES, file)
