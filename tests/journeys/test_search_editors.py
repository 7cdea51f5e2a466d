"""Walk-throughs E4 and E5: editors see what was looked for in vain, and mend it without a developer."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest
from playwright.sync_api import Page as BrowserPage
from playwright.sync_api import expect

from knowledge.models import ResourcePage, Term
from knowledge.web.usual_terms import load_usual_terms
from search.copies.reconcile import reconcile
from tests import factories
from tests.journeys.browser import DESKTOP
from tests.journeys.signing_in import choose_in_menu, open_admin, press
from tests.journeys.test_search import search_for

pytestmark = pytest.mark.journey


@pytest.fixture
def handbook(site_tree) -> ResourcePage:
    """Two resources about the scheme, and the usual terms."""
    load_usual_terms(lambda what, is_new: None)
    factories.add_page(
        ResourcePage, site_tree.resources, "What CNST asks for", summary="CNST in short."
    )
    page = factories.add_page(
        ResourcePage,
        site_tree.resources,
        "The evidence handbook",
        summary="How to show co-production to the CNST.",
    )
    reconcile()
    return page


@pytest.fixture
def editor(new_person) -> BrowserPage:
    """A regional editor in the admin."""
    page = new_person(DESKTOP)
    open_admin(page, factories.make_editor(region=factories.make_region()))
    return page


def count(visitor: BrowserPage, words: str) -> str:
    """Search; returns what the page of results says of their number."""
    visitor.goto("/search/?" + urlencode({"q": words}))
    return visitor.locator("#results-count").inner_text()


def menu(editor: BrowserPage, name: str) -> None:
    choose_in_menu(editor, "Content" if name == "Terms" else "Upkeep", name)


def is_searched_as(other_names: str) -> bool:
    return Term.objects.get(acronym="MIS").other_names == other_names


def test_e4_a_synonym_is_previewed_published_and_taken_back(handbook, editor, visitor):
    assert count(visitor, "trust discount") == "No results for “trust discount”"
    menu(editor, "Terms")
    editor.locator("main").get_by_role("link", name="Maternity Incentive Scheme").first.click()
    editor.get_by_label("Other names").wait_for()
    form = editor.url
    before = editor.get_by_label("Other names").input_value()
    editor.get_by_label("Other names").fill(f"{before}\ntrust discount")
    editor.get_by_role("button", name="Toggle preview").click()
    preview = editor.frame_locator("#w-preview-iframe, iframe[title=Preview]").first
    effect = preview.get_by_role("region", name="trust discount")
    expect(effect).to_contain_text("0 results before, 2 after")
    expect(effect).to_contain_text("What CNST asks for")
    # Looking changed nothing.
    assert count(visitor, "trust discount") == "No results for “trust discount”"

    press(editor, "[name=action-publish]")
    assert is_searched_as(f"{before}\ntrust discount")
    assert count(visitor, "trust discount") == "2 results for “trust discount”"
    expect(visitor.get_by_text("Also searched for")).to_contain_text("CNST")

    editor.goto(form)
    editor.get_by_role("link", name="History", exact=True).first.click()
    first = editor.get_by_role("row").filter(has_text="Created")
    first.get_by_role("button", name="Actions").click()
    first.get_by_role("link", name="Review this version").click()
    expect(editor.get_by_label("Other names")).to_have_value(before)
    press(editor, "[name=action-publish]")
    assert is_searched_as(before)
    assert count(visitor, "trust discount") == "No results for “trust discount”"


def test_e5_a_failed_search_reaches_the_editors_once(handbook, new_person):
    visitor = new_person()
    visitor.goto("/")
    search_for(visitor, "zzqqx")
    expect(visitor.get_by_role("heading", name="No results for “zzqqx”")).to_be_visible()
    assert "try=" not in visitor.url
    search_for(visitor, "zzqqxx")
    visitor.reload()
    search_for(visitor, "zzqqx")
    # Another visitor finds something, and opens it.
    other = new_person()
    for _ in range(3):
        other.goto("/")
        search_for(other, "evidence")
        other.get_by_role("link", name="The evidence handbook").click()
        expect(other.get_by_role("heading", name="The evidence handbook", level=1)).to_be_visible()

    editor = new_person(DESKTOP)
    open_admin(editor, factories.make_editor(region=factories.make_region()))
    menu(editor, "Search insight")
    row = row_of(editor, "zzqqx")
    expect(row.get_by_role("cell").nth(1)).to_have_text("1")
    expect(row).to_contain_text("zzqqxx (nothing)")
    expect(row_of(editor, "evidence")).to_contain_text("100% of 3")
    row.get_by_role("link", name="Other name").click()
    expect(editor.get_by_label("Other names")).to_have_value("zzqqx")


def row_of(editor: BrowserPage, query: str):
    """The line of the insight page for a query."""
    return editor.get_by_role("row").filter(has=editor.get_by_text(query, exact=True))


def test_e5_a_page_is_pinned_from_the_insight_page(handbook, editor, visitor):
    for _ in range(3):
        count(visitor, "CNST")
    expect(visitor.get_by_role("article").first).to_contain_text("What CNST asks for")
    menu(editor, "Search insight")
    row_of(editor, "CNST").get_by_role("link", name="Promote").click()
    expect(editor.get_by_role("textbox", name="Query")).to_have_value("CNST")
    editor.get_by_role("button", name="Choose a page").first.click()
    chooser = editor.get_by_role("dialog")
    chooser.get_by_role("searchbox").or_(chooser.locator("input[name=q]")).first.fill("handbook")
    chooser.get_by_role("link", name="The evidence handbook").click()
    expect(editor.locator("input[name=page]")).to_have_value(str(handbook.pk))
    with editor.expect_navigation():
        editor.get_by_role("button", name="Create").click()
    expect(editor.get_by_role("row").filter(has_text="CNST")).to_contain_text(
        "The evidence handbook"
    )

    # Visible at once, labelled, and not a second time below.
    assert count(visitor, "cnst") == "2 results for “cnst”"
    chosen = visitor.get_by_role("region", name="Editors’ choice")
    expect(chosen.get_by_role("article")).to_contain_text("The evidence handbook")
    expect(visitor.get_by_role("article")).to_have_count(2)
