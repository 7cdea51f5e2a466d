"""Lists show only what is public, and ask the database no more for six pages than for two."""

from __future__ import annotations

import datetime
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from knowledge.models import (
    EvidenceRequirement,
    PageRequirement,
    PageRung,
    PageTopic,
    ResourcePage,
    SectionPage,
    ToolPage,
    VideoPage,
)
from knowledge.web import listings
from tests.factories import add_page, make_organisation, make_topic
from tests.knowledge.face.conftest import add_example

pytestmark = pytest.mark.django_db


def fill(site_tree, example_index, rungs, count: int) -> None:
    """`count` more pages of every sort, each tagged with everything."""
    requirement, _ = EvidenceRequirement.objects.get_or_create(scheme="Scheme", slug="scheme")
    for _ in range(count):
        topic = make_topic()
        publisher = make_organisation()
        made = [
            add_page(SectionPage, site_tree.pack),
            add_page(ResourcePage, site_tree.resources, publisher=publisher),
            add_page(VideoPage, site_tree.videos, publisher=publisher),
            add_page(ToolPage, site_tree.tools, publisher=publisher),
        ]
        made.append(add_example(example_index, f"Example {made[0].pk}"))
        for page in made:
            PageTopic.objects.create(page=page, topic=topic)
            PageRequirement.objects.create(page=page, requirement=requirement)
            PageRung.objects.create(page=page, rung=rungs[3])


