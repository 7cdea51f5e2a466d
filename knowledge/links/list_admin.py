"""The admin's list of links, worst first: filtered by verdict, region and host, exported as a table."""

from __future__ import annotations

from datetime import datetime

from django.contrib.admin import SimpleListFilter
from django.db.models import Case, Count, QuerySet, Value, When
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from wagtail.models import Page
from wagtail_modeladmin.helpers import ButtonHelper
from wagtail_modeladmin.options import ModelAdmin
from wagtail_modeladmin.views import IndexView

from knowledge.access.permission_helpers import ForEditors
from knowledge.access.regions import pages_seen_inside
from knowledge.access.routing import regions_of_pages
from knowledge.links.models import Link, LinkPlace, Verdict
from knowledge.links.repairing import Source, sources_of, with_what_they_are_in
from knowledge.links.seen import links_seen_by, places_seen_by
from knowledge.models import Organisation
from knowledge.users.requests import SignedInRequest

MOST_HOSTS = 40
NO_REGION = "none"
SOURCES = "sources"
"""What a link of the list stands in, told by the view."""


class HostFilter(SimpleListFilter):
    """By the site that is linked to; those with most links."""

    title = "site"
    parameter_name = "host"

    def lookups(
        self,
        request: SignedInRequest,  # type: ignore[override]
        model_admin: ModelAdmin,
    ) -> list[tuple[str, str]]:
        hosts = links_seen_by(request.user).order_by().values("host").annotate(count=Count("pk"))
        rows = hosts.order_by("-count", "host").values_list("host", "count")[:MOST_HOSTS]
        return [(host, f"{host} ({count})") for host, count in rows]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Link]) -> QuerySet[Link]:
        return queryset.filter(host=self.value()) if self.value() else queryset


class RegionFilter(SimpleListFilter):
    """By the region of a page that uses it."""

    title = "region"
    parameter_name = "region"

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin) -> list[tuple[str, str]]:
        regions = [(str(each.pk), each.name) for each in Organisation.objects.regions()]
        return [*regions, (NO_REGION, "No region")]

    def queryset(self, request: SignedInRequest, queryset: QuerySet[Link]) -> QuerySet[Link]:  # type: ignore[override]
        wanted = self.value() or ""
        if wanted != NO_REGION and not wanted.isdigit():
            return queryset
        pages = Page.objects.filter(
            pk__in=LinkPlace.objects.exclude(page=None).values("page_id")
        ).filter(pk__in=pages_seen_inside(request.user))
        regions = regions_of_pages(pages)
        chosen = [
            pk
            for pk, found in regions.items()
            if (not found if wanted == NO_REGION else int(wanted) in found)
        ]
        places = LinkPlace.objects.filter(page_id__in=chosen)
        return queryset.filter(pk__in=places.values("link_id"))


class NoButtons(ButtonHelper):
    """A link has a page of its own with all that can be done."""

    def get_buttons_for_obj(self, obj: Link, *args: object, **kwargs: object) -> list[dict]:
        return []


class LinkIndexView(IndexView):
    """The list, by its own name, with where each link is used."""

    page_title = "Links to other sites"

    def get_context_data(self, *args: object, **kwargs: object) -> dict[str, object]:
        context: dict[str, object] = super().get_context_data(*args, **kwargs)
        shown: list[Link] = list(context["object_list"])  # type: ignore[call-overload]
        self._tell_sources(shown)
        context["object_list"] = shown
        return context

    def as_spreadsheet(
        self, queryset: QuerySet[Link], spreadsheet_format: str
    ) -> HttpResponseBase:  # fmt: skip
        self._tell_sources(list(queryset))  # The queryset keeps these rows and writes them.
        response: HttpResponseBase = super().as_spreadsheet(queryset, spreadsheet_format)
        return response

    def _tell_sources(self, shown: list[Link]) -> None:
        """Of each link, what it stands in, as far as this person may know."""
        seen = places_seen_by(self.request.user).filter(link__in=[link.pk for link in shown])
        places: dict[int, list[LinkPlace]] = {link.pk: [] for link in shown}
        for place in with_what_they_are_in(seen):
            places[place.link_id].append(place)
        for link in shown:
            setattr(link, SOURCES, sources_of(places[link.pk]))


class LinkAdmin(ModelAdmin):
    """Every link to another site that stands in what the person may see."""

    model = Link
    menu_label = "Links"
    menu_icon = "link"
    menu_order = 265
    permission_helper_class = ForEditors
    history_view_enabled = False
    button_helper_class = NoButtons
    index_view_class = LinkIndexView
    list_display = ("link", "verdict_words", "used_on", "last_checked")
    list_filter = ("verdict", RegionFilter, HostFilter)
    list_export = (
        "address",
        "verdict_words",
        "said",
        "moved_to",
        "used_words",
        "checked_at",
        "note",
    )
    export_filename = "links"
    search_fields = ("address", "said", "note")
    list_per_page = 50
    ordering = ("rank", "host", "address")

    def get_queryset(self, request: SignedInRequest) -> QuerySet[Link]:
        ranks = [When(verdict=verdict, then=Value(rank)) for rank, verdict in enumerate(Verdict)]
        seen = links_seen_by(request.user).order_by().values("pk")
        return (
            Link.objects.filter(pk__in=seen)
            .annotate(rank=Case(*ranks, default=Value(0)))
            .order_by(*self.ordering)
        )

    def link(self, link: Link) -> str:
        """Its address, leading to what can be done about it."""
        return format_html(
            '<a href="{}" class="hub-address">{}</a>',
            reverse("link", args=[link.pk]),
            link.address,
        )

    def verdict_words(self, link: Link) -> str:
        """What is to be thought of it, and why."""
        verdict = Verdict(link.verdict)
        by_hand = link.note if verdict in {Verdict.WORKS, Verdict.NOT_CHECKED} else ""
        return f"{verdict.label}. {by_hand or link.said}".strip()

    def used_on(self, link: Link) -> str:
        """The first pages that use it, each leading to its form."""
        sources: list[Source] = getattr(link, SOURCES, [])
        shown = format_html_join(
            ", ", '<a href="{}">{}</a>', ((each.address, each.title) for each in sources[:3])
        )
        more = len(sources) - 3
        return format_html("{} and {} more", shown, more) if more > 0 else shown

    def used_words(self, link: Link) -> str:
        """The same for a spreadsheet."""
        sources: list[Source] = getattr(link, SOURCES, [])
        return ", ".join(each.title for each in sources)

    def last_checked(self, link: Link) -> datetime | str:
        """When it was asked last."""
        return link.checked_at or "Not yet"

    link.admin_order_field = "address"  # type: ignore[attr-defined]
    verdict_words.short_description = "verdict"  # type: ignore[attr-defined]
    verdict_words.admin_order_field = "rank"  # type: ignore[attr-defined]
    used_words.short_description = "used on"  # type: ignore[attr-defined]
    last_checked.admin_order_field = "checked_at"  # type: ignore[attr-defined]
