"""Every page type as the public gets it: whole, leading on, and asking nobody else for anything."""

from __future__ import annotations

import datetime
import json
import re
from html.parser import HTMLParser

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageViewRestriction, get_page_models

from knowledge.models import GlossaryPage, PackPage, ResourcePage, SectionPage
from knowledge.models.base import KnowledgePage
from tests.factories import add_page, section_body
from tests.knowledge.face.conftest import block

pytestmark = pytest.mark.django_db


class Fetched(HTMLParser):
    """Addresses that a browser asks for by itself when it shows the page, and inline styles."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self.inline_styles: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if "style" in given:
            self.inline_styles.append(tag)
        names = {"img": ["src"], "script": ["src"], "source": ["src"], "track": ["src"]}
        names |= {
            "iframe": ["src"],
            "video": ["src", "poster"],
            "embed": ["src"],
            "object": ["data"],
        }
        if tag == "link" and given.get("rel") in {"stylesheet", "icon", "preload", "preconnect"}:
            names["link"] = ["href"]
        self.addresses += [given[name] for name in names.get(tag, []) if given.get(name)]


def html_of(client, page) -> str:
    response = client.get(page.get_url())
    assert response.status_code == 200, page
    return response.content.decode()


def test_every_page_of_the_knowledge_base_is_shown(client, pages):
    ours = {
        model for model in get_page_models() if model._meta.app_label in {"knowledge", "workspaces"}
    }
    assert {type(page) for page in pages.values()} == ours
    for page in pages.values():
        html = html_of(client, page)
        assert html.count("<h1") == 1
        assert page.title in html
        assert 'name="q"' in html
        assert 'href="#maincontent"' in html
        assert 'id="maincontent"' in html


def test_a_page_asks_no_third_party_and_has_no_style_of_its_own(client, pages):
    for page in pages.values():
        found = Fetched(html_of(client, page))
        assert [url for url in found.addresses if re.match(r"(https?:)?//", url)] == []
        assert found.inline_styles == []


def test_links_lead_to_pages_of_the_site_and_not_to_their_sources(client, pages):
    html = html_of(client, pages["resources"])
    assert f'href="{pages["resource"].get_url()}"' in html
    assert "publisher.example/toolkit" not in html
    assert "https://publisher.example/toolkit" in html_of(client, pages["resource"])


def test_what_has_no_address_says_that_it_is_being_checked(client, pages):
    for name in ("resource without address", "video without address"):
        html = html_of(client, pages[name])
        assert "We are checking this link" in html
        assert 'href="#"' not in html
    assert "1 link that we are still checking" in html_of(client, pages["resources"])
    assert "We are checking this link" not in html_of(client, pages["resource"])


def test_a_page_whose_check_is_late_says_so(client, pages):
    page = pages["section"]
    assert "we have not done that yet" not in html_of(client, page)
    assert "Next check due" in html_of(client, page)
    today = timezone.localdate()
    for day, is_late in ((today, False), (today - datetime.timedelta(days=1), True)):
        type(page).objects.filter(pk=page.pk).update(next_review=day)
        assert ("we have not done that yet" in html_of(client, page)) == is_late


def test_the_ladder_shows_the_next_rung_up(client, pages):
    html = html_of(client, pages["ladder"])
    positions = [html.index(f'id="rung-{number}"') for number in range(7, 0, -1)]
    assert positions == sorted(positions)
    fourth = html[html.index('id="rung-4"') : html.index('id="rung-3"')]
    assert 'href="#rung-5"' in fourth
    assert "Engagement" in fourth
    assert "How to leave Consultation." in fourth
    seventh = html[html.index('id="rung-7"') : html.index('id="rung-6"')]
    assert "You are at the top" in seventh


def test_our_own_video_plays_without_a_third_party_or_script(client, pages):
    html = html_of(client, pages["own video"])
    assert re.search(r"<video[^>]* controls", html)
    assert re.search(r'<track kind="captions" src="/documents/\d+/clip\.vtt"', html)
    assert 'data-seek="75"' in html
    assert "Now look for the ladder." in html


def test_a_video_elsewhere_waits_for_a_click(client, pages):
    html = html_of(client, pages["video elsewhere"])
    assert "<iframe" not in html
    assert 'href="https://www.youtube.com/watch?v=abcdefghijk"' in html
    assert re.search(r"<button[^>]* hidden data-load-video=", html)
    assert "Now look for the ladder." in html


def test_sections_lead_to_the_one_before_and_after(client, site_tree):
    second = add_page(SectionPage, site_tree.pack, "Second")
    add_page(SectionPage, site_tree.pack, "Hidden draft", live=False)
    third = add_page(SectionPage, site_tree.pack, "Third")
    html = html_of(client, second)
    assert re.search(rf'href="{site_tree.section.get_url()}" rel="prev"', html)
    assert re.search(rf'href="{third.get_url()}" rel="next"', html)
    assert "Hidden draft" not in html
    assert 'aria-current="page">Second</a>' in html


def test_the_pack_lists_all_its_sections_and_says_its_version(client, pages):
    html = html_of(client, pages["pack"])
    for name in ("section", "subsection", "ladder", "evidence"):
        assert f'href="{pages[name].get_url()}"' in html
    assert "Version 1.0" in html


def test_headings_are_listed_with_the_anchor_that_stays(client, site_tree):
    body = section_body("Words.", heading="First question")
    body += section_body("Words.", heading="Second question")
    page = add_page(SectionPage, site_tree.pack, "Asked", body=body)
    html = html_of(client, page)
    anchor = f"h-{body[0]['id'][:8]}"
    assert f'href="#{anchor}"' in html
    assert f'id="{anchor}"' in html


def test_metadata_names_the_page_and_its_place(client, pages, settings):
    page = pages["section"]
    html = html_of(client, page)
    assert '<meta name="description" content="Working together as equals.">' in html
    assert f'<link rel="canonical" href="{settings.HUB_BASE_URL}{page.get_url()}">' in html
    data = json.loads(re.search(r"application/ld\+json[^>]*>(.*?)</script>", html, re.S)[1])
    assert [item["name"] for item in data["itemListElement"]] == [
        "Home",
        "Resource pack",
        "What is co-production",
    ]


def test_a_title_cannot_break_out_of_the_metadata(client, site_tree):
    page = add_page(SectionPage, site_tree.pack, "</script><b>&", slug="odd")
    html = html_of(client, page)
    assert "</script><b>" not in html


def test_a_page_with_a_password_tells_nothing(client, pages):
    page = pages["section"]
    PageViewRestriction.objects.create(page=page, restriction_type="password", password="secret")
    response = client.get(page.get_url())
    html = response.content.decode()
    assert "This page needs a password" in html
    assert page.title not in html
    assert page.summary not in html
    assert '<meta name="robots" content="noindex">' in html
    # Whoever knows the password sees it; robots are still kept out.
    restriction = page.get_view_restrictions()[0]
    session = client.session
    session["passed_page_view_restrictions"] = [restriction.pk]
    session.save()
    html = html_of(client, page)
    assert page.title in html
    assert '<meta name="robots" content="noindex">' in html


def test_blocks_lead_nowhere_when_their_page_is_not_public(client, site_tree):
    draft = add_page(ResourcePage, site_tree.resources, "Unready resource", live=False)
    private = add_page(ResourcePage, site_tree.resources, "Private resource")
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    body = [
        block("resource_card", {"resource": draft.pk}),
        block("resource_card", {"resource": private.pk}),
        block("page_link", {"page": draft.pk, "text": "Unready text"}),
        block("page_link", {"page": private.pk, "text": "Private text"}),
    ]
    html = html_of(client, add_page(SectionPage, site_tree.pack, "Careful", body=body))
    for word in ("Unready", "Private resource", "Private text"):
        assert word not in html


def test_a_private_section_is_in_no_list(client, pages):
    PageViewRestriction.objects.create(page=pages["ladder"], restriction_type="login")
    for name in ("home", "pack", "section"):
        assert pages["ladder"].get_url() not in html_of(client, pages[name])


def test_the_header_leads_to_what_is_in_menus(client, pages):
    html = html_of(client, pages["home"])
    header = html[html.index("<header") : html.index("</header>")]
    assert ">The pack</a>" in header
    assert ">Resources</a>" in header
    footer = html[html.index("<footer") :]
    assert ">Privacy notice</a>" in footer
    assert f'href="{reverse("knowledge:suggest")}" rel="nofollow">Share a resource</a>' in footer


def test_every_page_has_a_card_and_a_template():
    for model in get_page_models():
        if issubclass(model, KnowledgePage):
            assert model.card_template
            assert model.template.startswith("pages/")


def test_without_any_page_the_site_still_answers(client, db):
    PackPage.objects.all().delete()
    response = client.get("/no-such-page/")
    assert response.status_code == 404


def test_editors_can_preview_every_page_before_it_is_published(pages, admin_user):
    for page in pages.values():
        draft = type(page)(title="Not yet saved", slug="not-yet-saved")
        # As Wagtail's own preview of a page that is being added.
        draft.set_url_path(page.get_parent())
        draft.path, draft.depth = page.get_parent().path + "0099", page.depth
        if isinstance(draft, PackPage):
            draft.version, draft.version_date = "2.0", page.version_date
        for shown in (draft, page.get_latest_revision_as_object()):
            response = shown.make_preview_request(extra_request_attrs={"user": admin_user})
            assert response.status_code == 200, type(page)
            html = response.render().content.decode()
            assert shown.title in html
            assert '<meta name="robots" content="noindex">' in html


@pytest.mark.parametrize("in_menus", [True, False])
def test_header_and_footer_name_each_page_once(site_tree, client, in_menus):
    add_page(GlossaryPage, site_tree.home, "Glossary", show_in_menus=in_menus)
    add_page(SectionPage, site_tree.home, "Not in menus", show_in_menus=False)
    html = client.get(site_tree.pack.url).content.decode()
    header, footer = html.split("<main", 1)[0], html[html.index("<footer") :]
    assert header.count(">Glossary</a>") == in_menus
    assert footer.count(">Glossary</a>") == 1
    assert "Not in menus" not in header + footer


def test_a_page_is_only_read(client, site_tree):
    for method in ("post", "put", "patch", "delete"):
        assert getattr(client, method)("/pack/").status_code == 405
    assert client.options("/pack/")["Allow"] == "GET, HEAD, OPTIONS"


def test_each_type_of_page_says_in_a_sentence_what_it_is_for():
    described = {
        model: model.get_page_description()
        for model in get_page_models()
        if issubclass(model, KnowledgePage)
    }
    assert len(described) > 10
    for model, words in described.items():
        assert re.fullmatch(r"[A-Z].{15,100}\.", words), model


def test_every_page_says_when_it_was_checked_and_will_be(client, pages):
    """But the home page, which leads to the others."""
    for name, page in pages.items():
        html = html_of(client, page)
        if name == "home" or name.endswith("without address"):
            continue
        assert "Last checked: " in html, name
        assert "Next check due: " in html, name
