"""Pages about something that an organisation published: found by its name, short and former."""

from __future__ import annotations

from django.db import models

from knowledge.contracts.findable import Prominence
from knowledge.models.base import BodyPage


class PublishedPage(BodyPage):
    """Base of resources, videos and tools."""

    search_label_paths = (
        "publisher__name",
        "publisher__short_name",
        "publisher__former_names",
    )

    publisher = models.ForeignKey(
        "knowledge.Organisation",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )

    class Meta:
        abstract = True

    @property
    def is_link_being_checked(self) -> bool:
        """Whether visitors are told that we look for its address."""
        return False

    @property
    def search_prominence(self) -> Prominence:
        return Prominence.NOT_YET_OPEN if self.is_link_being_checked else Prominence.USUAL

    def search_words(self) -> str:
        if not self.publisher:
            return ""
        names = (self.publisher.name, self.publisher.short_name, self.publisher.former_names)
        return " ".join(name for name in names if name)

    def search_detail(self) -> str:
        return str(self.publisher or "")

    def search_facets(self) -> list[tuple[str, int]]:
        return [("organisation", self.publisher_id)] if self.publisher_id else []
