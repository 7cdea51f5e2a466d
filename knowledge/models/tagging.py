"""What a page is about, as through-models to the page itself, so that one query finds all kinds.

They are saved with the page's revision and reach these tables when it is published, so a query
over live pages by them never sees a draft's tags.
"""

from __future__ import annotations

from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel


class PageTopic(models.Model):
    """A page is about a topic."""

    page = ParentalKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="topic_links")
    topic = models.ForeignKey("knowledge.Topic", on_delete=models.CASCADE, related_name="links")

    panels = [FieldPanel("topic")]

    class Meta:
        unique_together = [("page", "topic")]

    def __str__(self) -> str:
        return str(self.topic)


class PageAudience(models.Model):
    """A page is written for an audience."""

    page = ParentalKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="audience_links")
    audience = models.ForeignKey(
        "knowledge.Audience", on_delete=models.CASCADE, related_name="links"
    )

    panels = [FieldPanel("audience")]

    class Meta:
        unique_together = [("page", "audience")]

    def __str__(self) -> str:
        return str(self.audience)


class PageRegion(models.Model):
    """A page belongs to a region: its editors write it and its moderators decide about it."""

    page = ParentalKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="region_links")
    region = models.ForeignKey(
        "knowledge.Organisation",
        on_delete=models.PROTECT,
        related_name="page_links",
        limit_choices_to={"kind": "region"},
    )

    panels = [FieldPanel("region")]

    class Meta:
        unique_together = [("page", "region")]

    def __str__(self) -> str:
        return str(self.region)


class PageRequirement(models.Model):
    """A page can serve as evidence of a requirement."""

    page = ParentalKey(
        "wagtailcore.Page", on_delete=models.CASCADE, related_name="requirement_links"
    )
    requirement = models.ForeignKey(
        "knowledge.EvidenceRequirement", on_delete=models.CASCADE, related_name="links"
    )

    panels = [FieldPanel("requirement")]

    class Meta:
        unique_together = [("page", "requirement")]

    def __str__(self) -> str:
        return str(self.requirement)


class PageRung(models.Model):
    """A page shows or helps with a rung of the ladder."""

    page = ParentalKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="rung_links")
    rung = models.ForeignKey("knowledge.Rung", on_delete=models.CASCADE, related_name="links")

    panels = [FieldPanel("rung")]

    class Meta:
        unique_together = [("page", "rung")]

    def __str__(self) -> str:
        return str(self.rung)


ABOUT_PANELS = [
    MultiFieldPanel(
        [
            InlinePanel("topic_links", label="topic"),
            InlinePanel("audience_links", label="audience"),
            InlinePanel("region_links", label="region", max_num=1),
            InlinePanel("requirement_links", label="evidence requirement"),
            InlinePanel("rung_links", label="rung of the ladder"),
        ],
        heading="What it is about",
        help_text="Visitors narrow their search by these.",
    )
]
