"""Makes one page of the demo: first empty, so that others can link to it, then whole and published."""

from __future__ import annotations

import json

from dateutil.relativedelta import relativedelta
from django.apps import apps
from django.utils import timezone
from wagtail.models import Page
from wagtail.signal_handlers import disable_reference_index_auto_update

from knowledge.demo.blocks import Ref, demo_id
from knowledge.demo.lookup import Lookup
from knowledge.demo.people import ADMINISTRATOR, EDITOR, MODERATOR
from knowledge.demo.specs import DemoPage
from knowledge.models import PageAudience, PageRegion, PageRequirement, PageRung, PageTopic
from knowledge.models.base import review_due


def make_empty_page(spec: DemoPage, lookup: Lookup) -> Page:
    """The page with its title only, unpublished, in its place."""
    model = apps.get_model(spec.model)
    parent = lookup.page(spec.parent) if spec.parent else Page.get_first_root_node()
    if parent is None:
        raise LookupError(f"The demo page “{spec.slug}” has no parent “{spec.parent}”.")
    # Wagtail's "Welcome" page has the slug "home" until the site begins at ours.
    taken = parent.get_children().filter(slug=spec.slug).exists()
    page = model(
        title=spec.title,
        slug=f"{spec.slug}-of-the-hub" if taken else spec.slug,
        summary=spec.summary,
        live=False,
        show_in_menus=spec.in_menu,
        translation_key=demo_id(f"page/{spec.slug}"),
        **{
            name: lookup.value(value)
            for name, value in spec.fields.items()
            if not (is_page(value) or is_stream(value))
        },
    )
    parent.refresh_from_db()
    return parent.add_child(instance=page)


def is_page(value: object) -> bool:
    """Whether the value is another page, which may not be made yet."""
    return isinstance(value, Ref) and value.kind == "page"


def is_stream(value: object) -> bool:
    """Whether the value is blocks, which may hold such pages."""
    return isinstance(value, tuple)


def fill_page(spec: DemoPage, page: Page, lookup: Lookup) -> None:
    """Give the page its body and what it is about, and publish it."""
    page = page.specific
    page.refresh_from_db()
    for name, value in spec.fields.items():
        if isinstance(value, tuple):
            value = json.dumps(lookup.stream(f"{spec.slug}/{name}", value))
        setattr(page, name, lookup.value(value))
    if spec.body:
        page.body = json.dumps(lookup.stream(spec.slug, spec.body))
    keeper = lookup.people.get(EDITOR if spec.region or spec.parent != "home" else ADMINISTRATOR)
    page.owner = page.content_owner = keeper
    page.content_deputy = lookup.people.get(MODERATOR)
    if spec.months_unchecked:
        page.last_reviewed = timezone.localdate() - relativedelta(months=spec.months_unchecked)
        page.next_review = review_due(page.last_reviewed, page.review_months)
    page.topic_links = [PageTopic(topic=lookup.topics[slug]) for slug in spec.topics]
    page.audience_links = [PageAudience(audience=lookup.audiences[slug]) for slug in spec.audiences]
    page.requirement_links = [
        PageRequirement(requirement=lookup.requirements[slug]) for slug in spec.requirements
    ]
    page.rung_links = [PageRung(rung=lookup.rungs[number]) for number in spec.rungs]
    if spec.region:
        page.region_links = [PageRegion(region=lookup.organisations[spec.region])]
    # Wagtail would write the page's references down again with each of its tags; being published does it once.
    with disable_reference_index_auto_update():
        # Stands in the history as a version to go back to, as what an editor makes does.
        page.save_revision(user=keeper, log_action="wagtail.create").publish()
