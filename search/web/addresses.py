"""Addresses of results: everything a visitor chose stands in them, so they can be shared. Pure."""

from __future__ import annotations

from dataclasses import replace

from django.urls import reverse
from django.utils.http import urlencode

from search.language.query import RELEVANCE, SearchQuery


def results_address(
    query: SearchQuery, *, without: tuple[str, str] | None = None, page: int = 1
) -> str:
    """The address of these results, of another page of them, or without one chosen value."""
    pairs: list[tuple[str, str]] = [("q", query.text)] if query.text else []
    for name, values in query.filters.items():
        pairs += [(name, value) for value in values if (name, value) != without]
    if query.sort != RELEVANCE:
        pairs.append(("sort", query.sort))
    if query.is_exact:
        pairs.append(("exact", "1"))
    if page > 1:
        pairs.append(("page", str(page)))
    address = reverse("search:results")
    return f"{address}?{urlencode(pairs)}" if pairs else address


def exactly_as_typed(query: SearchQuery) -> str:
    """The address of the first results for just what was typed."""
    return results_address(replace(query, is_exact=True, page=1))


def for_text(query: SearchQuery, text: str) -> str:
    """The address of the first results for another text, with the same filters."""
    return results_address(replace(query, text=text, is_exact=False, page=1))


def without_filters(query: SearchQuery) -> str:
    """The address of the same words without any filter."""
    pairs = [("q", query.text)] if query.text else []
    address = reverse("search:results")
    return f"{address}?{urlencode(pairs)}" if pairs else address


def page_numbers(page: int, pages: int) -> list[int | None]:
    """Page numbers to offer: first, last and those around; None for a gap."""
    near = sorted({1, pages, *range(max(1, page - 1), min(pages, page + 1) + 1)})
    shown: list[int | None] = []
    for number in near:
        if shown and shown[-1] is not None and number - shown[-1] == 2:
            shown.append(number - 1)
        elif shown and shown[-1] is not None and number - shown[-1] > 2:
            shown.append(None)
        shown.append(number)
    return shown
