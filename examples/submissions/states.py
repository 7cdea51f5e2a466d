"""How an example can stand, in the contributor's words. Pure.

How it stands is read from the submission, its page and Wagtail's workflow each time and stored
nowhere, so that it cannot fall out of step with what moderators do in the admin. Who moves it where
is in `moves`, who may do what in `permissions`; docs/submissions.md is written from all three.
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


class SubmissionStatus(Enum):
    """Every way a submission can stand."""

    DRAFT = Words(
        "Draft",
        "grey",
        "Only you can see it.",
        "Go on writing, and send it when you are ready.",
    )
    HELD = Words(
        "Received",
        "",
        "We have it. A person checks first that it is real. It is not public.",
        "You do not need to do anything. We mail you when there is news.",
    )
    REFUSED = Words(
        "Not accepted",
        "red",
        "We took it for spam. Your text is kept.",
        "If we are wrong, tell us by the contact page.",
    )
    WITH_MODERATOR = Words(
        "With a moderator",
        "",
        "People of your region read it. It is not public.",
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
        "Thank you for sharing. You can correct it at any time, or withdraw it.",
    )
    CORRECTING = Words(
        "Published, being corrected",
        "green",
        "Everybody can read it as it was. Only you can see your correction.",
        "Change what is wrong and send it. The published text stays until a moderator approves.",
    )
    CORRECTION_WITH_MODERATOR = Words(
        "Published, correction with a moderator",
        "green",
        "Everybody can read it as it was. People of your region read your correction.",
        "You do not need to do anything. We mail you when there is news.",
    )
    CORRECTION_CHANGES_ASKED = Words(
        "Published, changes asked for",
        "orange",
        "Everybody can read it as it was. A moderator has asked you to change your correction.",
        "Read the comment below, change your text and send it again.",
    )
    NOT_SUITABLE = Words(
        "Not suitable",
        "yellow",
        "The moderators will not publish it as it is. Their reason is below. Your text is kept.",
        "You can change your text and send it again, or keep it for yourself.",
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
        "It was public and our moderators have taken it down. Your text is kept.",
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
    WITHDRAWN_FROM_PUBLIC = Words(
        "Withdrawn",
        "grey",
        "You withdrew it. A notice stands at its address. Only you can see the text here.",
        "Take it up again whenever you like. It is public again only after a moderator approves.",
    )

    @property
    def words(self) -> Words:
        """What the contributor reads."""
        return self.value

    @property
    def is_public(self) -> bool:
        """Whether everybody can read it now."""
        return self in PUBLIC

    @property
    def is_region_fixed(self) -> bool:
        """Whether a region's moderators have it, so that it cannot go to another region."""
        return self in WAITING | CHANGES | PUBLIC

    @property
    def waits_for_region(self) -> bool:
        """Whether the region's people have to do something."""
        return self in WAITING

    @property
    def asks_for_changes(self) -> bool:
        """Whether a moderator's wish waits for the contributor."""
        return self in CHANGES

    @property
    def may_edit(self) -> bool:
        """Whether the contributor may change and send the text."""
        return self in EDITABLE

    @property
    def may_withdraw(self) -> bool:
        """Whether the contributor may take it back before it is published."""
        return self in WITHDRAWABLE

    @property
    def may_reopen(self) -> bool:
        """Whether the contributor may take it up again."""
        return self in REOPENABLE

    @property
    def may_correct(self) -> bool:
        """Whether the contributor may begin a correction of what is public."""
        return self in CORRECTABLE

    @property
    def may_drop_correction(self) -> bool:
        """Whether the contributor may give a correction up."""
        return self in DROPPABLE

    @property
    def may_withdraw_from_public(self) -> bool:
        """Whether the contributor may take it from the public, for good unless they send it again."""
        return self in WITHDRAWABLE_FROM_PUBLIC

    @property
    def may_answer(self) -> bool:
        """Whether the contributor may answer comments."""
        return self in ANSWERABLE


S = SubmissionStatus
WAITING = frozenset({S.WITH_MODERATOR, S.CORRECTION_WITH_MODERATOR})
CHANGES = frozenset({S.CHANGES_ASKED, S.CORRECTION_CHANGES_ASKED})
PUBLIC = frozenset(
    {S.PUBLISHED, S.CORRECTING, S.CORRECTION_WITH_MODERATOR, S.CORRECTION_CHANGES_ASKED}
)
UNSENT = frozenset({S.DRAFT, S.NOT_SUITABLE, S.STOPPED, S.REMOVED})
EDITABLE = UNSENT | CHANGES | {S.CORRECTING}
WITHDRAWABLE = (
    (UNSENT - {S.DRAFT})
    | {S.HELD, S.WITH_MODERATOR, S.CHANGES_ASKED}
    | (PUBLIC - {S.PUBLISHED, S.CORRECTING})
)
REOPENABLE = frozenset({S.WITHDRAWN, S.WITHDRAWN_FROM_PUBLIC})
CORRECTABLE = frozenset({S.PUBLISHED})
DROPPABLE = frozenset({S.CORRECTING})
WITHDRAWABLE_FROM_PUBLIC = PUBLIC | {S.TAKEN_DOWN}
ANSWERABLE = WAITING | CHANGES
ALL = frozenset(SubmissionStatus)


@dataclass(frozen=True)
class StatusFacts:
    """What decides how a submission stands."""

    state: str
    """The submission's own."""
    has_page: bool
    is_live: bool = False
    was_published: bool = False
    was_withdrawn: bool = False
    """The page was public until they withdrew it."""
    is_scheduled: bool = False
    workflow_status: str = ""
    """Of the page's newest workflow: "in_progress", "needs_changes", "approved", "cancelled", or ""."""
    is_theirs: bool = True
    """A contributor began that workflow."""
    is_not_suitable: bool = False
    """It ended with this decision."""


def status_from(facts: StatusFacts) -> SubmissionStatus:
    """How it stands."""
    if facts.is_live:
        return _public(facts.state, facts.workflow_status if facts.is_theirs else "")
    if facts.state in _BY_STATE:
        return _BY_STATE[facts.state]
    if facts.state == "withdrawn":
        return S.WITHDRAWN_FROM_PUBLIC if facts.was_published else S.WITHDRAWN
    if not facts.has_page:
        return S.REMOVED
    was_taken_down = facts.was_published and not facts.was_withdrawn
    if facts.state == "correcting":
        return S.TAKEN_DOWN
    if facts.workflow_status in _BY_WORKFLOW and (facts.is_theirs or not was_taken_down):
        return _BY_WORKFLOW[facts.workflow_status]
    if facts.is_scheduled:
        return S.APPROVED
    if was_taken_down:
        return S.TAKEN_DOWN
    return S.NOT_SUITABLE if facts.is_not_suitable else S.STOPPED


_BY_STATE = {"draft": S.DRAFT, "held": S.HELD, "refused": S.REFUSED}
_BY_WORKFLOW = {"in_progress": S.WITH_MODERATOR, "needs_changes": S.CHANGES_ASKED}


def _public(state: str, workflow_status: str) -> SubmissionStatus:
    if state == "correcting":
        return S.CORRECTING
    if workflow_status == "in_progress":
        return S.CORRECTION_WITH_MODERATOR
    if workflow_status == "needs_changes":
        return S.CORRECTION_CHANGES_ASKED
    return S.PUBLISHED
