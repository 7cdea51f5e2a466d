"""Puts a submission's text into a practice example page, and reads it back from one."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.text import slugify
from wagtail.models import Page

from examples.consent import content_note_of, is_sensitive, with_content_note
from examples.details import DETAILS
from examples.models import (
    ExampleDocument,
    ExamplePicture,
    PracticeExamplePage,
    Submission,
    SubmissionFile,
)
from examples.submissions.bring_to_library import bring_back, brought_ids
from examples.template_fields import FIELDS
from examples.titles import short_summary
from examples.vocabularies import VOCABULARIES
from knowledge.models import PageRegion


def fill_page(page: PracticeExamplePage, submission: Submission) -> PracticeExamplePage:
    """Set everything the contributor decides about; leave the rest as it is."""
    page.practice_template = submission.practice_template
    page.title = submission.title
    page.draft_title = submission.title
    was_read_from_aims = page.summary == short_summary(page.aims)
    for key in FIELDS:
        setattr(page, key, submission.answers.get(key, ""))
    if not page.summary or was_read_from_aims:
        page.summary = short_summary(page.aims)
    for detail in DETAILS:
        if detail.page_column:
            setattr(page, detail.page_column, getattr(submission, detail.column))
        if detail.page_links:
            vocabulary = VOCABULARIES[detail.rows]
            chosen = vocabulary.model._default_manager.filter(
                pk__in=getattr(submission, detail.column)
            )
            setattr(page, detail.page_links, [vocabulary.link_to(row) for row in chosen])
    if page.organisation_id:
        page.organisation_words = ""
    page.contact_line = submission.contact if submission.contact_is_public else ""
    page.is_sensitive = is_sensitive(submission.consent)
    page.content_note = content_note_of(submission.consent)
    page.contributor_id = submission.owner_id
    page.region_links = [PageRegion(region_id=submission.region_id)] if submission.region_id else []
    _put_files(page, submission)
    return page


def _put_files(page: PracticeExamplePage, submission: Submission) -> None:
    """The contributor's pictures and documents in their order, then those that moderators added."""
    files = list(submission.files.order_by("position", "pk"))
    images, documents = brought_ids(files)
    pictures = [row for row in page.pictures.all() if row.image_id not in images]
    papers = [row for row in page.documents.all() if row.document_id not in documents]
    attached = [file for file in files if file.removed_at is None]
    words = submission.file_words
    page.pictures = _in_order(
        [
            ExamplePicture(
                image_id=file.image_id,
                alternative_text=words.get(str(file.pk), {}).get("alt", ""),
                caption=words.get(str(file.pk), {}).get("caption", ""),
            )
            for file in attached
            if file.image_id
        ]
        + pictures
    )
    page.documents = _in_order(
        [
            ExampleDocument(
                document_id=file.document_id,
                title=words.get(str(file.pk), {}).get("caption", "") or file.name,
            )
            for file in attached
            if file.document_id
        ]
        + papers
    )


def _in_order(rows: list[Any]) -> list[Any]:
    for position, row in enumerate(rows):
        row.sort_order = position
    return rows


def _take_files(submission: Submission, page: PracticeExamplePage) -> None:
    """The words that moderators left beside the contributor's files; what they took out is out."""
    pictures = {row.image_id: row for row in page.pictures.all()}
    papers = {row.document_id: row for row in page.documents.all()}
    words = dict(submission.file_words)
    for file in submission.files.all():
        row = pictures.get(file.image_id) if file.image_id else papers.get(file.document_id)
        if row is not None:
            if file.removed_at:  # in a correction that was given up: the page still shows it
                bring_back(file)
            words[str(file.pk)] = _words_of(file, row)
        elif (file.image_id or file.document_id) and not file.removed_at:
            words.pop(str(file.pk), None)
            file.removed_at = timezone.now()
            file.save(update_fields=["removed_at"])
    submission.file_words = words


def take_text_from_page(submission: Submission, page: PracticeExamplePage) -> None:
    """Set on the submission, without saving it, what the page says now."""
    submission.answers = {
        key: getattr(page, key) for key in submission.definition.keys if getattr(page, key)
    }
    for detail in DETAILS:
        if detail.page_column:
            setattr(submission, detail.column, getattr(page, detail.page_column))
        if detail.page_links:
            name = f"{VOCABULARIES[detail.rows].link_name}_id"
            links = getattr(page, detail.page_links).all()
            setattr(submission, detail.column, [getattr(link, name) for link in links])
    if submission.contact_is_public:
        submission.contact = page.contact_line or submission.contact
        submission.contact_is_public = bool(page.contact_line)
    submission.consent = with_content_note(submission.consent, page.is_sensitive, page.content_note)
    regions = [link.region_id for link in page.region_links.all()]
    if regions and submission.region_id not in regions:  # a moderator knew the right one
        submission.region_id, submission.is_for_pool = regions[0], False
    _take_files(submission, page)


def free_slug(parent: Page, title: str, submission: Submission) -> str:
    """A slug of the title that no sibling has."""
    slug = slugify(title)[:80].strip("-") or "example"
    if parent.get_children().filter(slug=slug).exists():
        return f"{slug}-{submission.pk.hex[:8]}"
    return slug


def _words_of(file: SubmissionFile, row: Any) -> dict[str, str]:
    """What the page says beside a file, without what it would say anyway."""
    if file.is_picture:
        said = {"alt": row.alternative_text, "caption": row.caption}
    else:
        said = {"caption": "" if row.title == file.name else row.title}
    return {part: text for part, text in said.items() if text}
