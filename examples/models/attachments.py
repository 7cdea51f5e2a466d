"""Pictures and documents of a practice example, in their order. As public as the page that shows them."""

from __future__ import annotations

from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel
from wagtail.models import Orderable

from knowledge.blocks.alt_text import describes


class ExamplePicture(Orderable):
    """A picture below the answers, with its description."""

    page = ParentalKey(
        "examples.PracticeExamplePage", on_delete=models.CASCADE, related_name="pictures"
    )
    image = models.ForeignKey("knowledge.HubImage", on_delete=models.CASCADE, related_name="+")
    alternative_text = models.CharField(
        "description",
        max_length=400,
        validators=[describes],
        help_text="What the picture shows, for people who cannot see it.",
    )
    caption = models.CharField(max_length=300, blank=True, help_text="Shown below the picture.")

    panels = [FieldPanel("image"), FieldPanel("alternative_text"), FieldPanel("caption")]

    class Meta(Orderable.Meta):
        verbose_name = "picture"

    def __str__(self) -> str:
        return self.alternative_text


class ExampleDocument(Orderable):
    """A document to open, such as the leaflet that was co-produced."""

    page = ParentalKey(
        "examples.PracticeExamplePage", on_delete=models.CASCADE, related_name="documents"
    )
    document = models.ForeignKey(
        "knowledge.HubDocument", on_delete=models.CASCADE, related_name="+"
    )
    title = models.CharField(max_length=300, help_text="The words of its link.")

    panels = [FieldPanel("document"), FieldPanel("title")]

    class Meta(Orderable.Meta):
        verbose_name = "document"

    def __str__(self) -> str:
        return self.title
