"""Pages about something that an organisation published: found by its name, short and former."""

from __future__ import annotations

from django.db import models

from knowledge.contracts.broken_links import broken_addresses
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

    own_copy = ""
    """Field with our own file, which opens whatever its address does; "" where there is no address."""

    @classmethod
    def being_checked(cls) -> models.Q:
        """Which of them visitors are told about that we look for the address."""
        if not cls.own_copy:
            return models.Q(pk__in=[])
        return models.Q(source_url__in=["", *broken_addresses()], **{cls.own_copy: None})

    @property
    def is_link_being_checked(self) -> bool:
        """The same of one: no address is known, or nothing answers at it, and we hold no copy."""
        if not self.own_copy or getattr(self, f"{self.own_copy}_id"):
            return False
        return not self.source_url or self.source_url in broken_addresses()

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
