"""Q Sort behind its link: begin, look, move a card, and what came of it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from knowledge.people.privacy import private_page
from knowledge.workspaces import wall_word
from knowledge.workspaces.private_links import Opened, private_link
from knowledge.workspaces.q_sort import (
    Q_SORT,
    Reworded,
    base_of,
    begin_q_sort,
    cards_of,
    columns_on,
    is_placed,
    picture_of,
    place,
    reword,
    words_of,
)
from knowledge.workspaces.views.wall import begun, done, is_number, word_file
from knowledge.workspaces.wall_forms import CardsForm, QSortForm


@private_page
@require_http_methods(["GET", "HEAD", "POST"])
def start_q_sort(request: HttpRequest) -> HttpResponse:
    """What the link is, and the cards that make one."""
    form = QSortForm(request.POST if request.method == "POST" else None)
    return begun(
        request,
        Q_SORT,
        form,
        "workspaces/start_q_sort.html",
        lambda typed: begin_q_sort(typed["question"], typed["statements"]),
    )


@require_safe
@private_link(Q_SORT.key)
def show_q_sort(request: HttpRequest, opened: Opened) -> HttpResponse:
    """The board."""
    return _board(request, opened)


def _board(request: HttpRequest, opened: Opened, full: str = "") -> HttpResponse:
    """`full` is the name of a column that took no more."""
    wall = opened.workspace.wall
    context = {"opened": opened, "wall": wall, "columns": columns_on(wall), "full": full}
    return render(request, "workspaces/q_sort.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@private_link(Q_SORT.key, writes=True, only_posted=True)
def act(request: HttpRequest, opened: Opened) -> HttpResponseBase:
    """A card is moved: "move:5" with "to-5"."""
    verb, _, card = request.POST.get("act", "").partition(":")
    column = request.POST.get(f"to-{card}", "")
    if verb == "move" and is_number(card) and (is_number(column) or not column):
        full = place(opened, int(card), int(column) if column else None)
        if full:
            return _board(request, opened, full)
    return done(request, opened, Q_SORT, f"note-{card}")


@require_http_methods(["GET", "HEAD", "POST"])
@private_link(Q_SORT.key, writes=True)
def change_cards(request: HttpRequest, opened: Opened) -> HttpResponseBase:
    """The form that made the board, to reword it while no card is placed."""
    board = opened.workspace.wall
    words = words_of(board)
    form = CardsForm(request.POST if request.method == "POST" else None, words)
    came = Reworded.PLACED if is_placed(board) else None
    if form.is_bound and form.is_valid():
        typed = form.cleaned_data
        came = reword(opened, typed["base"], [typed["question"], *typed["statements"]])
        if came is Reworded.DONE:
            return redirect(Q_SORT.start, key=opened.key)
    now: list[str] = []
    if came is Reworded.CHANGED:
        # Both are shown; what is saved next is saved knowing of the other.
        board.refresh_from_db()
        now, data = words_of(board), request.POST.copy()
        data["base"] = base_of(now)
        form = CardsForm(data, now)
    context = {"opened": opened, "form": form, "now": now, "is_placed": came is Reworded.PLACED}
    return render(request, "workspaces/q_sort_cards.html", context)


@require_safe
@private_link(Q_SORT.key)
def result(request: HttpRequest, opened: Opened) -> HttpResponse:
    """What came of it, as a pyramid and as a table."""
    wall = opened.workspace.wall
    columns = columns_on(wall)
    names = {note.pk: column.name for column in columns for note in column.notes}
    context = {
        "opened": opened,
        "wall": wall,
        "picture": picture_of(columns),
        "cards": [(card.text, names[card.pk]) for card in cards_of(columns)],
    }
    return render(request, "workspaces/q_sort_result.html", context)


@require_safe
@private_link(Q_SORT.key)
def download(request: HttpRequest, opened: Opened) -> HttpResponse:
    """The columns and the table as a Word file."""
    wall = opened.workspace.wall
    waiting, *placed = columns_on(wall)
    file = wall_word.file_of(wall.question, [*placed, waiting], group="Column", note="Card")
    return word_file(Q_SORT, file)
