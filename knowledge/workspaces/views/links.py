"""The links of a workspace of any kind: where they lead, new ones, and closing."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from knowledge.workspaces.kinds import kind_of
from knowledge.workspaces.private_links import Opened, close, private_link, renew


@require_safe
@private_link()
def open_workspace(request: HttpRequest, opened: Opened) -> HttpResponse:
    """To the tool's own first page."""
    return redirect(kind_of(opened.workspace.kind).start, key=opened.key)


@require_http_methods(["GET", "HEAD", "POST"])
@private_link(writes=True)
def links(request: HttpRequest, opened: Opened) -> HttpResponse:
    """Both links to copy, and two ways to end them, each with a tick first."""
    kind = kind_of(opened.workspace.kind)
    wants = request.POST.get("act", "")
    is_sure = bool(request.POST.get(f"sure_{wants}"))
    if wants == "renew" and is_sure:
        return redirect("workspaces:links", key=renew(opened))
    if wants == "close" and is_sure:
        close(opened)
        return redirect("workspaces:links", key=opened.key)
    context = {"opened": opened, "kind": kind, "unsure": wants}
    return render(request, "workspaces/links.html", context)
