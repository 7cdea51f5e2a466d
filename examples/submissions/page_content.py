"""Puts a submission's text into a practice example page, and reads it back from one."""

from __future__ import annotations

from django.utils.text import slugify
from wagtail.models import Page

from examples.consent import content_note_of, is_sensitive, with_content_note
from examples.models import PracticeExamplePage, Submission
from examples.template_fields import FIELDS
from examples.titles import short_summary
from knowledge.models import (
    Audience,
    EvidenceRequirement,
    PageAudience,
    PageRegion,
    PageRequirement,
    PageRung,
    PageTopic,
    Rung,
    Topic,
)


def fill_page(page: PracticeExamplePage, submission: Submission) -> PracticeExamplePage:
    """Set everything the contributor decides about; leave the rest as it is."""
    page.practice_template = submission.practice_template
    page.title = submission.title
    page.draft_title = submission.title
    for key in FIELDS:
        setattr(page, key, submission.answers.get(key, ""))
    if not page.summary:
        page.summary = short_summary(page.aims)
    page.organisation_id = submission.organisation_id
    page.organisation_words = "" if submission.organisation_id else submission.organisation_words
    page.credit_line = submission.credit_line
    page.contact_line = submission.contact if submission.contact_is_public else ""
    page.is_sensitive = is_sensitive(submission.consent)
    page.content_note = content_note_of(submission.consent)
    page.contributor_id = submission.owner_id
    page.region_links = [PageRegion(region_id=submission.region_id)] if submission.region_id else []
    topics = Topic.objects.filter(pk__in=submission.topics)
    page.topic_links = [PageTopic(topic=topic) for topic in topics]
    requirements = EvidenceRequirement.objects.filter(pk__in=submission.requirements)
    page.requirement_links = [PageRequirement(requirement=row) for row in requirements]
    audiences = Audience.objects.filter(pk__in=submission.audiences)
    page.audience_links = [PageAudience(audience=audience) for audience in audiences]
    rungs = Rung.objects.filter(pk__in=submission.rungs)
    page.rung_links = [PageRung(rung=rung) for rung in rungs]
    return page


def take_text_from_page(submission: Submission, page: PracticeExamplePage) -> None:
    """Set on the submission, without saving it, what the page says now."""
    submission.answers = {
        key: getattr(page, key) for key in submission.definition.keys if getattr(page, key)
    }
    submission.credit_line = page.credit_line
    if submission.contact_is_public:
        submission.contact = page.contact_line or submission.contact
        submission.contact_is_public = bool(page.contact_line)
    submission.consent = with_content_note(submission.consent, page.is_sensitive, page.content_note)
    submission.organisation_id = page.organisation_id
    submission.organisation_words = page.organisation_words
    submission.topics = [link.topic_id for link in page.topic_links.all()]
    submission.requirements = [link.requirement_id for link in page.requirement_links.all()]
    submission.audiences = [link.audience_id for link in page.audience_links.all()]
    submission.rungs = [link.rung_id for link in page.rung_links.all()]


def free_slug(parent: Page, title: str, submission: Submission) -> str:
    """A slug of the title that no sibling has."""
    slug = slugify(title)[:80].strip("-") or "example"
    if parent.get_children().filter(slug=slug).exists():
        return f"{slug}-{submission.pk.hex[:8]}"
    return slug
