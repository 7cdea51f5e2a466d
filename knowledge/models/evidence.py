"""The page that lists what services must show evidence of, and what on the hub can serve."""

from __future__ import annotations

from knowledge.contracts.passage import Passage
from knowledge.models.base import BodyPage
from knowledge.models.vocabulary import EvidenceRequirement


class EvidencePage(BodyPage):
    """Every current requirement with the examples and resources that can evidence it."""

    page_description = "What practice examples are evidence for, requirement by requirement."
    template = "pages/evidence.html"
    parent_page_types = ["knowledge.PackPage"]
    subpage_types: list[str] = []
    search_kind = "section"

    class Meta:
        verbose_name = "evidence requirements"

    def passages(self) -> list[Passage]:
        requirements = [
            Passage(
                text="\n".join(
                    part for part in (row.title, row.explanation, row.acronyms, row.year) if part
                ),
                heading=str(row),
                anchor=f"requirement-{row.slug}",
            )
            for row in EvidenceRequirement.objects.filter(is_current=True)
        ]
        return [*super().passages(), *requirements]

    @classmethod
    def search_shared_state(cls) -> str:
        return str(list(EvidenceRequirement.objects.values_list()))
