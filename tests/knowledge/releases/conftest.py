"""A pack with one of everything that a version keeps."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from wagtail.models import ReferenceIndex

from examples.models import ExampleIndexPage, PracticeExamplePage
from knowledge.models import HubDocument, HubImage, SectionPage
from knowledge.releases.downloads import ask_for_all, build
from knowledge.releases.freezing import freeze
from knowledge.releases.models import Download, Release
from tests.factories import SiteTree, add_page, make_document, make_image
from tests.shared_fixtures import shared_fixture

NESTED = (
    "<p>Before the list, <b>bold</b> and <i>slanted</i>.</p>"
    "<ul><li>First item<ul><li>An item within</li></ul></li><li>Second item</li></ul>"
    "<ol><li>Step one</li><li>Step two</li></ol><ol><li>Another beginning</li></ol>"
)


@dataclass(frozen=True)
class Rich:
    """The pages of the pack, and its files."""

    section: SectionPage
    examples: ExampleIndexPage
    example: PracticeExamplePage
    image: HubImage
    document: HubDocument


@shared_fixture
def rich(site_tree: SiteTree) -> Rich:
    """What `make_rich` makes."""
    return make_rich(site_tree)


def make_rich(site_tree: SiteTree) -> Rich:
    """Lists, pictures, a table, files, folded text, and a link to a practice example."""
    image, document = make_image("Blue"), make_document("Worksheet", name="worksheet.txt")
    examples = add_page(ExampleIndexPage, site_tree.home, "Practice examples", slug="examples")
    example = add_page(
        PracticeExamplePage,
        examples,
        "Tea with Zebedee",
        practice_template="projects",
        aims="We wanted quokkas to be heard.",
    )
    blocks = [
        {"type": "heading", "value": {"text": "In short", "level": "2"}, "id": "a" * 8},
        {"type": "text", "value": NESTED},
        {"type": "text", "value": f'<p>See <a linktype="page" id="{example.pk}">what Zebedee did</a>, '
         'and <a href="https://example.org/x?a=1&amp;b=2">a <b>page</b> elsewhere</a>.</p>'
         f'<ul><li><a linktype="page" id="{example.pk}">Zebedee again</a> by the quokkas</li></ul>'},
        {"type": "image", "value": {"image": image.pk, "alt_text": "A blue rectangle.", "decorative": False}},
        {"type": "document", "value": {"document": document.pk, "text": "The worksheet"}},
        {"type": "callout", "value": {"heading": "Mind this", "body": "<p>It matters.</p>"}},
        {"type": "accordion", "value": [{"heading": "Folded", "body": "<p>What was folded.</p>"}]},
        {"type": "comparison", "value": {
            "heading": "Two wordings", "left_title": "Before", "right_title": "After",
            "rows": [{"name": "Aim", "left": "to hear", "right": "to hear and act"},
                     {"name": "People", "left": "staff", "right": "families"}]}},
    ]  # fmt: skip
    section = add_page(
        SectionPage,
        site_tree.pack,
        "How to listen",
        summary="Listening, step by step.",
        body=blocks,
    )
    for page in (section, example):
        ReferenceIndex.create_or_update_for_object(page)
    return Rich(section, examples, example, image, document)


def release(version: str = "0.5", day: str = "2022-07-01", **fields: object) -> Release:
    """A version of what is public now."""
    made = Release.objects.create(
        version=version, released_on=datetime.date.fromisoformat(day), **fields
    )
    freeze(made)
    return made


def built(version: Release, form: str) -> Download:
    """One of its downloads, built at once."""
    ask_for_all(version)
    download = version.downloads.get(format=form)
    build.call(download.pk, download.turn)
    download.refresh_from_db()
    return download
