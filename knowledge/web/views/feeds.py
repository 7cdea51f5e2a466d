"""The feed of new practice examples: only what everybody may see, newest first."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import urljoin

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed

from knowledge.web.cards import PageCard, cards_of, pages_of_kind

NEWEST = 30


class NewExamplesFeed(Feed):
    """Atom, with absolute addresses on the site's own base address."""

    feed_type = Atom1Feed
    title = f"{settings.HUB_SITE_NAME}: new practice examples"
    subtitle = "What partnerships and services have co-produced, as it is published."

    def get_object(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpRequest:
        return request

    def link(self, request: HttpRequest) -> str:
        return f"{settings.HUB_BASE_URL}/"

    def feed_url(self, request: HttpRequest) -> str:
        return f"{settings.HUB_BASE_URL}{reverse('knowledge:example_feed')}"

    def items(self, request: HttpRequest) -> list[PageCard]:
        return cards_of(pages_of_kind("example")[:NEWEST], request)

    def item_title(self, item: PageCard) -> str:
        return item.title

    def item_description(self, item: PageCard) -> str:
        return item.summary

    def item_link(self, item: PageCard) -> str:
        return urljoin(settings.HUB_BASE_URL, item.url)

    def item_pubdate(self, item: PageCard) -> datetime | None:
        return item.page.first_published_at

    def item_updateddate(self, item: PageCard) -> datetime | None:
        return item.page.last_published_at

    def item_categories(self, item: PageCard) -> tuple[str, ...]:
        return item.topics

    def item_guid(self, item: PageCard) -> str:
        # The page's own identity: a new address does not make it a new example.
        return f"urn:uuid:{item.page.translation_key}"