def queries_of(client, url: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as asked:
        response = client.get(url)
    assert response.status_code == 200, url
    return len(asked)


def test_query_counts_do_not_grow(client, pages, example_index, rungs, site_tree):
    lists = [
        pages[name].get_url()
        for name in (
            "home",
            "pack",
            "section",
            "ladder",
            "evidence",
            "resources",
            "videos",
            "tools",
        )
    ]
    lists += ["/sitemap.xml", "/examples/feed/"]
    fill(site_tree, example_index, rungs, 2)
    for url in lists:
        client.get(url)  # content types, sites and the like are remembered from here on
    few = {url: queries_of(client, url) for url in lists}
    fill(site_tree, example_index, rungs, 4)
    many = {url: queries_of(client, url) for url in lists}
    assert many == few


def test_a_list_is_narrowed_by_its_address(client, pages, site_tree):
    topic, other = make_topic("Birth"), make_topic("Feeding")
    for title, tag in (("About birth", topic), ("About feeding", other)):
        page = add_page(ResourcePage, site_tree.resources, title, kind="guide")
        PageTopic.objects.create(page=page, topic=tag)
    html = client.get("/resources/?topic=birth").content.decode()
    assert "About birth" in html
    assert "About feeding" not in html
    assert "1 resource match" in html
    html = client.get("/resources/?kind=toolkit").content.decode()
    assert "A toolkit" in html
    assert "About birth" not in html


def test_an_odd_address_is_no_error(client, site_tree):
    add_page(ResourcePage, site_tree.resources, "A toolkit")
    for query in (
        "page=abc", "page=0", "page=1000000000", "topic=%00", "kind='", "topic=no-such"
    ):  # fmt: skip
        assert client.get(f"/resources/?{query}").status_code == 200, query


def test_long_lists_are_turned_page_by_page_and_keep_the_choice(client, site_tree, monkeypatch):
    monkeypatch.setattr(listings, "PAGE_SIZE", 4)
    topic = make_topic("Birth")
    make_topic("Other")
    for number in range(5):
        page = add_page(ResourcePage, site_tree.resources, f"Resource {number:02}")
        PageTopic.objects.create(page=page, topic=topic)
    other = add_page(ResourcePage, site_tree.resources, "Another")
    PageTopic.objects.create(page=other, topic=make_topic("Feeding"))
    first = client.get("/resources/?topic=birth").content.decode()
    assert "Resource 00" in first
    assert "Resource 04" not in first
    assert "?topic=birth&amp;page=2" in first
    second = client.get("/resources/?topic=birth&page=2").content.decode()
    assert "Resource 04" in second


def test_pages_of_one_title_keep_their_order_from_one_page_of_a_list_to_the_next(
    client, site_tree, monkeypatch
):
    monkeypatch.setattr(listings, "PAGE_SIZE", 4)
    pages = [
        add_page(ResourcePage, site_tree.resources, "Same title", slug=f"same-{number}")
        for number in range(8)
    ]
    # As an editor arranges them; a database left to itself keeps the order of its rows.
    for page in pages:
        page.refresh_from_db()
        page.move(site_tree.resources, pos="first-child")
    shown = [
        link
        for number in (1, 2)
        for link in re.findall(
            r'href="(/resources/[^"?]+/)"',
            client.get("/resources/", {"page": number}).content.decode(),
        )
    ]
    assert shown == [f"/resources/same-{number}/" for number in reversed(range(8))]


def test_a_list_says_which_of_its_pages_it_shows(client, site_tree, monkeypatch):
    monkeypatch.setattr(
        type(site_tree.resources), "listed", lambda page, children: children.filter(title="Shown")
    )
    for title in ("Shown", "Kept back"):
        add_page(ResourcePage, site_tree.resources, title, publisher=make_organisation())
    html = client.get("/resources/").content.decode()
    assert "Shown" in html
    assert "Kept back" not in html


def test_lists_hold_what_is_public_tagged_and_still_asked_for(
    client, pages, site_tree, rungs, example_index
):
    draft = add_page(ResourcePage, site_tree.resources, "Unready words", live=False)
    example = add_example(example_index, "Thrive together")
    for page in (draft, example, pages["resource"]):
        PageRung.objects.create(page=page, rung=rungs[3])
    EvidenceRequirement.objects.create(scheme="Old scheme", slug="old", is_current=False)
    html = {
        name: client.get(pages[name].get_url()).content.decode()
        for name in ("resources", "ladder", "home", "evidence")
    }
    assert [name for name, said in html.items() if "Unready words" in said] == []
    ladder = html["ladder"]
    fourth = ladder[ladder.index('id="rung-4"') : ladder.index('id="rung-3"')]
    assert "Thrive together" in fourth
    assert "A toolkit" in fourth
    assert 'id="requirement-mis-7"' in html["evidence"]
    assert "Old scheme" not in html["evidence"]


def test_a_list_leads_with_what_opens_and_says_once_what_is_being_checked(client, site_tree):
    for title, address in (("Alpha", ""), ("Beta", ""), ("Zulu", "https://zulu.example/")):
        add_page(ResourcePage, site_tree.resources, title, source_url=address)
    html = client.get("/resources/").content.decode()
    assert re.findall(r">(Alpha|Beta|Zulu)</a>", html) == ["Zulu", "Alpha", "Beta"]
    assert html.count("still checking") == 1
    assert "2 links that we are still checking" in html
    assert "Last checked" not in client.get("/resources/alpha/").content.decode()
    assert "Last checked" in client.get("/resources/zulu/").content.decode()


def test_tools_are_chosen_by_purpose_minutes_and_group_size(client, site_tree):
    for title, purpose, minutes, least, most in (
        ("Short", "hear", 20, 3, 6),
        ("Long", "ideas", 60, 8, None),
        ("Unsaid", "", None, None, None),
    ):
        add_page(
            ToolPage,
            site_tree.tools,
            title,
            purpose=purpose,
            minutes=minutes,
            people_from=least,
            people_to=most,
        )

    def titles(query: str) -> list[str]:
        html = client.get(f"/tools/?{query}").content.decode()
        return re.findall(r">(Short|Long|Unsaid)</a>", html)

    assert titles("") == ["Short", "Long", "Unsaid"]
    assert titles("purpose=hear") == ["Short"]
    assert titles("minutes=30") == ["Short"]
    assert titles("people=4") == ["Short"]
    assert titles("people=20") == ["Long"]
    assert titles("purpose=ideas&minutes=30") == []
    assert titles("minutes=31&people=x") == ["Short", "Long", "Unsaid"]
    html = client.get("/tools/").content.decode()
    assert "Hear everybody · 20 minutes · 3 to 6 people" in html
    assert "Find ideas · 60 minutes · 8 people or more" in html


def test_a_video_in_a_list_says_what_plays_how_long_and_with_captions(client, pages):
    pages["own video"].duration = datetime.timedelta(minutes=1, seconds=15)
    pages["own video"].save()
    html = client.get("/videos/").content.decode()
    for words in (">Plays here<", "1:15", ">Captions<", "Plays here, from YouTube"):
        assert words in html
    still = re.search(r"<img[^>]+hub-card__picture[^>]*>", html)[0]
    assert 'width="' in still
    assert 'height="' in still


def test_related_pages_share_most_open_first_and_are_public(client, site_tree, example_index):
    topics = [make_topic(), make_topic()]

    def tagged(model, parent, title, number, **fields):
        page = add_page(model, parent, title, **fields)
        for topic in topics[:number]:
            PageTopic.objects.create(page=page, topic=topic)
        return page

    page = tagged(ToolPage, site_tree.tools, "This tool", 2)
    tagged(ResourcePage, site_tree.resources, "Close", 2, source_url="https://close.example/")
    tagged(ResourcePage, site_tree.resources, "Near", 1, source_url="https://near.example/")
    tagged(ResourcePage, site_tree.resources, "No address", 2)
    tagged(ResourcePage, site_tree.resources, "Draft", 2, live=False)
    tagged(ToolPage, site_tree.tools, "Other tool", 1)
    add_page(ToolPage, site_tree.tools, "Stranger")
    html = client.get(page.get_url()).content.decode()
    related = html[html.index("tags-heading") :]
    shown = re.findall(r">(Close|Near|No address|Draft|Other tool|Stranger|This tool)</a>", related)
    assert shown == ["Close", "Other tool", "Near"]


def test_rungs_differ_in_what_helps(client, pages, rungs, site_tree):
    for number in range(6):
        page = add_page(
            ResourcePage, site_tree.resources, f"Both {number}", source_url="https://b.example/"
        )
        for rung in (rungs[5], rungs[6]):
            PageRung.objects.create(page=page, rung=rung)
    html = client.get(pages["ladder"].get_url()).content.decode()
    seventh = html[html.index('id="rung-7"') : html.index('id="rung-6"')]
    sixth = html[html.index('id="rung-6"') : html.index('id="rung-5"')]
    shown = [set(re.findall(r">Both (\d)</a>", part)) for part in (seventh, sixth)]
    assert [len(each) for each in shown] == [3, 3]
    assert not shown[0] & shown[1]
    assert "(6)" in sixth
