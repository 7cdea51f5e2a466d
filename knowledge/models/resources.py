"""Resources by others or by us: a link or a file, with who published it."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

from knowledge.models.base import KnowledgePage
from knowledge.models.lists import ListPage
from knowledge.models.publishers import PublishedPage


class ResourceIndexPage(ListPage):
    """Every resource, to be narrowed by topic and kind."""

    page_description = "The list of all resources. A hub needs one."
    template = "pages/resource_index.html"
    subpage_types = ["knowledge.ResourcePage"]
    navigation_label = "Resources"

    class Meta:
        verbose_name = "list of resources"


class ResourcePage(PublishedPage):
    """A resource. One whose address is not known is published with "we are checking this link"."""

    page_description = "One thing to use or read, by others or by us: a link or a file."

    class Kind(models.TextChoices):
        GUIDE = "guide", "Guide"
        TOOLKIT = "toolkit", "Toolkit"
        MODEL = "model", "Model or framework"
        AUDIT = "audit", "Self-assessment tool"
        FILM = "film", "Film"
        WEBINAR = "webinar", "Webinar"
        FACTSHEET = "factsheet", "Factsheet"
        NETWORK = "network", "Network or community"
        BLOG = "blog", "Blog"
        COLLECTION = "collection", "Collection of examples"
        WEBSITE = "website", "Website"

    template = "pages/resource.html"
    parent_page_types = ["knowledge.ResourceIndexPage"]
    subpage_types: list[str] = []
    search_kind = "resource"
    own_copy = "document"

    kind = models.CharField(max_length=20, choices=Kind, default=Kind.GUIDE)
    source_url = models.URLField(
        "address",
        max_length=500,
        blank=True,
        help_text="Leave empty when you do not know it: the page then says that it is being checked.",
    )
    document = models.ForeignKey(
        "knowledge.HubDocument",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="The file, when we hold it ourselves.",
    )
    published_year = models.CharField(
        max_length=20, blank=True, help_text="When its publisher published it, where known."
    )

    content_panels = [
        *KnowledgePage.content_panels,
        MultiFieldPanel(
            [
                FieldPanel("kind"),
                FieldPanel("publisher"),
                FieldPanel("source_url"),
                FieldPanel("document"),
                FieldPanel("published_year"),
            ],
            heading="The resource",
        ),
        FieldPanel("body"),
    ]

    class Meta:
        verbose_name = "resource"

    def clean(self) -> None:
        super().clean()
        if self.source_url.strip() in {"#", "http://#", "https://#"}:
            raise ValidationError(
                {"source_url": "“#” leads nowhere. Leave the address empty instead."}
            )

    def search_words(self) -> str:
        return f"{self.get_kind_display()} {super().search_words()}".strip()

    def search_detail(self) -> str:
        return " · ".join(
            part for part in (self.get_kind_display(), super().search_detail()) if part
        )
