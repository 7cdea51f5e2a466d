"""The page of results: one address, GET only, the same with and without JavaScript."""

from __future__ import annotations

from dataclasses import asdict
from functools import partial

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from knowledge.caching.making import kept_whole, shares_what_was_asked
from knowledge.models import PackPage
from knowledge.public_pages import public_of, visibility_snapshot
from knowledge.web.navigation import ContentsItem, contents_of, pack_sections
from search.answering.answer import answer
from search.answering.moved import with_current_bodies
from search.answering.suggestions import suggestions
from search.insight import event_log
from search.insight.popular import popular_queries
from search.language.query import NEWEST, PAGE_SIZE, REACH, SORTS, SearchQuery
from search.language.results import SearchResults
from search.web.addresses import (
    exactly_as_typed,
    for_text,
    page_numbers,
    results_address,
    without_filters,
)
from search.web.rate_limit import is_asked_too_often

SUGGESTIONS_RATE = 240
"""A minute from one network: a ward's people share an address, and nobody types faster."""
SUGGESTIONS_KEPT = 30
"""Seconds a browser keeps suggestions; what was made private is gone from them after that."""


@shares_what_was_asked
@require_safe
@visibility_snapshot()
def results(request: HttpRequest) -> HttpResponse:
    """What was found for the address, whatever stands in it."""
    query = SearchQuery.from_querydict(request.GET)
    if (moved := with_current_bodies(query)) is not query:
        return redirect(results_address(moved), permanent=True)
    found = answer(query)
    token = event_log.token_of(request)
    context = {
        **_context(query, found),
        "token": token,
        "reports_clicks": not event_log.refuses_tracking(request),
    }
    if context["is_start"]:
        context |= _ways_in(found)
    elif not found.hits and not found.promoted:
        context["sections"] = _sections(request)
    response = render(request, "pages/search.html", context)
    if event := event_log.event_of(request, query, found, session=token):
        event_log.after_sending(response, partial(event_log.record, event))
    return response


# It changes nothing but a count that belongs to the token, and a beacon can carry no other proof.
@csrf_exempt
@require_POST
def clicked(request: HttpRequest) -> HttpResponse:
    """A visitor opened a result: counted unless the browser asks not to be followed."""
    response = HttpResponse(status=204)
    if not event_log.refuses_tracking(request):
        session, text = request.POST.get(event_log.TOKEN, ""), request.POST.get("q", "")
        event_log.after_sending(response, partial(event_log.record_click, session[:40], text[:300]))
    return response


@kept_whole
@require_safe
def suggest(request: HttpRequest) -> HttpResponse:
    """What to suggest for `q`, as JSON: label, address and kind of each. A proxy keeps nothing of it."""
    if is_asked_too_often(request, "suggestions", SUGGESTIONS_RATE):
        return JsonResponse({"suggestions": []}, status=429)
    found = suggestions(request.GET.get("q", ""))
    response = JsonResponse({"suggestions": [asdict(each) for each in found]})
    patch_cache_control(response, private=True, max_age=SUGGESTIONS_KEPT)
    response["X-Robots-Tag"] = "noindex"
    return response


def _ways_in(found: SearchResults) -> dict[str, object]:
    """What to offer to somebody who has asked for nothing yet: topics, and what others looked for."""
    topics = next((facet.values for facet in found.facets if facet.name == "topic"), ())
    return {
        "topics": [
            (topic.label, results_address(SearchQuery(filters={"topic": (topic.value,)})))
            for topic in topics
        ],
        "popular": [(text, results_address(SearchQuery(text=text))) for text in popular_queries()],
        "everything_url": results_address(SearchQuery(sort=NEWEST)),
    }


def _sections(request: HttpRequest) -> list[ContentsItem]:
    """The first level of the pack's contents, as a way on when nothing was found."""
    pack = public_of(PackPage).order_by("path").first()
    return contents_of(pack_sections(pack), pack.depth + 1, request) if pack else []


def _context(query: SearchQuery, found: SearchResults) -> dict[str, object]:
    return {
        "query": query,
        "is_start": query == SearchQuery() and found.total > 0,
        "hide_header_search": True,
        "noindex": True,
        "results": found,
        "first": (found.page - 1) * PAGE_SIZE + 1,
        "reach": REACH,
        "sorts": [(value, label, value == query.sort) for value, label in SORTS.items()],
        "tags": [
            {
                "facet": facet.label,
                "label": value.label,
                "url": results_address(query, without=(facet.name, value.value)),
            }
            for facet, value in found.chosen
        ],
        "without_filters_url": without_filters(query),
        "exact_url": exactly_as_typed(query),
        "widened_url": for_text(query, query.text),
        "did_you_mean_url": for_text(query, found.did_you_mean) if found.did_you_mean else "",
        "pages": [
            {
                "number": number,
                "url": results_address(query, page=number) if number else "",
                "is_current": number == found.page,
            }
            for number in page_numbers(found.page, found.pages)
        ],
        "previous_url": results_address(query, page=found.page - 1) if found.page > 1 else "",
        "next_url": (
            results_address(query, page=found.page + 1) if found.page < found.pages else ""
        ),
    }
