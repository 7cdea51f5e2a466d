"""Decides what an import does with each draft, by what the hub holds already; and says so. Pure.

Nothing that somebody edited since is touched. What differs otherwise is updated only when asked for.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from knowledge.importing.accounting import unplaced
from knowledge.importing.drafts import Draft, DraftSet
from knowledge.importing.items import Oddity
from knowledge.importing.report import Entry

Action = Literal["create", "update", "unchanged", "offer", "left", "reuse"]

KIND_NAMES = {
    "pack": "resource pack",
    "section": "section",
    "video": "video",
    "document": "document",
    "image": "picture",
}


@dataclass(frozen=True)
class Known:
    """What an earlier import made of the same thing, as it is now."""

    state: Literal["as imported", "edited", "gone"]
    fingerprint: str
    bag: str
    format: str
    text: str = ""
    """Every word of it now."""
    target: int | None = None
    """Its page, document or image."""


@dataclass(frozen=True)
class Hub:
    """What the hub holds of a source's drafts."""

    known: Mapping[str, Known] = field(default_factory=dict)
    """By key: what imports made."""
    held: Mapping[str, int] = field(default_factory=dict)
    """By key: a page or file that makes a draft needless, whoever made it."""
    namesakes: Mapping[str, int] = field(default_factory=dict)
    """By key: a page of the same name that no import made."""
    pack: int | None = None
    """The pack that the sections go into; None: a new one."""
    pack_title: str = ""
    pack_reason: str = ""


@dataclass(frozen=True)
class Decision:
    """What is done with a draft."""

    draft: Draft
    action: Action
    reason: str = ""
    target: int | None = None

    @property
    def changes_hub(self) -> bool:
        """Whether it writes anything."""
        return self.action in {"create", "update"}


@dataclass(frozen=True)
class Plan:
    """All decisions of an import, and its report."""

    decisions: list[Decision]
    entries: list[Entry]
    hub: Hub

    @property
    def changes_hub(self) -> bool:
        """Whether there is anything to do."""
        return any(decision.changes_hub for decision in self.decisions)

    @property
    def offers_update(self) -> bool:
        """Whether something waits for the word to update."""
        return any(decision.action == "offer" for decision in self.decisions)


def make_plan(drafts: DraftSet, hub: Hub, *, update: bool) -> Plan:
    """What an import of these drafts does. `update` is the word to change what imports made."""
    decisions = [
        _decide(draft, hub, drafts.source.format, update=update)
        for draft in drafts.drafts
        if not (draft.kind == "pack" and hub.pack is not None and draft.key not in hub.known)
    ]
    return Plan(decisions, _entries(drafts, decisions, hub), hub)


def _decide(draft: Draft, hub: Hub, source_format: str, *, update: bool) -> Decision:
    known = hub.known.get(draft.key)
    if known is None:
        if draft.key in hub.held:
            return Decision(draft, "reuse", "it is on the hub already", hub.held[draft.key])
        return Decision(draft, "create")
    if known.state == "gone":
        if update:
            return Decision(draft, "create", "somebody had deleted it")
        return Decision(draft, "offer", "somebody deleted it; updating brings it back")
    # A text holds no files: a deck that says the same still brings them.
    brings_files = known.format == "txt" and any(
        block.is_reference and block.kind != "page_link" for block in draft.blocks
    )
    same = draft.fingerprint == known.fingerprint or (
        draft.bag == known.bag and source_format != known.format and not brings_files
    )
    if draft.kind in {"document", "image"}:
        same = True
    if same:
        reason = "somebody edited it since" if known.state == "edited" else ""
        return Decision(draft, "unchanged", reason, known.target)
    if known.state == "edited":
        return Decision(draft, "left", "somebody edited it since it was imported", known.target)
    return Decision(draft, "update" if update else "offer", "", known.target)


def _entries_of(decision: Decision, hub: Hub) -> list[Entry]:
    """What the report says of one draft: what happens to it, hints, and the notes kept with it."""
    entries: list[Entry] = []
    draft = decision.draft
    kind = draft.match.kind if draft.match else KIND_NAMES[draft.kind]
    what = f"{kind.capitalize()}: {draft.title}"
    if decision.reason:
        what = f"{what} ({decision.reason})"
    page = decision.target if draft.kind not in {"document", "image"} else None
    entries.append(Entry(decision.action, what, place=draft.place, page=page, key=draft.key))
    if draft.kind == "pack" and decision.action == "create" and not draft.version_date:
        hint = "The file does not say when its version was published; the draft says today"
        entries.append(Entry("hint", hint))
    if draft.key in hub.namesakes and decision.action == "create":
        entries.append(
            Entry(
                "hint",
                f"{kind.capitalize()} “{draft.title}”: the hub has one of this name that no "
                "import made. Compare them and keep one.",
                page=hub.namesakes[draft.key],
            )
        )
    for note in draft.notes:
        title = f"Kept with “{draft.title}”"
        entries.append(Entry("note", title, note.text, note.place))
    return entries


def _entries(drafts: DraftSet, decisions: list[Decision], hub: Hub) -> list[Entry]:
    entries: list[Entry] = []
    placed: list[str] = []
    for decision in decisions:
        entries += _entries_of(decision, hub)
        if decision.changes_hub:
            placed.append(decision.draft.text)
        elif decision.action != "reuse":
            placed.append(hub.known[decision.draft.key].text)
    if hub.pack is not None and hub.pack_reason:
        entries.append(Entry("hint", hub.pack_reason, page=hub.pack))
    for link in drafts.links:
        said = f"“{link.words}”" + (f" ({link.href})" if link.href else "")
        entries.append(Entry(link.kind, said, place=link.place))
    oddities = _once(drafts.oddities)
    for oddity in oddities:
        kind = "unplaced" if oddity.text else "hint"
        entries.append(Entry(kind, oddity.what, oddity.text, oddity.place))
    reported = [oddity.text for oddity in drafts.oddities]
    reported += [note.text for draft in drafts.drafts for note in draft.notes]
    entries += [
        Entry("unplaced", oddity.what, oddity.text, oddity.place)
        for oddity in unplaced(drafts.source.texts(), [*placed, *reported])
    ]
    return entries


def _once(oddities: list[Oddity]) -> list[Oddity]:
    """The oddities without those that say the same of the same place; ones with words are all kept."""
    seen: set[tuple[str, str]] = set()
    kept = []
    for oddity in oddities:
        if oddity.text or (oddity.what, oddity.place) not in seen:
            kept.append(oddity)
        seen.add((oddity.what, oddity.place))
    return kept
