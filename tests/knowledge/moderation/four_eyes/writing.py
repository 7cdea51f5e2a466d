"""Writing as the editor does it."""

from __future__ import annotations

from django.urls import reverse
from wagtail.test.utils.form_data import (
    nested_form_data,
    querydict_from_html,
    rich_text,
    streamfield,
)

from knowledge.models import SectionPage


def write(page, user, title="Peer support, changed"):
    """A draft of the page by that person, as saved in the editor."""
    draft = page.get_latest_revision_as_object()
    draft.title = title
    return draft.save_revision(user=user)


def form_of(client, page):
    """What the editor's form would send back, untouched."""
    html = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    return {**querydict_from_html(html, form_id="page-edit-form").dict(), **body_form()}


def body_form(words="<p>First words.</p>"):
    """The body as its script would send it; scripts do not run here."""
    return nested_form_data({"body": streamfield([("text", rich_text(words))])})


def published_title(page):
    return SectionPage.objects.get(pk=page.pk).title


def draft_of(site_tree, user, region=None, **fields):
    """A page never published, created and written by that person."""
    section = SectionPage(title="New", slug="new", owner=user, live=False, **fields)
    if region:
        section.region_links.create(region=region)
    site_tree.pack.add_child(instance=section)
    section.save_revision(user=user)
    return section
