"""Decides what an import does with each draft, by what the hub holds already; and says so. Pure.

Nothing that somebody edited since is touched. What differs otherwise is updated only when asked for.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from knowledge.importing.accounting import unplaced
from knowledge.importing.drafts import Draft, DraftSet
from knowledge.importing.items import ImportWarning
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

    state: Literal["as imported", "edited", "in review", "of another region", "gone"]
    fingerprint: str
    token_counts: str
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
    pack_reason: str = ""


@dataclass(frozen=True)
class PlannedAction:
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
    """All actions of an import, and its report."""

    actions: list[PlannedAction]
    entries: list[Entry]
    hub: Hub

    @property
    def changes_hub(self) -> bool:
        """Whether there is anything to do."""
        return any(planned.changes_hub for planned in self.actions)

    @property
    def offers_update(self) -> bool:
        """Whether something waits for the word to update."""
        return any(planned.action == "offer" for planned in self.actions)


def make_plan(drafts: DraftSet, hub: Hub, *, update: bool) -> Plan:
    """What an import of these drafts does. `update` is the word to change what imports made."""
    actions = [
        _decide(draft, hub, drafts.source.format, update=update)
        for draft in drafts.drafts
        if not (draft.kind == "pack" and hub.pack is not None and draft.key not in hub.known)
    ]
    return Plan(actions, _entries(drafts, actions, hub), hub)


def _decide(draft: Draft, hub: Hub, source_format: str, *, update: bool) -> PlannedAction:
    known = hub.known.get(draft.key)
    if known is None:
        if draft.key in hub.held:
            return PlannedAction(draft, "reuse", "it is on the hub already", hub.held[draft.key])
        return PlannedAction(draft, "create")
    if known.state == "gone":
        if update:
            return PlannedAction(draft, "create", "somebody had deleted it")
        return PlannedAction(draft, "offer", "somebody deleted it; updating brings it back")
    if known.state == "of another region":
        return PlannedAction(draft, "left", "it belongs to another region", known.target)
    # A text holds no files: a deck that says the same still brings them.
    brings_files = known.format == "txt" and any(
        block.is_reference and block.kind != "page_link" for block in draft.blocks
    )
    same = draft.fingerprint == known.fingerprint or (
        draft.token_counts == known.token_counts
        and source_format != known.format
        and not brings_files
    )
    if draft.kind in {"document", "image"}:
        same = True
    if same:
        reason = "somebody edited it since" if known.state == "edited" else ""
        return PlannedAction(draft, "unchanged", reason, known.target)
    if known.state == "edited":
        return PlannedAction(
            draft, "left", "somebody edited it since it was imported", known.target
        )
    if known.state == "in review":
        return PlannedAction(draft, "left", "somebody is deciding about it", known.target)
    return PlannedAction(draft, "update" if update else "offer", "", known.target)


def _entries_of(planned: PlannedAction, hub: Hub) -> list[Entry]:
    """What the report says of one draft: what happens to it, hints, and the notes kept with it."""
    entries: list[Entry] = []
    draft = planned.draft
    kind = draft.match.kind if draft.match else KIND_NAMES[draft.kind]
    what = f"{kind.capitalize()}: {draft.title}"
    if planned.reason:
        what = f"{what} ({planned.reason})"
    page = planned.target if draft.kind not in {"document", "image"} else None
    entries.append(Entry(planned.action, what, place=draft.place, page=page, key=draft.key))
    if draft.kind == "pack" and planned.action == "create" and not draft.version_date:
        hint = "The file does not say when its version was published; the draft says today"
        entries.append(Entry("hint", hint))
    if draft.key in hub.namesakes and planned.action == "create":
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


def _entries(drafts: DraftSet, actions: list[PlannedAction], hub: Hub) -> list[Entry]:
    entries: list[Entry] = []
    placed: list[str] = []
    for planned in actions:
        entries += _entries_of(planned, hub)
        if planned.changes_hub:
            placed.append(planned.draft.text)
        elif planned.action != "reuse":
            placed.append(hub.known[planned.draft.key].text)
    if hub.pack is not None and hub.pack_reason:
        entries.append(Entry("hint", hub.pack_reason, page=hub.pack))
    for link in drafts.links:
        said = f"“{link.words}”" + (f" ({link.href})" if link.href else "")
        entries.append(Entry(link.kind, said, place=link.place))
    warnings = _once(drafts.warnings)
    for warning in warnings:
        kind = "unplaced" if warning.text else "hint"
        entries.append(Entry(kind, warning.what, warning.text, warning.place))
    reported = [warning.text for warning in drafts.warnings]
    reported += [note.text for draft in drafts.drafts for note in draft.notes]
    entries += [
        Entry("unplaced", warning.what, warning.text, warning.place)
        for warning in unplaced(drafts.source.texts(), [*placed, *reported])
    ]
    return entries


def _once(warnings: list[ImportWarning]) -> list[ImportWarning]:
    """The warnings without those that say the same of the same place; ones with words are all kept."""
    seen: set[tuple[str, str]] = set()
    kept = []
    for warning in warnings:
        if warning.text or (warning.what, warning.place) not in seen:
            kept.append(warning)
        seen.add((warning.what, warning.place))
    return kept
