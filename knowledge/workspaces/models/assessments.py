"""An assessment: what a group asks itself, area by area. Editors write it like any page."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField

from knowledge.blocks.links import ChosenPageBlock
from knowledge.contracts.passage import Passage
from knowledge.models.base import BodyPage, KnowledgePage

USUAL_LEVELS = "Not yet\nWe have begun\nMostly\nYes, always"
FEWEST_LEVELS, MOST_LEVELS = 2, 7


class StatementBlock(blocks.StructBlock):
    """A sentence that is true of a group to some degree."""

    text = blocks.CharBlock(
        label="Statement",
        max_length=300,
        help_text="Such as “Service users set the agenda with us”.",
    )
    prompt = blocks.TextBlock(
        required=False, max_length=600, help_text="What to look at, or to ask each other."
    )

    class Meta:
        icon = "list-ul"


class AreaBlock(blocks.StructBlock):
    """Statements that belong together, and what helps where they are not true yet."""

    name = blocks.CharBlock(max_length=100)
    about = blocks.TextBlock(required=False, max_length=600)
    statements = blocks.ListBlock(StatementBlock(), min_num=1, max_num=30)
    helps = blocks.ListBlock(
        ChosenPageBlock(),
        label="What can help",
        required=False,
        default=[],
        help_text="Pages that are offered to a group for which this area is among the weakest.",
    )

    class Meta:
        icon = "folder-open-inverse"


class AssessmentPage(BodyPage):
    """A gap analysis to start from: areas with statements, and the scale by which they are answered."""

    page_description = "A gap analysis: statements that a group answers, with a plan at the end."
    template = "pages/assessment.html"
    parent_page_types = ["knowledge.PackPage", "knowledge.SectionPage"]
    subpage_types: list[str] = []
    search_kind = "section"

    levels = models.TextField(
        "scale",
        default=USUAL_LEVELS,
        help_text="How true a statement can be, one step a line, the lowest first.",
    )
    areas = StreamField([("area", AreaBlock())], blank=True)

    content_panels = [
        *KnowledgePage.content_panels,
        FieldPanel("body"),
        MultiFieldPanel(
            [FieldPanel("levels"), FieldPanel("areas")],
            heading="Questions",
            help_text="Groups that have begun keep the questions with which they began.",
        ),
    ]

    class Meta:
        verbose_name = "assessment"

    def clean(self) -> None:
        super().clean()
        steps = self.steps
        if not FEWEST_LEVELS <= len(steps) <= MOST_LEVELS:
            raise ValidationError(
                {"levels": f"Give {FEWEST_LEVELS} to {MOST_LEVELS} steps, one a line."}
            )
        if len(set(steps)) < len(steps) or any(len(step) > 60 for step in steps):
            raise ValidationError({"levels": "Each step needs its own words, 60 letters at most."})

    @property
    def steps(self) -> list[str]:
        """The scale's words from the lowest."""
        return [line.strip() for line in self.levels.splitlines() if line.strip()]

    def passages(self) -> list[Passage]:
        areas = [
            Passage(
                text="\n".join(
                    [
                        area.value["about"],
                        *(
                            f"{statement['text']}\n{statement['prompt']}".strip()
                            for statement in area.value["statements"]
                        ),
                    ]
                ).strip(),
                heading=area.value["name"],
                anchor=f"area-{number}",
            )
            for number, area in enumerate(self.areas, 1)
        ]
        return [*super().passages(), *areas]
