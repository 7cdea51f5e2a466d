"""Who decides is shown every block and every field of a page that an editor can change, of every kind."""

from __future__ import annotations

import html as escaping
import re
from collections.abc import Iterator

import pytest
from django.db import transaction
from django.template.loader import render_to_string
from django.test import RequestFactory
from wagtail.models import Page, get_page_models

from examples.models import PracticeExamplePage
from examples.models.attachments import ExampleDocument, ExamplePicture
from knowledge.blocks.streams import BodyBlock
from knowledge.models import HubDocument, SectionPage, ToolPage, VideoPage
from knowledge.moderation.comparison import Change, changes_between
from knowledge.users.models import User
from tests.factories import (
    add_page,
    make_document,
    make_editor,
    make_image,
    make_region,
    section_body,
)
from tests.knowledge.face.test_blocks import SAYS, make_blocks
from tests.knowledge.moderation.reviewing import seen, waits

pytestmark = pytest.mark.django_db

SEEN = {
    "heading": ["Why"],
    "text": ["Rich", "words"],
    "callout": ["Mind this", "Rich"],
    "quotation": ["We were heard.", "A mother", "https://x.example/"],
    "element_list": ["Values", "Trust", "Rich"],
    "accordion": ["Step one", "Rich"],
    "comparison": ["Two wordings", "Long", "Short", "Rung 5", "People are asked", "engaged"],
    "image": ["Two people", "At a table"],
    "video": ["A film"],
    "document": ["Handout"],
    "resource_card": ["A guide"],
    "page_link": ["What is co-production", "Read on"],
    "ways_in": ["New here", "Begin.", "What is co-production", "Share", "/share/"],
}
"""What of each block of `make_blocks` is told apart from another of its kind."""


def changes_of(section: SectionPage, region, **changes: object) -> str:
    """The words that stand under “What will change” on the review of that draft."""
    shown = seen(waits(section, region, **changes), region)
    part = shown.partition('id="changes"')[2].partition('id="text"')[0]
    return escaping.unescape(re.sub(r"<[^>]+>", "", part))


@pytest.mark.parametrize("is_public", [True, False])
def test_every_block_is_shown(is_public, site_tree):
    assert set(SEEN) == set(SAYS) == set(BodyBlock().child_blocks)
    region = make_region()
    section = add_page(SectionPage, site_tree.pack, "Support", body=section_body("First words."))
    section.region_links.create(region=region)
    revision = section.save_revision()
    if is_public:
        revision.publish()
    else:
        section.unpublish()
    blocks = make_blocks(site_tree)
    for kind, expected in SEEN.items():
        with transaction.atomic():
            fresh = SectionPage.objects.get(pk=section.pk)
            changes = changes_of(fresh, region, body=[blocks[kind]])
            transaction.set_rollback(True)
        for words in expected:
            assert words in changes, (kind, words)


def with_one_change(value: object) -> Iterator[tuple[str, object]]:
    """(what was changed, the value with that alone changed), for all words and ticks within it."""
    if isinstance(value, bool):
        yield "tick", not value
    elif isinstance(value, str) and not value.startswith(("/", "h2")) and len(value) > 1:
        marked = value.replace("</p>", " Zebra</p>") if "</p>" in value else f"{value}Zebra"
        yield "words", marked
    elif isinstance(value, dict):
        for key, each in value.items():
            if key not in {"id", "type"}:
                for name, changed in with_one_change(each):
                    yield f"{key} {name}", {**value, key: changed}
    elif isinstance(value, list):
        for number, each in enumerate(value):
            for name, changed in with_one_change(each):
                yield f"{number} {name}", [*value[:number], changed, *value[number + 1 :]]


BLOCK = "5f3c2b1a-0000-4c11-8f00-1234567890ab"


def test_one_word_or_tick_that_changed_in_a_block_is_shown(site_tree):
    viewer = make_editor()
    for kind, made in make_blocks(site_tree).items():
        value = made["value"]
        for name, other in with_one_change(value):
            (change,) = compared(kind, value, other, viewer)
            assert change.comparison.field_label() == "Body", (kind, name)
            if name.endswith("words"):
                assert "Zebra" in change.comparison.htmldiff(), (kind, name)


LINK = '<p>See <a href="https://{}.example/">here</a></p>'
INSIDE = '<p>See <a linktype="{}" id="{}">here</a></p>'


def test_where_links_lead_and_files_of_the_same_title_are_told_apart(site_tree):
    one, two = make_document("Handout"), make_document("Handout")
    first, second = (
        add_page(SectionPage, site_tree.pack, "Twin", slug=slug) for slug in ("one", "two")
    )
    cases = [
        ("text", LINK.format("old"), LINK.format("new"), "https://old.example/", "https://new.example/"),
        ("text", "<p>See here</p>", LINK.format("new"), "", "https://new.example/"),
        ("callout", {"heading": "", "body": LINK.format("old")}, {"heading": "", "body": "<p>See here</p>"}, "https://old.example/", ""),
        ("text", INSIDE.format("page", first.pk), INSIDE.format("page", second.pk), first.url_path, second.url_path),
        ("text", INSIDE.format("document", one.pk), INSIDE.format("document", two.pk), one.filename, two.filename),
        ("document", {"document": one.pk, "text": ""}, {"document": two.pk, "text": ""}, one.filename, two.filename),
        ("page_link", {"page": first.pk, "text": "Read"}, {"page": second.pk, "text": "Read"}, first.url_path, second.url_path),
    ]  # fmt: skip
    for kind, before, after, gone, new in cases:
        (change,) = compared(kind, before, after)
        assert bool(change.gone) == bool(gone)
        assert bool(change.new) == bool(new)
        assert gone in " ".join(change.gone)
        assert new in " ".join(change.new)
    (change,) = compared("text", "<p>See here</p>", "<p>See <b>here</b></p>")
    assert change.is_only_looks
    assert (change.gone, change.new) == ((), ())


