"""What an editor of a term may look at before publishing it: its glossary entry, and what apps add.

An app that uses terms shows there what the change would do: `register("queries", "…", view)`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

Preview = Callable[[Any, HttpRequest], HttpResponse]
"""(term, request) → the page that shows it."""

_previews: dict[str, tuple[str, Preview]] = {}


def register(mode: str, label: str, preview: Preview) -> None:
    """Offer a preview; called from an app's `ready()`. The first registered is shown at first."""
    _previews[mode] = (label, preview)


def preview_modes() -> list[tuple[str, str]]:
    """(mode, label) of every preview; the glossary entry has the mode without a name."""
    return [*((mode, label) for mode, (label, _) in _previews.items()), ("", "Glossary entry")]


def serve_preview(term: Model, request: HttpRequest, mode: str) -> HttpResponse:
    """The page that an editor sees for the mode."""
    if mode in _previews:
        return _previews[mode][1](term, request)
    return render(request, "pages/term_preview.html", {"term": term, "noindex": True})
