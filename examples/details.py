"""What is asked beside a template's questions, defined once.

The form, the draft, the page, comparisons, Word files and permissions take their details, order and
words from here. Pure: nothing in it needs Django. What is asked about consent is in `examples.consent`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any, TypeAlias


class Kind(Enum):
    """What sort of answer a detail takes, and so which control asks for it."""

    TEXT = "text"
    """One line in the writer's own words."""
    YES = "yes"
    """Ticked or not."""
    ROW = "row"
    """One row of a vocabulary, or none."""
    ROWS = "rows"
    """Any number of rows."""


DetailValues: TypeAlias = Mapping[str, Any]
"""Column of the submission → value; of which type, its detail says."""


@dataclass(frozen=True)
class Detail:
    """One thing that is asked beside the answers."""

    key: str
    """Stable name: of the form's field and, but for `ROW`, of the submission's column."""
    label: str
    """The question, as the form asks it."""
    short: str
    """What stands before the answer where two versions are compared."""
    kind: Kind
    section: str
    """Part of the form that asks for it: "about" or "you"."""
    help: str = ""
    rows: str = ""
    """Vocabulary of `ROW` and `ROWS`: a key of `examples.vocabularies.VOCABULARIES`."""
    nothing: str = ""
    """Of a `ROW`: the choice that means none of them."""
    limit: int = 200
    """Characters that a `TEXT` may have."""
    page_column: str = ""
    """Of the page: the column that it fills, word for word; "" where it fills none or needs a rule."""
    page_links: str = ""
    """Of the page: the rows that link it to the vocabulary, such as "topic_links"."""
    is_searched: bool = False
    """Whether it is looked through for what tells who a private person is: it becomes public."""
    is_decided: bool = False
    """Whether moderators set it when they decide: setting it is then no writing (four eyes)."""
    word_label: str = ""
    """What stands before it in a Word file of a finished example; "" leaves it out there."""
    autocomplete: str = ""
    """What a browser may fill in by itself."""

    @property
    def column(self) -> str:
        """The submission's column."""
        return f"{self.key}_id" if self.kind is Kind.ROW else self.key

    @property
    def empty(self) -> str | bool | tuple[int, ...] | None:
        """The column's value while nothing was said."""
        values: dict[Kind, str | bool | tuple[int, ...] | None] = {
            Kind.TEXT: "", Kind.YES: False, Kind.ROW: None, Kind.ROWS: (),
        }  # fmt: skip
        return values[self.kind]


REGION = Detail(
    key="region",
    label="Your region",
    short="Your region",
    kind=Kind.ROW,
    section="about",
    help=(
        "Its moderators read what you send. If none fits, choose the last answer: then moderators "
        "for the whole of England do."
    ),
    rows="region",
    nothing="Choose a region",
)
NO_REGION_FITS = "My region is not listed, or we work across England"
"""The choice for those whom no region's moderators look after: the national pool does."""
FOR_POOL = "is_for_pool"
"""The submission's column of that choice; its value stands beside the details' own columns."""
ORGANISATION = Detail(
    key="organisation",
    label="Your organisation",
    short="Your organisation",
    kind=Kind.ROW,
    section="about",
    help="Your Maternity (and Neonatal) Voices Partnership, trust or local system.",
    rows="organisation",
    nothing="Mine is not listed, or I would rather not say",
    page_column="organisation_id",
)
ORGANISATION_WORDS = Detail(
    key="organisation_words",
    label="Name of your organisation, if it is not in the list",
    short="Name of your organisation",
    kind=Kind.TEXT,
    section="about",
    page_column="organisation_words",
    is_searched=True,
    autocomplete="organization",
)
AUDIENCES = Detail(
    key="audiences",
    label="Who it could help",
    short="Who it could help",
    kind=Kind.ROWS,
    section="about",
    help="Tick whom you would like to read it.",
    rows="audience",
    page_links="audience_links",
)
TOPICS = Detail(
    key="topics",
    label="Topics",
    short="Topics",
    kind=Kind.ROWS,
    section="about",
    help="Tick what your example is about.",
    rows="topic",
    page_links="topic_links",
)
REQUIREMENTS = Detail(
    key="requirements",
    label="What it could be evidence of",
    short="What it could be evidence of",
    kind=Kind.ROWS,
    section="about",
    help="Leave this empty if you do not know. The moderators can fill it in.",
    rows="requirement",
    page_links="requirement_links",
    is_decided=True,
)
RUNGS = Detail(
    key="rungs",
    label="Where it stood on the ladder of co-production",
    short="Rung of the ladder",
    kind=Kind.ROWS,
    section="about",
    help=(
        "Tick the rung that fits best, or more than one if it moved. Leave it empty if you do not "
        "know."
    ),
    rows="rung",
    page_links="rung_links",
    is_decided=True,
)
CREDIT_LINE = Detail(
    key="credit_line",
    label="How you want to be credited",
    short="Credit line",
    kind=Kind.TEXT,
    section="you",
    help=(
        "Shown with your example, such as “Sussex Maternity Voices Partnership”. "
        "Leave it empty and nobody is named. Your e-mail address is never shown."
    ),
    page_column="credit_line",
    is_searched=True,
    word_label="Shared by",
)
CONTACT = Detail(
    key="contact",
    label="How others can reach you",
    short="Contact",
    kind=Kind.TEXT,
    section="you",
    help=(
        "An e-mail address, phone number or website of your group. Only moderators see it, unless "
        "you tick the box below."
    ),
)
CONTACT_IS_PUBLIC = Detail(
    key="contact_is_public",
    label="Show this contact on the page, for everybody to read",
    short="Whether the contact is shown",
    kind=Kind.YES,
    section="you",
)

DETAILS = (
    REGION,
    ORGANISATION,
    ORGANISATION_WORDS,
    AUDIENCES,
    TOPICS,
    REQUIREMENTS,
    RUNGS,
    CREDIT_LINE,
    CONTACT,
    CONTACT_IS_PUBLIC,
)
"""In the form's order."""

COLUMNS: DetailValues = {**{each.column: each.empty for each in DETAILS}, FOR_POOL: False}
"""The submission's columns of all details → their value while nothing was said."""


def decided_links() -> tuple[str, ...]:
    """The page's links that whoever decides about it sets."""
    return tuple(each.page_links for each in DETAILS if each.is_decided)


def words_on_page() -> dict[str, str]:
    """Column of the page → short label, of details in the writer's own words."""
    return {
        each.page_column: each.short
        for each in DETAILS
        if each.kind is Kind.TEXT and each.page_column
    }


def word_lines(values: DetailValues) -> dict[str, str]:
    """Label → text that a Word file of an example prints beside its answers. `values` by column."""
    return {
        each.word_label: values[each.column]
        for each in DETAILS
        if each.word_label and values.get(each.column)
    }
