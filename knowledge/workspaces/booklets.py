"""What a private link shows, as a booklet."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from knowledge.booklets.making import text_of_answer
from knowledge.booklets.views import ask_and_show


def booklet_of(
    request: HttpRequest, title: str, template: str, context: Mapping[str, object]
) -> HttpResponse:
    """Have this page made as a file, without what works only on the hub."""
    whole = render_to_string(template, dict(context), request)
    return ask_and_show(request, title, [text_of_answer(title, whole, "/")])
