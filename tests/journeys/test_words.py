"""Walk-throughs P1, P2 and P6, and suggestions while typing, on a phone.

That either engine finds so is asked without a browser, in `tests/search`.
"""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from knowledge.models import Feedback, GlossaryPage, ResourcePage, SectionPage
from knowledge.web.usual_terms import load_usual_terms
from search.copies.reconcile import reconcile
from tests import factories
from tests.journeys.browser import DESKTOP

pytestmark = pytest.mark.journey


@pytest.fixture
def site(site_tree, hub):
    """Pages that go by their former names, and the field's usual terms."""
    load_usual_terms(lambda what, is_new: None)
    factories.add_page(
        ResourcePage,
        site_tree.resources,
        "Maternity Voices Partnerships Toolkit",
        summary="How to set up a partnership.",
        slug="toolkit",
    )
    factories.add_page(
        ResourcePage,
        site_tree.resources,
        "Examples of MVP work",
        summary="Maternity care.",
        slug="work",
    )
    factories.add_page(
        SectionPage,
        site_tree.pack,
        "Coalition for Personalised Care",
        slug="coalition",
        body=factories.section_body("An MVP uses its model. The LMS helps.", heading="The model"),
    )
    factories.add_page(
        SectionPage,
        site_tree.pack,
        "Tools for co-production",
        slug="tools-section",
        summary="Tools.",
    )
    factories.add_page(GlossaryPage, site_tree.home, "Glossary", slug="glossary")
    reconcile()
    return site_tree


def search_for(visitor: Page, query: str) -> None:
    visitor.goto("/")
    box = visitor.get_by_role("combobox").first
    box.fill(query)
    with visitor.expect_navigation():
        box.press("Enter")


def first_result(visitor: Page):
    return visitor.locator("main article").first.get_by_role("heading")


def test_p1_and_p6_a_misspelt_search_is_put_right_and_nothing_found_is_no_dead_end(site, visitor):
    search_for(visitor, "materntiy voices partnrship")
    expect(visitor.get_by_text("Showing results for maternity voices partnership")).to_be_visible()
    expect(first_result(visitor)).to_have_text("Maternity Voices Partnerships Toolkit")
    with visitor.expect_navigation():
        visitor.get_by_role("link", name="Search instead for materntiy voices partnrship").click()
    expect(visitor).to_have_url(re.compile("exact=1"))
    expect(visitor.get_by_text("Showing results for")).to_have_count(0)
    expect(visitor.get_by_role("combobox").first).to_have_value("materntiy voices partnrship")
    assert visitor.evaluate("document.documentElement.scrollWidth") <= 360

    # P6: nothing found is no dead end.
    search_for(visitor, "zzqqx")
    expect(visitor.get_by_role("heading", name="No results for “zzqqx”")).to_be_visible()
    expect(visitor.get_by_role("link", name="Tools for co-production").first).to_be_visible()
    with visitor.expect_navigation():
        visitor.get_by_role("link", name="Tell us what you needed").click()
    visitor.get_by_label("What is wrong or missing?").fill("The zzqqx guide")
    with visitor.expect_navigation():
        visitor.get_by_role("button", name=re.compile("Send")).click()
    assert Feedback.objects.get().query == "zzqqx"


def test_p2_any_name_finds_the_renamed_body_and_says_why(site, visitor):
    for query, title, why in (
        ("MNVP", "Maternity Voices Partnerships Toolkit", "a former name of “MNVP”"),
        ("C4CC", "Coalition for Personalised Care", "another name for “C4CC”"),
        (
            "coalition for collaborative care",
            "Coalition for Personalised Care",
            "another name for",
        ),
        ("LMNS", "Coalition for Personalised Care", "Says “LMS”"),
        ("co-creation", "Tools for co-production", "another name for “Co-creation”"),
    ):
        search_for(visitor, query)
        expect(visitor.get_by_text("Also searched for")).to_be_visible()
        titled = visitor.locator(".hub-hit__title", has_text=title)
        hit = visitor.locator("main article").filter(has=titled).first
        expect(hit).to_be_visible()
        expect(hit).to_contain_text(why)


def test_suggestions_by_keyboard_and_by_touch(site, new_person):
    visitor = new_person(DESKTOP)
    visitor.goto("/")
    box = visitor.locator("#header-search, [data-suggestions]").first
    box.press_sequentially("maternity vo")
    options = visitor.get_by_role("option")
    expect(options.first).to_be_visible()
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(visitor.get_by_role("status").filter(has_text="suggestion")).to_have_count(1)
    box.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    assert box.get_attribute("aria-activedescendant") == options.first.get_attribute("id")
    box.press("Escape")
    expect(options.first).to_be_hidden()
    box.press("ArrowDown")
    box.press("ArrowUp")
    expect(options.last).to_have_attribute("aria-selected", "true")
    address = options.last.get_attribute("data-address")
    with visitor.expect_navigation():
        box.press("Enter")
    assert visitor.url.endswith(address)

    phone = new_person()
    phone.goto("/")
    phone.locator("[data-suggestions]").first.press_sequentially("toolk")
    option = phone.get_by_role("option", name=re.compile("Partnerships Toolkit"))
    assert option.bounding_box()["height"] >= 44
    with phone.expect_navigation():
        option.tap()
    expect(phone).to_have_url(re.compile("/toolkit/$"))


def test_an_acronym_opens_its_meaning(site, visitor):
    visitor.goto(site.pack.url + "coalition/")
    button = visitor.get_by_role("button", name="MVP (what it means)")
    meaning = visitor.locator(".hub-term__meaning").first
    expect(meaning).to_be_hidden()
    button.focus()
    button.press("Enter")
    expect(meaning).to_be_visible()
    expect(meaning).to_contain_text("Maternity and Neonatal Voices Partnership")
    box = meaning.bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 360
    visitor.keyboard.press("Escape")
    expect(meaning).to_be_hidden()
    button.tap()
    with visitor.expect_navigation():
        meaning.get_by_role("link", name="All terms").click()
    expect(visitor.locator("dt:target")).to_contain_text("MNVP")
