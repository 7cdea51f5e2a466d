"""Terms: their names, the glossary, acronyms explained in texts, and the admin's preview and undo."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.test import Client

from knowledge.models import GlossaryPage, SectionPage, Term
from knowledge.web.explained_terms import Explanations, is_acronym
from tests.factories import add_page, make_admin, make_editor, make_region, section_body
from tests.signing_in import admin_client

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor() -> Client:
    """A regional editor with the admin open."""
    return admin_client(make_editor(region=make_region("Elsewhere")))


@pytest.fixture
def term() -> Term:
    return Term.objects.create(
        name="Maternity and Neonatal Voices Partnership",
        acronym="MNVP",
        former_names="MVP",
        definition="A group of <families> and staff.",
    )


def test_names_are_listed_once_todays_first():
    term = Term(
        name="Local System", acronym="LS", other_names="LS\nthe system", former_names="Old\nls"
    )
    assert [(name.text, name.is_former) for name in term.names] == [
        ("Local System", False),
        ("LS", False),
        ("the system", False),
        ("Old", True),
    ]


def test_lines_are_put_in_order_and_names_need_letters():
    term = Term(name="  A   name ", other_names=" x  y \n\n x y\n")
    term.full_clean(exclude=["first_published_at"])
    assert (term.name, term.other_names) == ("A name", "x y")
    with pytest.raises(ValidationError, match="needs letters"):
        Term(name="A name", former_names="???").full_clean()


# --- explained where they stand ---


def test_the_first_use_is_explained_and_only_that(term):
    html = Explanations.for_page("/glossary/").explain("<p>An MVP, more MVPs and MVPX.</p>")
    assert html.count("<button") == 1
    assert ">MVP<span" in html
    assert "A group of &lt;families&gt; and staff." in html
    assert f'href="/glossary/#term-{term.pk}"' in html
    assert html.endswith("more MVPs and MVPX.</p>")


@pytest.mark.parametrize(
    "html",
    [
        '<p><a href="/x">MVP</a></p>',
        '<p title="MVP">x</p>',
        "<p><a href='/x'>the <b>MVP</b></a></p>",
        "<p>mvp, NON-MVP</p>",
        "<h3>MVP</h3>",
    ],
)
def test_links_headings_and_attributes_are_left_alone(term, html):
    assert Explanations.for_page().explain(html) == html


def test_drafts_and_terms_without_a_meaning_explain_nothing(term):
    Term.objects.create(name="Local System", acronym="LS")
    Term.objects.update(live=False)
    assert Explanations.for_page().explain("<p>MVP LS</p>") == "<p>MVP LS</p>"


@pytest.mark.parametrize(
    ("name", "expected"),
    [("MVP", True), ("C4CC", True), ("EKHUFT", True), ("Co-production", False), ("A", False)],
)
def test_acronyms_are_told_from_words(name, expected):
    assert is_acronym(name) is expected


def test_a_pages_text_explains_once_over_all_its_blocks(client, site_tree, term):
    page = add_page(
        SectionPage,
        site_tree.pack,
        "About MVPs",
        body=[
            *section_body("An MVP here.", heading="One"),
            *section_body("MVP there.", heading="Two"),
        ],
    )
    html = client.get(page.url).content.decode()
    assert html.count('class="hub-term"') == 1
    assert html.count("popovertarget=") == html.count(" popover>") == 1


# --- the glossary ---


def test_the_glossary_shows_published_terms_and_is_linked(client, site_tree, term):
    Term.objects.create(name="Draft term", definition="Secret.", live=False)
    glossary = add_page(GlossaryPage, site_tree.home, "Glossary")
    page = client.get(glossary.url).content.decode()
    assert f'id="term-{term.pk}"' in page
    assert "Formerly: MVP" in page
    assert "A group of &lt;families&gt; and staff." in page
    assert "Secret" not in page
    for address in ("/", site_tree.pack.url):
        assert f'href="{glossary.url}"' in client.get(address).content.decode()


def test_the_usual_terms_are_added_once_and_then_the_editors(capsys):
    call_command("load_terms")
    assert "0 kept" in capsys.readouterr().out
    Term.objects.filter(acronym="LMNS").update(acronym="X")
    call_command("load_terms")
    assert "0 added" in capsys.readouterr().out
    assert Term.objects.filter(acronym="X").exists()
    assert all(term.latest_revision for term in Term.objects.all())


# --- the admin ---


def form_of(term: Term, **changes: str) -> dict[str, str]:
    fields = ("name", "acronym", "other_names", "former_names", "definition")
    return {**{field: getattr(term, field) for field in fields}, **changes}


def test_a_draft_a_preview_publishing_and_undoing(editor, site_tree, term):
    from search.copies.reconcile import reconcile

    add_page(SectionPage, site_tree.pack, "The MNVP handbook")
    reconcile()
    term.save_revision().publish()
    address = f"/admin/snippets/knowledge/term/edit/{term.pk}/"
    changed = form_of(term, other_names="Quokka club")
    preview = f"/admin/snippets/knowledge/term/preview/{term.pk}/"
    assert editor.post(preview, changed).json()["is_valid"]
    effects = editor.get(preview, {"mode": "searches"}).content.decode()
    assert "Quokka club" in effects
    assert "0 results before, 1 after" in effects
    assert "The MNVP handbook" in effects
    entry = editor.get(preview, {"mode": ""}).content.decode()
    assert "Glossary entry" in entry
    editor.post(address, changed)
    term.refresh_from_db()
    assert term.other_names == ""
    editor.post(address, {**changed, "action-publish": "1"})
    term.refresh_from_db()
    assert term.other_names == "Quokka club"
    first = term.revisions.order_by("created_at").first()
    revert = f"/admin/snippets/knowledge/term/history/{term.pk}/revisions/{first.pk}/revert/"
    assert editor.get(revert).status_code == 200
    editor.post(revert, {**form_of(term, other_names=""), "action-publish": "1"})
    term.refresh_from_db()
    assert term.other_names == ""


def test_the_list_opens(editor, term):
    page = editor.get("/admin/snippets/knowledge/term/")
    assert page.status_code == 200
    assert "MNVP" in page.content.decode()


def test_the_form_begins_with_what_was_searched(editor):
    page = editor.get("/admin/snippets/knowledge/term/add/", {"query": "NQX"})
    assert 'value="NQX"' in page.content.decode()
    page = editor.get("/admin/snippets/knowledge/term/add/", {"query": "bereaved mums"})
    assert "bereaved mums</textarea>" in page.content.decode()


def test_a_draft_without_a_name_is_asked_for_one():
    client = admin_client(make_admin())
    for _ in range(2):
        response = client.post("/admin/snippets/knowledge/term/add/", {"definition": "A meaning."})
        assert response.status_code == 200
    assert not Term.objects.filter(name="").exists()
