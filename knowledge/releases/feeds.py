"""The feed of versions: who follows the pack hears of each, with what changed."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed

from knowledge.releases.changes import changes_of
from knowledge.releases.models import Release

NEWEST = 20


class VersionsFeed(Feed):
    """Atom, with absolute addresses on the site's own base address."""

    feed_type = Atom1Feed
    title = f"{settings.HUB_SITE_NAME}: versions of the pack"
    subtitle = "What was added, changed and removed with each version."

    def link(self) -> str:
        return f"{settings.HUB_BASE_URL}{reverse('releases:versions')}"

    def feed_url(self) -> str:
        return f"{settings.HUB_BASE_URL}{reverse('releases:feed')}"

    def items(self) -> QuerySet[Release]:
        return Release.objects.public()[:NEWEST]

    def item_title(self, item: Release) -> str:
        return f"{item.title}, version {item.version}"

    def item_description(self, item: Release) -> str:
        return render_to_string(
            "releases/feed_item.html", {"release": item, "changes": changes_of(item)}
        )

    def item_link(self, item: Release) -> str:
        return f"{settings.HUB_BASE_URL}{item.get_absolute_url()}"

    def item_guid(self, item: Release) -> str:
        return self.item_link(item)

    def item_pubdate(self, item: Release) -> datetime | None:
        return item.frozen_at

    def item_updateddate(self, item: Release) -> datetime | None:
        return item.frozen_at
