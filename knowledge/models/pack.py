"""The resource pack, its version, and the sections that its contents list."""

from __future__ import annotations

from django.db import models
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import RichTextField

from knowledge.blocks.text import RICH_TEXT_FEATURES
from knowledge.models.base import BodyPage, KnowledgePage


class PackPage(BodyPage):
    """The resource pack: introduction, contents, version and date, thanks, feedback address."""

    page_description = "The resource pack: its contents, its version and its thanks."
    admin_default_ordering = "ord"  # Readers meet its children in this order.
    template = "pages/pack.html"
    parent_page_types = ["knowledge.HomePage"]
    search_kind = "section"
    navigation_label = "The pack"
    show_in_menus_default = True

    version = models.CharField(max_length=20, help_text="Such as 1.0.")
    version_date = models.DateField(help_text="When this version was published.")
    acknowledgements = RichTextField(
        blank=True, features=RICH_TEXT_FEATURES, help_text="Whom the pack thanks."
    )
    feedback_email = models.EmailField(
        blank=True, help_text="Where readers' comments go, beside the form on every page."
    )

    content_panels = [
        *KnowledgePage.content_panels,
        MultiFieldPanel([FieldPanel("version"), FieldPanel("version_date")], heading="Version"),
        FieldPanel("body"),
        FieldPanel("acknowledgements"),
        FieldPanel("feedback_email"),
    ]

    class Meta:
        verbose_name = "resource pack"


class SectionPage(BodyPage):
    """A section of the pack."""

    page_description = "A section of the pack: words, pictures, videos and files on one subject."
    admin_default_ordering = "ord"  # Readers meet its children in this order.
    template = "pages/section.html"
    parent_page_types = ["knowledge.PackPage", "knowledge.SectionPage"]
    search_kind = "section"

    class Meta:
        verbose_name = "section"
