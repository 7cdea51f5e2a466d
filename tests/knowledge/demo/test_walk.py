"""Everything in the demo can be reached, in few clicks, and no link on the site is dead."""

from __future__ import annotations

from urllib.parse import urldefrag, urlsplit

import pytest
from django.apps import apps
from wagtail.models import Page

from examples.template_fields import FIELDS

CLICKS = 3


def path(address: str) -> str:
    return urlsplit(address).path


def test_no_link_is_dead(visits):
    dead = {
        address: visit.status for address, visit in visits.items() if visit.status not in (200, 302)
    }
    assert not dead


def test_every_fragment_opens_at_something(visits):
    lost, anchors = [], {}
    for address, visit in visits.items():
        for link in visit.links:
            page, fragment = urldefrag(link)
            target = visits.get(page)
            # Places in a file or a video (`page=3`, `t=75`) are not ids.
            is_id = bool(fragment) and "=" not in fragment
            if not (is_id and target and target.html):
                continue
            if page not in anchors:
                anchors[page] = target.anchors()
            if fragment not in anchors[page]:
                lost.append((address, link))
    assert not lost


def test_an_example_that_is_hard_to_read_says_so_first_and_where_to_get_support(visits):
    article = visits["http://testserver/examples/kent-and-medway-thrive/"].html.select_one("main")
    text = article.get_text(" ")
    note, story = (
        text.index("speaks about birth trauma and loss"),
        text.index("Aims and objectives"),
    )
    assert note < story < text.index("Where to get support")
    assert "your midwife, your health visitor or your GP" in text


@pytest.mark.parametrize(
    "model",
    [
        "knowledge.PackPage",
        "knowledge.SectionPage",
        "knowledge.LadderPage",
        "knowledge.EvidencePage",
        "knowledge.ResourcePage",
        "knowledge.VideoPage",
        "knowledge.ToolPage",
        "knowledge.InformationPage",
        "examples.PracticeExamplePage",
        "examples.PracticeTemplatePage",
    ],
)
@pytest.mark.usefixtures("demo", "db")
def test_everything_is_at_most_three_clicks_away(visits, model):
    clicks: dict[str, int] = {}
    for address, visit in visits.items():
        if visit.status == 200:
            clicks[path(address)] = min(visit.clicks, clicks.get(path(address), visit.clicks))
    pages = apps.get_model(model).objects.live()
    far = {page.title: clicks.get(page.url) for page in pages if clicks.get(page.url, 99) > CLICKS}
    assert pages
    assert not far


def test_every_section_is_one_click_from_the_pack(visits, demo, db):
    pack = next(v for a, v in visits.items() if path(a) == "/resource-pack/")
    linked = {path(link) for link in pack.links}
    sections = Page.objects.get(slug="resource-pack").get_children().live()
    assert len(sections) >= 11
    assert {page.url for page in sections} <= linked


def test_every_picture_has_a_text_alternative(visits):
    without = [
        (address, str(image)[:120])
        for address, visit in visits.items()
        if visit.html is not None
        for image in visit.html.select("img")
        # The picture of a card stands beside its title and says no more than it.
        if not (image.get("alt") or "").strip() and not image.find_parent(class_="hub-card")
    ]
    assert not without


def test_files_of_the_demo_are_served(visits):
    kinds = {visit.kind for visit in visits.values()}
    assert "application/pdf" in kinds
    assert "application/vnd.openxmlformats-officedocument.wordprocessingml.document" in kinds
    assert "video/mp4" in kinds
    assert any(kind.startswith("image/") for kind in kinds)


def test_what_has_no_known_address_says_so(visits, demo, db):
    page = Page.objects.get(slug="mvp-toolkit")
    shown = next(v for a, v in visits.items() if path(a) == page.url)
    assert "checking this link" in shown.html.get_text(" ")


def test_empty_fields_of_an_example_are_not_recorded(visits, demo, db):
    expected = {
        "sussex-personalised-care": 5,
        "sussex-peer-support": 5,
        "kent-and-medway-thrive": 9,
    }
    for slug, empty in expected.items():
        page = Page.objects.get(slug=slug)
        shown = next(v for a, v in visits.items() if path(a) == page.url)
        lines = [line.get_text() for line in shown.html.select(".share-field__empty")]
        (line,) = [line for line in lines if line.startswith("Not recorded: ")]
        assert sum(field.label in line for field in FIELDS.values()) == empty, slug
