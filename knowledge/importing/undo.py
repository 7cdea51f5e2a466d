"""Takes back what an import did, as far as nobody has built on it; says what it left and why."""

from __future__ import annotations

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone
from wagtail.models import Page, ReferenceIndex

from knowledge.importing.contents import content_fingerprint, latest
from knowledge.importing.models import ImportedThing, ImportRun
from knowledge.importing.report import Entry, stored
from knowledge.users.models import User

_ORDER = {"section": 0, "table": 1, "video": 2, "index": 3, "pack": 4, "image": 5, "document": 6}


class CannotUndo(Exception):
    """The import is not done, or is undone already. `str()` is a sentence."""


def undo_run(run: ImportRun, user: User | None) -> list[Entry]:
    """Deletes what the run made and sets back what it updated, unless somebody changed it since."""
    with transaction.atomic():
        run = ImportRun.objects.select_for_update().get(pk=run.pk)
        if run.state != ImportRun.State.DONE:
            raise CannotUndo("Only an import that is done can be undone, and only once.")
        things = sorted(
            run.things.filter(undone_at=None).select_related("page", "document", "image"),
            key=lambda thing: _ORDER.get(thing.kind, 9),
        )
        entries = [_undo(thing, user, things) for thing in things]
        run.state = ImportRun.State.UNDONE
        run.undone_by, run.undone_at = user, timezone.now()
        run.report = [*stored(entries), *run.report]
        run.save()
    return entries


def _undo(thing: ImportedThing, user: User | None, things: list[ImportedThing]) -> Entry:
    name = f"{thing.kind.capitalize() if thing.kind != 'table' else 'Draft'}: {thing.title}"
    is_update = thing.action == ImportedThing.Action.UPDATED
    reason = (
        _why_not_set_back(thing)
        if is_update
        else _why_not_deleted(thing, {other.page_id for other in things} - {None})
    )
    if not reason:
        reason = _set_back(thing, user) if is_update else _delete(thing, user)
    if reason:
        return Entry("kept", f"{name} ({reason})", page=thing.page_id)
    thing.undone_at = timezone.now()
    thing.save(update_fields=["undone_at"])
    done = "set back to how it was before" if is_update else "deleted"
    return Entry("removed", f"{name} ({done})")


def _why_not_set_back(thing: ImportedThing) -> str:
    if thing.page is None:
        return ""
    if content_fingerprint(latest(thing.page)) != thing.content:
        return "somebody edited it since"
    if thing.page.workflow_in_progress:
        return "it is being reviewed"
    if thing.revision_before is None:
        return "what it was before is not known any more"
    return ""


def _why_not_deleted(thing: ImportedThing, own_pages: set[int | None]) -> str:
    """Why a made thing stays: somebody edited, published or uses it. "" when it can go."""
    later = ImportedThing.objects.filter(undone_at=None, pk__gt=thing.pk)
    if thing.page is not None:
        page = thing.page
        if later.filter(page=page).exists():
            return "a later import updated it; undo that one first"
        if content_fingerprint(latest(page)) != thing.content:
            return "somebody edited it since"
        if page.live or page.first_published_at:
            return "it was published since"
        if page.workflow_in_progress:
            return "it is being reviewed"
        if page.get_children().exists():
            return "there are pages below it"
        return _users_of(page, own_pages)
    if thing.document is not None:
        return _users_of(thing.document, own_pages)
    if thing.image is not None:
        return _users_of(thing.image, own_pages)
    return ""


def _users_of(target, own_pages: set[int | None]) -> str:
    """Says that something outside the import uses the page or file, or ""."""
    base = Page if isinstance(target, Page) else type(target)
    references = ReferenceIndex.objects.filter(
        to_content_type=ContentType.objects.get_for_model(base), to_object_id=str(target.pk)
    ).select_related("base_content_type")
    page_type = ContentType.objects.get_for_model(Page)
    for reference in references:
        if reference.base_content_type != page_type:
            if reference.base_content_type.model_class() not in (ImportRun, ImportedThing):
                return "something else on the hub uses it"
        elif int(reference.object_id) not in own_pages | {target.pk}:
            return "another page uses it"
    return ""


def _set_back(thing: ImportedThing, user: User | None) -> str:
    if thing.page is not None and thing.revision_before is not None:
        before = thing.revision_before.as_object()
        before.save_revision(user=user, log_action="wagtail.revert", clean=False)
    return ""


def _delete(thing: ImportedThing, user: User | None) -> str:
    """Deletes the thing; says why it could not."""
    target = thing.page.specific if thing.page is not None else thing.document or thing.image
    if target is None:
        return ""
    try:
        with transaction.atomic():
            if thing.page is not None:
                target.delete(user=user)
            else:
                target.delete()
    except ProtectedError:
        return "something else on the hub uses it"
    # The rows that pointed at it say so in the database; say it here, too.
    thing.page = thing.document = thing.image = None
    return ""