def words_of(changes: list[Change]) -> str:
    """What the review says of these changes."""
    context = {"changes": changes, "is_public": True}
    shown = render_to_string("admin/review_changes.html", context)
    return " ".join(escaping.unescape(re.sub(r"<[^>]+>", " ", shown)).split())


def test_files_of_one_title_are_told_apart_by_name_and_size_wherever_they_are_chosen(site_tree):
    one = make_document("Leaflet", name="leaflet-2020.pdf", content=b"x" * 2048)
    two = make_document("Leaflet", name="leaflet-2021.pdf", content=b"x" * 5120)
    names = [f"“Leaflet” ({each.filename}, {size})" for each, size in ((one, "2.0\xa0KB"), (two, "5.0\xa0KB"))]  # fmt: skip
    names = [" ".join(name.split()) for name in names]

    body = words_of(
        compared("document", {"document": one.pk, "text": ""}, {"document": two.pk, "text": ""})
    )
    for name in names:
        assert name in body

    tools = [ToolPage(handout=each) for each in (one, two)]
    said = words_of(differences(*tools))
    for name in names:
        assert name in said

    examples = [
        PracticeExamplePage(documents=[ExampleDocument(document=each, title="Read it")])
        for each in (one, two)
    ]
    said = words_of(differences(*examples))
    for name in names:
        assert name in said


def test_pictures_of_one_title_are_told_apart(site_tree):
    one, two = make_image("Photo"), make_image("Photo")
    examples = [
        PracticeExamplePage(pictures=[ExamplePicture(image=each, alternative_text="A walk")])
        for each in (one, two)
    ]
    said = words_of(differences(*examples))
    assert one.filename != two.filename
    for each in (one, two):
        assert f"“Photo” ({each.filename}, " in said


def test_a_file_that_is_gone_from_the_disk_is_named(site_tree):
    document = make_document("Leaflet", name="leaflet.pdf")
    document.file.storage.delete(document.file.name)
    HubDocument.objects.filter(pk=document.pk).update(file_size=None)
    said = words_of(differences(ToolPage(), ToolPage(handout=document)))
    assert f"“Leaflet” ({document.filename})" in said


def test_pages_of_one_title_that_a_field_chooses_are_told_apart(site_tree):
    films = [add_page(VideoPage, site_tree.pack, "The film", slug=slug) for slug in ("one", "two")]
    said = words_of(differences(*(ToolPage(video=film) for film in films)))
    for film in films:
        assert film.url_path in said


def test_a_link_that_leads_elsewhere_stands_in_the_review(site_tree):
    region = make_region()
    body = [{"type": "text", "value": LINK.format("old")}]
    section = add_page(SectionPage, site_tree.pack, "Support", body=body)
    section.region_links.create(region=region)
    section.save_revision().publish()
    section = SectionPage.objects.get(pk=section.pk)
    body[0]["value"] = LINK.format("new")
    changes = changes_of(section, region, body=body)
    assert "Taken out: “here” leads to https://old.example/" in changes
    assert "Added: “here” leads to https://new.example/" in changes


def test_nothing_is_named_of_another_regions_draft(site_tree):
    secret = add_page(SectionPage, site_tree.pack, "Not yet told", slug="not-told", live=False)
    secret.region_links.create(region=make_region("North"))
    secret.save()
    (change,) = compared("text", "<p>See here</p>", INSIDE.format("page", secret.pk))
    assert "a page that you may not see" in " ".join(change.new)
    assert "told" not in " ".join(change.new).lower()


def differences(one: Page, other: Page, viewer: User | None = None) -> list[Change]:
    """What differs between two versions of a page, for that person or any editor."""
    panel = (
        type(one)
        .get_edit_handler()
        .get_bound_panel(instance=other, request=RequestFactory().get("/"))
    )
    return changes_between(one, other, panel.get_comparison(), viewer or make_editor())


def compared(kind: str, before: object, after: object, viewer: User | None = None) -> list[Change]:
    """What differs between two sections of one block."""
    one, other = (
        SectionPage(body=[{"type": kind, "value": value, "id": BLOCK}]) for value in (before, after)
    )
    return differences(one, other, viewer)


NOT_COMPARED = {
    "comments": "words beside the fields; the public never reads them",
    "comment_notifications": "who is mailed of them",
}


@pytest.mark.parametrize("model", get_page_models(), ids=lambda model: model.__name__)
def test_every_field_of_the_editor_is_compared(model: type[Page], rf, admin_user):
    handler = model.get_edit_handler()
    request = rf.get("/")
    request.user = admin_user
    form = handler.get_form_class()
    page = model()
    panel = handler.get_bound_panel(
        instance=page, request=request, form=form(instance=page, for_user=admin_user)
    )
    compared = set()
    for comparison in panel.get_comparison():
        each = comparison(model(), model())
        compared.add(getattr(each, "relation", getattr(each, "field", None)).name)
    names = {*form.base_fields, *form.formsets}
    missing = names - compared - set(NOT_COMPARED)
    assert missing == set()
