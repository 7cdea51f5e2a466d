"""The rows from which details are chosen; and that none of them vanishes while somebody's draft holds it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Model, ProtectedError, QuerySet

from examples.details import DETAILS, Kind
from examples.models import Submission
from knowledge.models import (
    Audience,
    EvidenceRequirement,
    Organisation,
    PageAudience,
    PageRequirement,
    PageRung,
    PageTopic,
    Rung,
    Topic,
)


@dataclass(frozen=True)
class Vocabulary:
    """Rows that a form offers, and how a page is linked to them."""

    model: type[Model]
    offered: Callable[[], QuerySet]
    """What can be chosen now."""
    link: Callable[..., Model] | None = None
    """Model that joins a page to a row by the foreign key `link_name`."""
    link_name: str = ""

    def link_to(self, row: Model) -> Model:
        """An unsaved link of a page to the row. TypeError where pages have none to this vocabulary."""
        if self.link is None:
            raise TypeError(f"Pages are not linked to {self.model.__name__}.")
        return self.link(**{self.link_name: row})


VOCABULARIES: dict[str, Vocabulary] = {
    "region": Vocabulary(Organisation, lambda: Organisation.objects.regions()),
    "organisation": Vocabulary(Organisation, lambda: Organisation.objects.contributing()),
    "audience": Vocabulary(Audience, Audience.objects.all, PageAudience, "audience"),
    "topic": Vocabulary(Topic, Topic.objects.all, PageTopic, "topic"),
    "requirement": Vocabulary(
        EvidenceRequirement,
        lambda: EvidenceRequirement.objects.filter(is_current=True),
        PageRequirement,
        "requirement",
    ),
    "rung": Vocabulary(Rung, Rung.objects.all, PageRung, "rung"),
}
"""Key of `Detail.rows` → its rows."""


def chosen_models() -> set[type[Model]]:
    """The models whose rows drafts hold by their ids, without a foreign key."""
    return {VOCABULARIES[each.rows].model for each in DETAILS if each.kind is Kind.ROWS}


def keep_what_drafts_hold(sender: type[Model], instance: Model, **kwargs: object) -> None:
    """Before a row is deleted: ProtectedError while an example that is not published holds its id.

    What is published is linked by the page, and a draft would forget its choice without a word.
    """
    columns = [
        each.column
        for each in DETAILS
        if each.kind is Kind.ROWS and VOCABULARIES[each.rows].model is sender
    ]
    held: set[Model] = {
        submission
        for submission in Submission.objects.exclude(state=Submission.State.WITHDRAWN)
        for column in columns
        if instance.pk in getattr(submission, column)
    }
    if held:
        raise ProtectedError(
            f"“{instance}” is chosen in {len(held)} example(s) that contributors are writing or have "
            "sent. Take it out of use by renaming it, or ask for it to be taken out there first.",
            held,
        )
