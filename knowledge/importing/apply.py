"""Carries a plan out: drafts only, nothing published, all or nothing.

The caller opens the transaction (`knowledge.importing.runs`), so that several files stand or fall together.
"""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Callable

from django.core.files.base import ContentFile, File
from django.core.files.images import ImageFile
from django.db.models.fields.files import FieldFile
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.text import slugify
from modelcluster.models import get_all_child_relations
from wagtail.models import Comment, Page, Revision, Site
from wagtail.signal_handlers import disable_reference_index_auto_update

from knowledge.importing.contents import fingerprint_of
from knowledge.importing.drafts import Draft
from knowledge.importing.existing import document_of
from knowledge.importing.guard import RefusedFile
from knowledge.importing.models import ImportedThing, ImportRun
from knowledge.importing.plan import Plan, PlannedAction
from knowledge.importing.report import Entry
from knowledge.importing.sections import Block
from knowledge.importing.table_readers import reader_named
from knowledge.models import (
    HomePage,
    HubDocument,
    HubImage,
    PackPage,
    SectionPage,
    VideoIndexPage,
    VideoPage,
)
from knowledge.pictures.asking import PictureError
from knowledge.pictures.cleaning import clean_picture, tells_more_than_pixels
from knowledge.users.models import User

_ORDER = {"pack": 0, "document": 1, "image": 2, "video": 3, "table": 4, "section": 5}
_BLOCK_IDS = uuid.UUID("6f6ad7ea-5f3c-4a43-9d8b-0a6f6f3f6d51")


def apply_plan(
    plan: Plan, run: ImportRun, user: User | None, files: list[FieldFile]
) -> dict[str, int]:
    """Makes and updates what the plan says, remembers it in the run; draft's key → its page.

    Every file it stores is added to `files`, for the caller to take away when the transaction fails.
    """
    writer = _Writer(plan, run, user, files)
    for planned in sorted(plan.actions, key=lambda item: _ORDER[item.draft.kind]):
        writer.carry_out(planned)
    ImportedThing.objects.bulk_create(writer.things)
    kinds = ("document:", "image:")
    return {key: pk for key, pk in writer.targets.items() if not key.startswith(kinds)}


