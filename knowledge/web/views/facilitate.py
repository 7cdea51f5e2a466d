"""The view of whoever leads an activity: its steps one below the other, large, each with a timer."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from knowledge.models import ToolPage
from knowledge.public_pages import public_of


@require_safe
def facilitate(request: HttpRequest, page_id: int) -> HttpResponse:
    """The steps of a public tool. Http404 where it is not public or has none."""
    page = public_of(ToolPage).filter(pk=page_id).first()
    if page is None or not page.steps:
        raise Http404("There is no such activity.")
    return render(
        request,
        "pages/facilitate.html",
        {"tool": page, "url": page.get_url(request), "minutes": page.minutes_of_steps},
    )
