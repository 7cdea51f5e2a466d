"""The admin's list of what visitors searched for: what found nothing, what nobody opened, what is searched for most.

A query is shown once three visitors asked it, or when it found nothing: until then it may say more of
a person than of the hub. From each there is a way to a synonym, to a promoted result and to a request to partnerships.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, TypeAlias, TypedDict
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.admin import SimpleListFilter
from django.db.models import Count, F, Max, Prefetch, Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from wagtail_modeladmin.helpers import ButtonHelper
from wagtail_modeladmin.options import ModelAdmin
from wagtail_modeladmin.views import IndexView

from knowledge.access.permission_helpers import ForEditors
from knowledge.contracts.waiting import Waiting
from search.models import LoggedQuery, SearchEvent

VISITORS_TO_SHOW = 3
"""Visitors who must have asked a query that found something before anybody sees it."""
FEW_CLICKS = 4
"""Results were opened by at most one in so many of those who asked."""
FIGURES_DAYS = 30

IS_FIRST = Q(events__retry_of=None)
LED_NOWHERE = Q(telling__gte=VISITORS_TO_SHOW) & Q(telling__gte=F("clicked") * FEW_CLICKS)
"""Enough visitors saw results, and few opened one."""


if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

    ShownQuery: TypeAlias = WithAnnotations[LoggedQuery, "_Numbers"]


class _Numbers(TypedDict):
    """What `shown_queries` counts for each."""

    times: int
    visitors: int
    nothing: int
    telling: int
    clicked: int
    last_searched: date


def shown_queries() -> QuerySet[ShownQuery]:
    """What editors may see, with its numbers. Further tries of one visitor are not counted again."""
    return (
        LoggedQuery.objects.annotate(
            times=Count("events"),
            visitors=Count("events", filter=IS_FIRST),
            nothing=Count("events", filter=IS_FIRST & Q(events__total=0)),
            telling=Count("events", filter=Q(events__reports_clicks=True, events__total__gt=0)),
            clicked=Count("events", filter=Q(events__is_clicked=True)),
            last_searched=Max("events__searched_on"),
        )
        .filter(Q(nothing__gt=0) | Q(times__gte=VISITORS_TO_SHOW))
        .order_by()
    )


@dataclass(frozen=True)
class Figures:
    """How search did lately, counted in visitors' first searches."""

    searches: int
    nothing: int
    telling: int
    clicked: int
    days: int = FIGURES_DAYS

    @classmethod
    def lately(cls) -> Figures:
        """Of the last `FIGURES_DAYS` days. One query."""
        since = timezone.localdate() - timedelta(days=FIGURES_DAYS)
        telling = Q(reports_clicks=True, total__gt=0)
        return cls(
            **SearchEvent.objects.filter(searched_on__gte=since, retry_of=None).aggregate(
                searches=Count("pk"),
                nothing=Count("pk", filter=Q(total=0)),
                telling=Count("pk", filter=telling),
                clicked=Count("pk", filter=telling & Q(is_clicked=True)),
            )
        )

    @property
    def nothing_share(self) -> str:
        """Those that found nothing, of all."""
        return _share(self.nothing, self.searches)

    @property
    def clicked_share(self) -> str:
        """Those after which a result was opened, of those that could tell."""
        return _share(self.clicked, self.telling)


def _share(part: int, whole: int) -> str:
    return f"{round(100 * part / whole)}%" if whole else "–"


class OutcomeFilter(SimpleListFilter):
    """By what became of it."""

    title = "outcome"
    parameter_name = "outcome"

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin) -> list[tuple[str, str]]:
        return [
            ("nothing", "Found nothing"),
            ("unopened", "Few opened a result"),
            ("opened", "Results were opened"),
        ]

    def queryset(
        self, request: HttpRequest, queryset: QuerySet[ShownQuery]
    ) -> QuerySet[ShownQuery]:
        match self.value():
            case "nothing":
                return queryset.filter(nothing__gt=0)
            case "unopened":
                return queryset.filter(LED_NOWHERE)
            case "opened":
                return queryset.filter(clicked__gt=0)
        return queryset


class WhenFilter(SimpleListFilter):
    """By when it was last searched for."""

    title = "last searched"
    parameter_name = "when"
    DAYS = {"week": 7, "month": 30}

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin) -> list[tuple[str, str]]:
        return [("week", "In the last 7 days"), ("month", "In the last 30 days")]

    def queryset(
        self, request: HttpRequest, queryset: QuerySet[ShownQuery]
    ) -> QuerySet[ShownQuery]:
        days = self.DAYS.get(self.value() or "")
        if days is None:
            return queryset
        return queryset.filter(last_searched__gt=timezone.localdate() - timedelta(days=days))


def fruitless_of_late() -> QuerySet[ShownQuery]:
    """What found nothing for somebody in the last week; the list's filters say the same."""
    since = timezone.localdate() - timedelta(days=WhenFilter.DAYS["week"])
    return shown_queries().filter(nothing__gt=0, last_searched__gt=since)


