"""Choose PDF or Word, watch it being made, take it."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from knowledge.access.guarded_links import guarded_link
from knowledge.booklets.making import ask_again, ask_for
from knowledge.booklets.models import Booklet, PagePart, TextPart
from knowledge.documents.files.views import hand_out
from knowledge.people.privacy import private_page
from knowledge.public_pages import public_pages
from knowledge.web.cards import cards_of
from knowledge.web.public_forms import is_sent_too_often
from knowledge.web.views.my_list import list_from

OFTEN = "30/h"
"""Of one client: a whole hospital may share one."""


@private_page
@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: HttpRequest) -> HttpResponse:
    """The pages named as in "My list", and a button for each format."""
    data = request.POST if request.method == "POST" else request.GET
    pks, notes = list_from(data)
    cards = {card.page.pk: card for card in cards_of(public_pages().filter(pk__in=pks), request)}
    if not cards:
        raise Http404("None of these pages is public.")
    title = data.get("title", "").strip()[:120]
    if request.method == "POST" and data.get("form") in Booklet.Format.values:
        if len(pks) == 1:
            title = cards[pks[0]].title
        return ask_and_show(
            request, title or "My list", [{"page": pk, "note": notes[pk]} for pk in pks]
        )
    context = {
        "cards": [cards[pk] for pk in pks if pk in cards],
        "pages": ".".join(map(str, pks)),
        "notes": {f"n{pk}": note for pk, note in notes.items() if note},
        "title": title,
        "formats": Booklet.Format,
    }
    return render(request, "booklets/choose.html", context)


def ask_and_show(
    request: HttpRequest, title: str, parts: Sequence[PagePart | TextPart]
) -> HttpResponse:
    """Have a booklet made in the format of the button that was pressed (`form`), and show how far it is."""
    if request.POST.get("form") not in Booklet.Format.values:
        raise Http404("No such format.")
    if is_sent_too_often(request, "booklet", OFTEN):
        return render(request, "429.html", status=429)
    return redirect("booklets:booklet", key=ask_for(title, request.POST["form"], parts))


@require_http_methods(["GET", "HEAD", "POST"])
@guarded_link("key")
@private_page
def show(request: HttpRequest, key: str) -> HttpResponse:
    """How far it is, and where it can be had; sent by POST, one that failed is tried again."""
    booklet = get_object_or_404(Booklet.with_key(key).defer("parts"))
    if request.method == "POST":
        ask_again(booklet)
        return redirect("booklets:booklet", key=key)
    return render(request, "booklets/booklet.html", {"booklet": booklet, "key": key})


@require_safe
@guarded_link("key")
@private_page
def download(request: HttpRequest, key: str) -> HttpResponseBase:
    """The file."""
    booklet = get_object_or_404(Booklet.with_key(key).exclude(file="").defer("parts"))
    return hand_out(request, booklet.file, booklet.file_name, is_public=False)
