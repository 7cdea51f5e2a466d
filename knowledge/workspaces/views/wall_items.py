"""One note, or the name of a group: change or delete it. Two people at once lose nothing."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from knowledge.workspaces.private_links import Opened, private_link
from knowledge.workspaces.views.wall import wall_as_page
from knowledge.workspaces.wall import SORTS, STICKY_NOTES, Change, Item, change, delete
from knowledge.workspaces.wall_forms import TextForm

DELETE, DELETE_SURE = "delete", "delete:sure"


@require_http_methods(["GET", "HEAD", "POST"])
@private_link(STICKY_NOTES.key, writes=True)
def change_item(request: HttpRequest, opened: Opened, sort: str, pk: int) -> HttpResponseBase:
    """Its text in a form, and the buttons to save and to delete, which asks first: nobody can bring it back."""
    if sort not in SORTS:
        raise Http404
    item = SORTS[sort].objects.filter(wall=opened.workspace.wall, pk=pk).first()
    if request.method != "POST":
        return _page(request, opened, sort, item) if item else _back(opened)
    form = TextForm(request.POST, sort)
    is_valid = form.is_valid()  # to delete needs the version only
    version = form.cleaned_data.get("version") or 0
    if item is None:
        return _gone(request, opened, sort, form)
    does = request.POST.get("act")
    if does == DELETE and version == item.version:
        return render(
            request,
            "workspaces/wall_delete.html",
            {"opened": opened, "sort": sort, "item": item, "form": form, "sure": DELETE_SURE},
        )
    if does in (DELETE, DELETE_SURE):
        came = delete(opened, item, version)
    elif is_valid:
        came = change(opened, item, version, form.cleaned_data["text"])
    else:
        return _page(request, opened, sort, item, form)
    return _answer(request, opened, sort, form, came)


def _answer(
    request: HttpRequest, opened: Opened, sort: str, form: TextForm, came: Change
) -> HttpResponseBase:
    if came.done:
        return _back(opened, f"{sort}-{came.item.pk}" if came.item else "")
    if came.item is None:
        return _gone(request, opened, sort, form)
    # Both are shown; what is saved or deleted next is done knowing of the other.
    data = form.data.copy()  # type: ignore[attr-defined]
    data[form.add_prefix("version")] = str(came.item.version)
    return _page(request, opened, sort, came.item, TextForm(data, sort), is_conflict=True)


def _page(
    request: HttpRequest,
    opened: Opened,
    sort: str,
    item: Item,
    form: TextForm | None = None,
    *,
    is_conflict: bool = False,
) -> HttpResponse:
    context = {
        "opened": opened,
        "sort": sort,
        "item": item,
        "form": form or TextForm(None, sort, text=item.text, version=item.version),
        "is_conflict": is_conflict,
    }
    return render(request, "workspaces/wall_item.html", context)


def _gone(request: HttpRequest, opened: Opened, sort: str, form: TextForm) -> HttpResponse:
    """Somebody deleted it: what was typed stands in the form for a new one."""
    if request.POST.get("act") in (DELETE, DELETE_SURE):
        return _back(opened)
    typed = TextForm(None, sort, text=form["text"].value() or "")
    return wall_as_page(request, opened, {sort: typed}, gone=sort)


def _back(opened: Opened, target: str = "") -> HttpResponse:
    return redirect(f"{reverse(STICKY_NOTES.start, args=[opened.key])}#{target}")
