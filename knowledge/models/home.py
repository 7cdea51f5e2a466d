"""The home page and the pages about the site itself."""

from __future__ import annotations

from django.db import models
from wagtail.admin.panels import FieldPanel

from knowledge.contracts.findable import Prominence
from knowledge.models.base import BodyPage, KnowledgePage


class HomePage(BodyPage):
    """Where everybody begins: search, the pack's contents, ways to share."""

    page_description = "Where everybody begins: search, the contents of the pack and the ways in."
    admin_default_ordering = "ord"  # Readers meet its children in this order.
    template = "pages/home.html"
    parent_page_types = ["wagtailcore.Page"]
    search_kind = None

    strapline = models.CharField(
        max_length=200, blank=True, help_text="What the hub is for, in one sentence."
    )

    content_panels = [
        *KnowledgePage.content_panels,
        FieldPanel("strapline"),
        FieldPanel("body"),
    ]

    class Meta:
        verbose_name = "home page"


class InformationPage(BodyPage):
    """Accessibility statement, privacy notice, terms, contact."""

    page_description = "A page about the site itself, such as the privacy notice."
    template = "pages/information.html"
    parent_page_types = ["knowledge.HomePage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = "information page"

    @property
    def search_prominence(self) -> Prominence:
        return Prominence.ABOUT_SITE