class _Writer:
    """Knows which page or file every key stands for by now."""

    def __init__(
        self, plan: Plan, run: ImportRun, user: User | None, files: list[FieldFile]
    ) -> None:
        self.plan, self.run, self.user, self.files = plan, run, user, files
        self.targets: dict[str, int] = {
            planned.draft.key: planned.target
            for planned in plan.actions
            if planned.target is not None
        }
        self.pack_id = plan.hub.pack
        self.slugs: dict[int, set[str]] = {}
        self.things: list[ImportedThing] = []
        self.decorative = {
            planned.draft.key
            for planned in plan.actions
            if planned.draft.file is not None and planned.draft.file.is_decorative
        }

    def carry_out(self, planned: PlannedAction) -> None:
        draft = planned.draft
        if not planned.changes_hub:
            return
        match draft.kind:
            case "document":
                self._add_document(draft)
            case "image":
                self._add_image(draft)
            case "video":
                self._write_page(planned, VideoPage, lambda: self._index(VideoIndexPage, "Videos"))
            case "table":
                self._write_page(planned, Page, lambda: self._tables_index(draft))
            case "pack":
                page = self._write_page(planned, PackPage, self._home)
                self.pack_id = self.things[-1].pack_id = page.pk
            case "section":
                self._write_page(planned, SectionPage, lambda: self.pack)

    # --- files ---

    def _add_document(self, draft: Draft) -> None:
        document = HubDocument(
            title=draft.title, file=_content_file(draft), uploaded_by_user=self.user
        )
        document.save()
        self.files.append(document.file)
        # Wagtail's forms do this; without them size and fingerprint would stay empty.
        document.get_file_size()
        document.get_file_hash()
        self.targets[draft.key] = document.pk
        self._remember(draft, ImportedThing.Action.MADE, document_id=document.pk)

    def _add_image(self, draft: Draft) -> None:
        try:
            file = _picture_file(draft)
        except PictureError as error:
            if not error.is_final:
                raise
            self.plan.entries.append(Entry("hint", f"{draft.title}: {error}", place=draft.place))
            return
        image = HubImage(
            title=draft.title,
            file=file,
            description=(draft.file.alt if draft.file else "")[:255],
            uploaded_by_user=self.user,
        )
        image._set_image_file_metadata()
        image.save()
        self.files.append(image.file)
        self.targets[draft.key] = image.pk
        self._remember(draft, ImportedThing.Action.MADE, image_id=image.pk)

    # --- places in the tree ---

    @cached_property
    def pack(self) -> PackPage:
        """The pack of the sections, asked for when it is there."""
        return PackPage.objects.get(pk=self.pack_id)

    def _free_slug(self, title: str, parent: Page) -> str:
        if parent.pk not in self.slugs:
            self.slugs[parent.pk] = set(parent.get_children().values_list("slug", flat=True))
        taken = self.slugs[parent.pk]
        base = slugify(title)[:60].strip("-") or "page"
        slug, number = base, 1
        while slug in taken:
            number += 1
            slug = f"{base}-{number}"
        taken.add(slug)
        return slug

    def _home(self) -> Page:
        site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
        root = site.root_page.specific if site else None
        home = root if isinstance(root, HomePage) else HomePage.objects.order_by("path").first()
        if home is None:
            raise RefusedFile(
                self.run.file_name,
                "cannot be imported before there is a home page (`manage.py start_site` makes one)",
            )
        return home

    def _index(self, page_type: type[Page], title: str) -> Page:
        found = page_type.objects.order_by("path").first()
        return found or self._add_index(page_type(title=title))

    def _tables_index(self, draft: Draft) -> Page:
        reader = reader_named(draft.match.reader)  # type: ignore[union-attr]
        return reader.index_page() or self._add_index(reader.new_index_page())

    def _add_index(self, page: Page) -> Page:
        revision = self._add_child(self._home(), page)
        key = f"index:{page._meta.label_lower}"
        draft = Draft(key, "index", page.title)
        self._remember(
            draft, ImportedThing.Action.MADE, page_id=page.pk, revision_id=revision.pk,
            content=fingerprint_of(revision.content),
        )  # fmt: skip
        return page

    def _add_child(self, parent: Page, page: Page) -> Revision:
        page.live = False
        page.has_unpublished_changes = True
        page.owner = self.user
        page.locale_id = parent.locale_id
        page.slug = self._free_slug(page.title, parent)
        relations = [relation.get_accessor_name() for relation in get_all_child_relations(page)]
        empty = [name for name in relations if not getattr(page, name).all()]
        parent.add_child(instance=page)
        # Known already: Wagtail would ask for each of them when it saves the revision.
        for name in empty:
            setattr(page, name, [])
        # Adding it made it valid, and asked for its references to be written down.
        with disable_reference_index_auto_update():
            return page.save_revision(user=self.user, clean=False)

    # --- pages ---

    def _write_page(
        self, planned: PlannedAction, page_type: Callable[..., Page], parent: Callable[[], Page]
    ) -> Page:
        draft = planned.draft
        before = None
        if planned.action == "update":
            page = Page.objects.get(pk=planned.target).specific.get_latest_revision_as_object()
            before = page.latest_revision
            carried = self._carried_over(page, draft)
        else:
            page = (
                page_type(title=draft.title)
                if draft.match is None
                else reader_named(draft.match.reader).new_page(draft.match)
            )
            carried = []
        self._fill(page, draft, carried)
        self._add_comments(page, draft)
        if before is None:
            revision = self._add_child(parent(), page)
        else:
            revision = page.save_revision(user=self.user, log_action=True)
        self.targets[draft.key] = page.pk
        action = ImportedThing.Action.UPDATED if before else ImportedThing.Action.MADE
        self._remember(
            draft, action, page_id=page.pk, revision_id=revision.pk, revision_before=before,
            content=fingerprint_of(revision.content),
        )  # fmt: skip
        return page

    def _fill(self, page: Page, draft: Draft, carried: list[dict[str, object]]) -> None:
        page.title = page.draft_title = draft.title
        if draft.match is not None:
            reader_named(draft.match.reader).write(page, draft.match, draft.intro)
            return
        if isinstance(page, PackPage):
            page.version = draft.version or page.version or "0.1"
            page.version_date = draft.version_date or page.version_date or timezone.localdate()
            page.feedback_email = draft.feedback_email or page.feedback_email
        elif isinstance(page, VideoPage):
            if draft.file is not None:
                page.source_url = draft.file.href or ""
                if draft.file.data:
                    page.file_id = self._video_file(draft)
                if draft.file.poster is not None:
                    page.poster_id = self.targets.get(f"image:{draft.file.poster.digest}")
        else:
            field = page._meta.get_field("body")
            page.body = field.to_python([*self._raw_body(draft), *carried])

    def _video_file(self, draft: Draft) -> int:
        """The stored film. Films with the same bytes share one document."""
        file = draft.file
        if file is None:
            raise ValueError("A film without a file.")
        key = f"document:{file.digest}"
        if key not in self.targets:
            held = document_of(file.data)
            if held is None:
                self._add_document(Draft(key, "document", draft.title, draft.place, file=file))
            else:
                self.targets[key] = held
        return self.targets[key]

    def _carried_over(self, page: Page, draft: Draft) -> list[dict[str, object]]:
        """Blocks for files that a source which cannot hold files says nothing about."""
        if self.run.format != "txt" or not hasattr(page, "body"):
            return []
        raw = [dict(block) for block in page.body.raw_data]
        return [block for block in raw if block["type"] in {"document", "image", "video"}]

    def _raw_body(self, draft: Draft) -> list[dict[str, object]]:
        """The blocks, with ids that stay the same as long as a heading says the same."""
        seen: Counter[str] = Counter()
        raw = []
        for block in draft.blocks:
            value = self._value(block)
            if value is None:
                continue
            said = block.text or str(block.value)
            name = f"{draft.key}|{block.kind}|{said}"
            seen[name] += 1
            key = str(uuid.uuid5(_BLOCK_IDS, f"{self.pack_id}|{name}|{seen[name]}"))
            raw.append({"type": block.kind, "value": value, "id": key})
        return raw

    def _value(self, block: Block) -> object:
        """The block's value with the page or file that its key stands for; None if there is none."""
        if not block.is_reference:
            return block.value
        target = self.targets.get(block.value)
        if target is None:
            return None
        match block.kind:
            case "document":
                return {"document": target, "text": ""}
            case "image":
                alt = HubImage.objects.values_list("description", flat=True).get(pk=target)
                is_decorative = block.value in self.decorative
                image = {"image": target, "decorative": is_decorative, "alt_text": alt}
                return {"image": image, "caption": ""}
            case "video":
                return {"video": target}
        return {"page": target, "text": ""}

    def _add_comments(self, page: Page, draft: Draft) -> None:
        """Words for the speaker, where an editor of the page sees them and the public never does."""
        if self.user is None or not hasattr(page, "wagtail_admin_comments"):
            return
        there = {comment.text for comment in page.wagtail_admin_comments.all()}
        for note in draft.notes:
            text = f"Words for the speaker ({note.place}): {note.text}"
            if text not in there:
                page.wagtail_admin_comments.add(
                    Comment(user=self.user, text=text, contentpath="title")
                )

    def _remember(self, draft: Draft, action: str, **facts: object) -> None:
        thing = ImportedThing(
            run=self.run,
            key=draft.key[:300],
            kind=draft.kind,
            action=action,
            title=draft.title,
            place=draft.place[:200],
            pack_id=self.pack_id if draft.kind in {"pack", "section", "video"} else None,
            fingerprint=draft.fingerprint,
            token_counts=draft.token_counts,
            note="\n\n".join(note.text for note in draft.notes),
            **facts,
        )
        self.things.append(thing)


def _content_file(draft: Draft) -> ContentFile:
    """The file under a name made of its title."""
    if draft.file is None:
        raise ValueError("A file without its bytes.")
    name = slugify(draft.title)[:60].strip("-") or "file"
    return ContentFile(draft.file.data, name=f"{name}{draft.file.extension}")


def _picture_file(draft: Draft) -> File:
    """The picture under such a name, without what it says beside its pixels. Raises PictureError."""
    content = _content_file(draft)
    if draft.file is not None and tells_more_than_pixels(draft.file.data):
        return clean_picture(content).file
    return ImageFile(content)