def fruitless_waiting(request: HttpRequest) -> list[Waiting]:
    """For the admin's first page."""
    address = reverse(f"{LoggedQuery._meta.app_label}_loggedquery_modeladmin_index")
    return [
        Waiting(
            fruitless_of_late().count(),
            "search found nothing in the last 7 days",
            "searches found nothing in the last 7 days",
            f"{address}?{urlencode({'outcome': 'nothing', 'when': 'week'})}",
        )
    ]


class LoggedQueryButtons(ButtonHelper):
    """What an editor can do about a query, each with its words filled in."""

    ACTIONS: tuple[tuple[str, str, str, str], ...] = (
        (
            "knowledge.add_term",
            "wagtailsnippets_knowledge_term:add",
            "Other name",
            "Say what “{}” is another name of",
        ),
        (
            "search.add_searchpromotion",
            "promoted_results:add",
            "Promote",
            "Choose the page that comes first for “{}”",
        ),
        (
            "coverage.add_commission",
            "coverage_ask",
            "Ask the partnerships",
            "Ask the partnerships of a region for something on “{}”",
        ),
    )
    """Permission, view, label and title of each."""

    def get_buttons_for_obj(self, obj: LoggedQuery, *args: object, **kwargs: object) -> list[dict]:
        classname = self.finalise_classname(["button-secondary", "button-small"])
        query = urlencode({"query": obj.text})
        buttons = [
            {
                "url": f"{reverse(view)}?{query}",
                "label": label,
                "classname": classname,
                "title": title.format(obj.text),
            }
            for permission, view, label, title in self.ACTIONS
            if self.request.user.has_perm(permission)
        ]
        address = f"{reverse('search:results')}?{urlencode({'q': obj.text})}"
        return [
            *buttons,
            {
                "url": address,
                "label": "Search",
                "classname": classname,
                "title": f"See what “{obj.text}” finds now; it is not counted",
            },
        ]


class LoggedQueryIndexView(IndexView):
    """The list, with how search did lately above it."""

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        return super().get_context_data(
            **kwargs,
            figures=Figures.lately(),
            visitors_to_show=VISITORS_TO_SHOW,
            kept_days=settings.HUB_SEARCH_INSIGHT_DAYS,
        )


class LoggedQueryAdmin(ModelAdmin):
    """What visitors searched for."""

    model = LoggedQuery
    menu_label = "Search insight"
    menu_icon = "search"
    menu_order = 265
    permission_helper_class = ForEditors
    history_view_enabled = False
    button_helper_class = LoggedQueryButtons
    index_view_class = LoggedQueryIndexView
    list_display = ("words", "visitors", "found_nothing", "opened", "then_tried", "last_searched")
    list_filter = (OutcomeFilter, WhenFilter)
    list_export = ("text", "visitors", "found_nothing", "opened", "then_tried", "last_searched")
    export_filename = "search-insight"
    search_fields = ("text",)
    ordering = ("-nothing", "-visitors", "text")

    def get_queryset(self, request: HttpRequest) -> QuerySet[ShownQuery]:
        retries = SearchEvent.objects.select_related("query").annotate(
            times=Count("query__events", distinct=True)
        )
        given_up = SearchEvent.objects.filter(total=0, retries__isnull=False).distinct()
        return shown_queries().prefetch_related(
            Prefetch(
                "events",
                queryset=given_up.prefetch_related(Prefetch("retries", queryset=retries)),
                to_attr="tried_again",
            )
        )

    def words(self, query: LoggedQuery) -> str:
        """What was typed."""
        return format_html("<strong>{}</strong>", query.text)

    def visitors(self, query: ShownQuery) -> int:
        """How many asked it; one person's further tries count once."""
        return query.visitors

    def found_nothing(self, query: ShownQuery) -> str:
        """How many of them got no result."""
        if not query.nothing:
            return "no"
        if query.nothing >= query.visitors:
            return "always"
        return "once" if query.nothing == 1 else f"{query.nothing} times"

    def opened(self, query: ShownQuery) -> str:
        """How many of those who could tell opened a result."""
        if not query.telling:
            return "–"
        return f"{_share(query.clicked, query.telling)} of {query.telling}"

    def then_tried(self, query: Any) -> str:
        """What the same visitors typed next, as far as it may be shown."""
        tries = [retry for event in query.tried_again for retry in event.retries.all()]
        named = Counter(
            f"{retry.query.text}{'' if retry.total else ' (nothing)'}"
            for retry in tries
            if retry.total == 0 or retry.times >= VISITORS_TO_SHOW
        )
        others = len(tries) - sum(named.values())
        parts = [text for text, _ in named.most_common(5)]
        if others:
            parts.append("other words")
        return ", ".join(parts) or "–"

    def last_searched(self, query: ShownQuery) -> date:
        """The last day on which somebody asked it."""
        return query.last_searched

    words.admin_order_field = "text"  # type: ignore[attr-defined]
    visitors.admin_order_field = "visitors"  # type: ignore[attr-defined]
    found_nothing.admin_order_field = "nothing"  # type: ignore[attr-defined]
    last_searched.admin_order_field = "last_searched"  # type: ignore[attr-defined]
