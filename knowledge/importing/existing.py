"""Looks up what the hub holds of a source's drafts. Reads the database, changes nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import partial
from hashlib import sha1
from typing import Literal

from wagtail.models import Page

from knowledge.importing.contents import content_fingerprint, words_on
from knowledge.importing.drafts import Draft, DraftSet
from knowledge.importing.items import normalised
from knowledge.importing.models import ImportedThing
from knowledge.importing.plan import Hub, Known
from knowledge.importing.table_readers import reader_named
from knowledge.importing.visibility import within_reach
from knowledge.models import HubDocument, PackPage, SectionPage, VideoPage
from knowledge.models.newest_text import newest_text
from knowledge.users.models import User

OWN_TO_PACK = {"pack", "section", "video"}
"""Kinds that two packs may each have under one name."""


def look_up(drafts: DraftSet, user: User | None) -> Hub:
    """What the hub holds of these drafts, for the person who imports them; None is the command."""
    pack, reason = _pack_for(drafts, user)
    known: dict[str, Known] = {}
    held: dict[str, int] = {}
    unknown: list[Draft] = []
    things = _things(drafts, pack)
    made = Page.objects.filter(pk__in=[thing.page_id for thing in things.values()])
    whole = within_reach(made, user).specific().prefetch_workflow_states()
    pages = {page.pk: page for page in whole.prefetch_related("latest_revision")}
    for draft in drafts.drafts:
        thing = things.get(draft.key)
        if thing is not None:
            known[draft.key] = _known(thing, pages)
        elif (target := _held(draft)) is not None:
            held[draft.key] = target
        else:
            unknown.append(draft)
    namesakes = _namesakes(unknown, pack, user)
    return Hub(known, held, namesakes, pack.pk if pack else None, reason)


def _things(drafts: DraftSet, pack: Page | None) -> dict[str, ImportedThing]:
    """The newest thing of every key that was not undone; of the right pack where that matters."""
    found: dict[str, ImportedThing] = {}
    rows = ImportedThing.objects.filter(
        key__in=[draft.key for draft in drafts.drafts], undone_at=None
    ).select_related("run")
    for thing in rows.order_by("pk"):
        own = thing.kind in OWN_TO_PACK
        if not own or (pack is not None and thing.pack_id == pack.pk):
            found[thing.key] = thing
    return found


def _known(thing: ImportedThing, theirs: dict[int, Page]) -> Known:
    known = partial(
        Known,
        fingerprint=thing.fingerprint,
        token_counts=thing.token_counts,
        format=thing.run.format,
    )
    if thing.kind in {"document", "image"}:
        target = thing.document_id or thing.image_id
        return known("as imported" if target else "gone", target=target)
    if thing.page_id is None:
        return known("gone")
    page = theirs.get(thing.page_id)
    if page is None:
        return known("of another region", target=thing.page_id)
    newest = newest_text(page)
    if content_fingerprint(newest) != thing.content:
        state: Literal["edited", "in review", "as imported"] = "edited"
    else:
        state = "in review" if page.workflow_in_progress else "as imported"
    return known(state, text=words_on(newest), target=thing.page_id)


def _held(draft: Draft) -> int | None:
    """A page or file that makes the draft needless."""
    if draft.match is not None:
        page = reader_named(draft.match.reader).same_on_hub(draft.match)
        return page.pk if page is not None else None
    if draft.kind == "document" and draft.file is not None:
        return document_of(draft.file.data)
    return None


def document_of(data: bytes) -> int | None:
    """The library's document with these very bytes, so that they are stored once."""
    # Wagtail's own fingerprint of a file; sameness is then proven byte by byte.
    digest = sha1(data, usedforsecurity=False).hexdigest()
    for document in HubDocument.objects.filter(file_hash=digest).order_by("pk"):
        try:
            with document.file.open("rb") as stored:
                if stored.read() == data:
                    return document.pk
        except OSError:
            continue
    return None


def _namesakes(drafts: Iterable[Draft], pack: Page | None, user: User | None) -> dict[str, int]:
    """By key: a page of the same kind and name, if it is the person's to read."""
    by_type: dict[type[Page], list[Draft]] = {}
    for draft in drafts:
        if (page_type := _page_type(draft)) is not None:
            by_type.setdefault(page_type, []).append(draft)
    found: dict[str, int] = {}
    for page_type, alike in by_type.items():
        pages = page_type.objects.order_by("path")
        if page_type is SectionPage:
            pages = pages.descendant_of(pack) if pack is not None else pages.none()
        first: dict[str, int] = {}
        for pk, *names in within_reach(pages, user).values_list("pk", "title", "draft_title"):
            for name in names:
                first.setdefault(normalised(name), pk)
        for draft in alike:
            if (namesake := first.get(normalised(draft.title))) is not None:
                found[draft.key] = namesake
    return found


def _page_type(draft: Draft) -> type[Page] | None:
    """What it becomes; None of a file, and of a pack, whose namesake is the pack to go into."""
    if draft.match is not None:
        return type(reader_named(draft.match.reader).new_page(draft.match))
    return {"section": SectionPage, "video": VideoPage}.get(draft.kind)


def _pack_for(drafts: DraftSet, user: User | None) -> tuple[Page | None, str]:
    """(the pack that the sections go into or None for a new one, what to say about that)."""
    sections = {draft.key for draft in drafts.of_kind("section")}
    title = next((draft.title for draft in drafts.of_kind("pack")), "")
    if not sections:
        return None, ""
    packs = list(within_reach(PackPage.objects.order_by("path"), user))
    shared: Counter[int] = Counter(
        ImportedThing.objects.filter(
            kind="section", key__in=sections, undone_at=None, pack__in=packs
        )
        .values_list("pack_id", flat=True)
        .distinct()
        .order_by()
    )
    for pack_id in list(shared):
        keys = ImportedThing.objects.filter(
            kind="section", key__in=sections, undone_at=None, pack_id=pack_id
        )
        shared[pack_id] = keys.values("key").distinct().count()
    for pack_id, count in shared.most_common(1):
        if count * 2 >= len(sections):
            return next(pack for pack in packs if pack.pk == pack_id), ""
    for pack in packs:
        if normalised(pack.title) == normalised(title):
            return pack, ""
    if not packs:
        return None, ""
    first = packs[0]
    names = {normalised(draft.title) for draft in drafts.of_kind("section")}
    taken = {
        normalised(name) for name in SectionPage.objects.descendant_of(first).values_list("title", flat=True)
    }  # fmt: skip
    if names & taken:
        return None, ""
    return first, f"The sections go into the pack “{first.title}”, which is on the hub already."
