"""An editor's changes, sent for review, and the page on which they are decided."""

from __future__ import annotations

from django.urls import reverse

from knowledge.models import SectionPage
from knowledge.moderation.models import Review
from tests.factories import make_editor, make_moderator
from tests.signing_in import admin_client


def waits(section, region, **changes) -> Review:
    """The section with an editor's changes, sent for review."""
    editor = make_editor(region=region)
    draft = section.get_latest_revision_as_object()
    for name, value in changes.items():
        setattr(draft, name, value)
    draft.save_revision(user=editor)
    page = SectionPage.objects.get(pk=section.pk)
    page.get_workflow().start(page, editor)
    return Review.objects.get(page_id=section.pk)


def seen(review, region) -> str:
    client = admin_client(make_moderator(region=region))
    return client.get(reverse("review", args=[review.pk])).content.decode()
