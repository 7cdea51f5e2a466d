"""The ladder of co-production: seven rungs, and what the hub holds for each."""

from __future__ import annotations

from django.db import models
from wagtail.admin.panels import FieldPanel

from knowledge.contracts.passage import Passage
from knowledge.models.base import BodyPage, KnowledgePage
from knowledge.models.vocabulary import Rung


class LadderPage(BodyPage):
    """Asks "where are you on the ladder?" and shows the next step, with resources and examples."""

    page_description = "The ladder of co-production, rung by rung, with what helps on each."
    template = "pages/ladder.html"
    parent_page_types = ["knowledge.PackPage"]
    subpage_types: list[str] = []
    search_kind = "section"

    source_name = models.CharField(max_length=150, help_text="Whose ladder it is.")
    source_url = models.URLField(blank=True, help_text="Where its owner publishes it.")

    content_panels = [
        *KnowledgePage.content_panels,
        FieldPanel("source_name"),
        FieldPanel("source_url"),
        FieldPanel("body"),
    ]

    class Meta:
        verbose_name = "ladder of co-production"

    def passages(self) -> list[Passage]:
        rungs = [
            Passage(
                text="\n".join(part for part in (rung.description, rung.next_step) if part),
                heading=rung.name,
                anchor=f"rung-{rung.number}",
                place=f"rung {rung.number}",
            )
            for rung in Rung.objects.all()
        ]
        return [*super().passages(), *rungs]

    @classmethod
    def search_shared_state(cls) -> str:
        return str(list(Rung.objects.values_list()))
