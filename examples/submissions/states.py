"""How a submission stands, in the contributor's words. Pure.

It is read from the submission and from Wagtail's workflow each time and stored nowhere, so that it
cannot fall out of step with what moderators do in the admin.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


@dataclass(frozen=True)
class Words:
    """What the contributor reads about a standing."""

    label: str
    colour: str
    """Modifier of the design system's tag; "" for its plain blue."""
    explanation: str
    next_step: str


class Standing(Enum):
    """Every way a submission can stand."""

    DRAFT = Words(
        "Draft",
        "grey",
        "Only you can see it.",
        "Go on writing, and send it when you are ready.",
    )
    WITH_MODERATOR = Words(
        "With a moderator",
        "",
        "A moderator of your region reads it. It is not public.",
        "You do not need to do anything. We mail you when there is news. To change something "
        "before then, take it back first.",
    )
    CHANGES_ASKED = Words(
        "Changes asked for",
        "orange",
        "A moderator has asked you to change something. It is not public.",
        "Read the comment below, change your text and send it again.",
    )
    APPROVED = Words(
        "Approved",
        "green",
        "A moderator has approved it. It will be published on a set day.",
        "You do not need to do anything. We mail you when it is public.",
    )
    PUBLISHED = Words(
        "Published",
        "green",
        "Everybody can read it.",
        "Thank you for sharing. To correct something, tell us by the feedback link on its page.",
    )
    STOPPED = Words(
        "Check stopped",
        "yellow",
        "The moderators stopped checking it without publishing it. Your text is kept.",
        "You can change your text and send it again.",
    )
    TAKEN_DOWN = Words(
        "Taken down",
        "red",
        "It was public and has been taken down. Your text is kept.",
        "If you do not know why, ask us by the contact page.",
    )
    REMOVED = Words(
        "Not on the hub",
        "red",
        "The moderators have removed its page. Your text is kept.",
        "You can change your text and send it again.",
    )
    WITHDRAWN = Words(
        "Taken back",
        "grey",
        "You took it back. Only you can see it here.",
        "Take it up again whenever you like.",
    )

    @property
    def words(self) -> Words:
        """What the contributor reads."""
        return self.value

    @property
    def may_edit(self) -> bool:
        """Whether the contributor may change and send the text."""
        return self in EDITABLE

    @property
    def is_region_fixed(self) -> bool:
        """Whether a region's moderators have it, so that it cannot go to another region."""
        return self in {Standing.WITH_MODERATOR, Standing.CHANGES_ASKED}

    @property
    def may_withdraw(self) -> bool:
        """Whether the contributor may take it back."""
        return self in WITHDRAWABLE


EDITABLE = frozenset({Standing.DRAFT, Standing.CHANGES_ASKED, Standing.STOPPED, Standing.REMOVED})
WITHDRAWABLE = EDITABLE | {Standing.WITH_MODERATOR}


def standing_from(
    *,
    state: str,
    has_page: bool,
    is_live: bool = False,
    was_published: bool = False,
    is_scheduled: bool = False,
    workflow_status: str = "",
) -> Standing:
    """How it stands.

    `state` is that of the submission; `workflow_status` that of the page's newest workflow
    ("in_progress", "needs_changes", "approved", "cancelled"), "" where there is none.
    """
    if is_live:
        return Standing.PUBLISHED
    if state == "withdrawn":
        return Standing.WITHDRAWN
    if state == "draft":
        return Standing.DRAFT
    if not has_page:
        return Standing.REMOVED
    if workflow_status == "in_progress":
        return Standing.WITH_MODERATOR
    if workflow_status == "needs_changes":
        return Standing.CHANGES_ASKED
    if is_scheduled:
        return Standing.APPROVED
    if was_published:
        return Standing.TAKEN_DOWN
    return Standing.STOPPED
