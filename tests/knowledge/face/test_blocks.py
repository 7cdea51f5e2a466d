"""Every block of a body as the public reads it."""

from __future__ import annotations

import re

import pytest
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from django.test import RequestFactory

from knowledge.blocks.links import WayInBlock
from knowledge.blocks.streams import BodyBlock
from knowledge.models import HubImage, ResourcePage, VideoPage
from tests.factories import add_page, image_file, make_document, make_image
from tests.knowledge.face.conftest import block

pytestmark = pytest.mark.django_db


def show(*blocks) -> str:
    stream = BodyBlock()
    value = stream.to_python(list(blocks))
    return render_to_string(
        stream.meta.template,
        {"value": value, "self": value, "request": RequestFactory().get("/")},
    )


def make_blocks(site_tree) -> dict[str, dict]:
    resource = add_page(ResourcePage, site_tree.resources, "A guide", summary="How to begin.")
    video = add_page(VideoPage, site_tree.videos, "A film", source_url="https://vimeo.com/123456")
    document = make_document("Handout", name="handout.pdf", content=b"x" * 2048, note="Two sides.")
    rich = "<p>Rich <b>words</b></p>"
    return {
        "heading": block("heading", {"text": "Why", "level": "2"}),
        "text": block("text", rich),
        "callout": block("callout", {"heading": "Mind this", "body": rich}),
        "quotation": block(
            "quotation",
            {
                "quotation": "We were heard.",
                "attribution": "A mother",
                "source": "https://x.example/",
            },
        ),
        "element_list": block(
            "element_list",
            {
                "heading": "Values",
                "numbered": True,
                "elements": [{"title": "Trust", "text": rich}],
            },
        ),
        "accordion": block("accordion", [{"heading": "Step one", "body": rich}]),
        "comparison": block(
            "comparison",
            {
                "heading": "Two wordings",
                "left_title": "Long",
                "right_title": "Short",
                "rows": [
                    {"name": "Rung 5", "left": "People are asked", "right": "People are engaged"},
                    {"name": "Rung 4", "left": "The same", "right": "The same"},
                ],
            },
        ),
        "image": block(
            "image",
            {
                "image": {
                    "image": make_image().pk,
                    "alt_text": "Two people",
                    "decorative": False,
                },
                "caption": "At a table",
            },
        ),
        "video": block("video", {"video": video.pk}),
        "document": block("document", {"document": document.pk, "text": ""}),
        "resource_card": block("resource_card", {"resource": resource.pk}),
        "page_link": block("page_link", {"page": site_tree.section.pk, "text": "Read on"}),
        "ways_in": block(
            "ways_in",
            [
                {
                    "title": "New here",
                    "text": "Begin.",
                    "page": site_tree.section.pk,
                    "address": "",
                },
                {"title": "Share", "text": "", "page": None, "address": "/share/"},
            ],
        ),
    }


SAYS = {
    "heading": ["<h2", "Why"],
    "text": ["Rich <b>words</b>"],
    "callout": ["Mind this", "Rich <b>words</b>"],
    "quotation": ["<blockquote", "We were heard.", "A mother", 'href="https://x.example/"'],
    "element_list": ["<ol", "Values", "Trust"],
    "accordion": ["<details", "hub-folded", "Step one", "Rich <b>words</b>"],
    "comparison": ["<table", ">asked</mark>", ">engaged</mark>", "Same words", "Different words"],
    "image": ['alt="Two people"', "At a table"],
    "video": ["A film", "https://vimeo.com/123456", "Vimeo"],
    "document": ["Handout", "PDF", "2.0\xa0KB", "Two sides."],
    "resource_card": ["A guide", "How to begin."],
    "page_link": ["Read on", "/pack/what-is-co-production/"],
    "ways_in": ["New here", "Begin.", "/pack/what-is-co-production/", 'href="/share/"'],
}


def test_every_block_is_tried(site_tree):
    assert set(make_blocks(site_tree)) == set(BodyBlock().child_blocks) == set(SAYS)


@pytest.mark.parametrize("kind", sorted(SAYS))
def test_block(kind, site_tree):
    html = show(make_blocks(site_tree)[kind])
    for words in SAYS[kind]:
        assert words in html


def test_a_picture_comes_in_the_size_of_the_window_and_at_once_only_where_it_may_be_in_sight(
    site_tree,
):
    file = image_file(size=(1600, 900))
    image = HubImage.objects.create(title="People", description="Two people", file=file)
    picture = block("image", {"image": image.pk, "alt_text": "", "decorative": True, "caption": ""})
    text = block("text", "<p>Words</p>")
    early, late = re.findall("<img[^>]+>", show(text, text, picture, text, picture))
    for tag in (early, late):
        assert re.findall(r"\.webp (\d+)w", tag) == ["1280", "800", "400"]
        assert 'width="1280"' in tag
        assert 'height="720"' in tag
    assert 'loading="eager"' in early
    assert 'loading="lazy"' in late


def test_gone_targets_leave_no_gap_and_no_fault(site_tree):
    blocks = make_blocks(site_tree)
    for kind, name in (("resource_card", "resource"), ("video", "video"), ("page_link", "page")):
        blocks[kind]["value"][name] = 999_999
    html = show(*(blocks[kind] for kind in ("resource_card", "video", "page_link")))
    assert "<a " not in html


def test_a_body_is_text_in_both_directions(site_tree):
    html = show(block("heading", {"text": "<script>alert(1)</script>", "level": "3"}))
    assert "<script>alert" not in html
    assert "<h3" in html


@pytest.mark.parametrize(
    ("page", "address"),
    [
        (False, ""),
        (True, "/share/"),
        (False, "//elsewhere.example/"),
        (False, "javascript:alert(1)"),
    ],
)
def test_a_way_in_leads_to_one_place_of_the_site(site_tree, page, address):
    way = WayInBlock()
    chosen = site_tree.section.pk if page else None
    with pytest.raises(ValidationError):
        way.clean(way.to_python({"title": "A way", "text": "", "page": chosen, "address": address}))


def test_a_way_in_to_what_is_not_public_is_left_out(site_tree):
    draft = add_page(ResourcePage, site_tree.resources, "Unready", live=False)
    ways = [{"title": "A way", "text": "", "page": draft.pk, "address": ""}]
    assert "A way" not in show(block("ways_in", ways))
