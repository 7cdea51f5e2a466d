"""The ledger says what is written: in every field and block, published or not, and in files."""

from __future__ import annotations

import json

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from wagtail.rich_text import RichText

from knowledge.links import ledger
from knowledge.links.finding import in_row, in_text, in_words, replace_in, replaced
from knowledge.links.ledger import index_pages, rebuild
from knowledge.links.models import Link, LinkPlace
from knowledge.models import DocumentText, PackPage, ResourcePage, SectionPage, VideoPage
from knowledge.models.vocabulary import Term
from tests.factories import add_page, make_document, make_organisation

pytestmark = pytest.mark.django_db


def link(where: str) -> str:
    return f'<p><a href="https://{where}.example/?a=1&amp;b=2">Words</a></p>'


BODY = [
    ("text", RichText(link("text"))),
    ("callout", {"heading": "H", "body": link("callout")}),
    (
        "quotation",
        {"quotation": "Q", "attribution": "", "source": "https://quotation.example/?a=1&b=2"},
    ),
    ("element_list", {"heading": "", "numbered": False, "elements": [{"title": "T", "text": link("element")}]}),
    ("accordion", [{"heading": "H", "body": link("accordion")}]),
    (
        "comparison",
        {
            "heading": "H", "left_title": "L", "right_title": "R",
            "rows": [{"name": "N", "left": "See https://left.example/?a=1&b=2.", "right": ""}],
        },
    ),
]  # fmt: skip
HOSTS = {f"{each}.example" for each in ("text", "callout", "quotation", "element", "accordion", "left")}  # fmt: skip


def raw_body(body=BODY) -> str:
    raw = []
    for kind, value in body:
        raw.append({"type": kind, "value": str(value.source) if kind == "text" else value})
    return json.dumps(raw)


@pytest.fixture
def kept(django_capture_on_commit_callbacks):
    """What happens inside is committed, as far as the ledger can tell."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def hosts_of(page) -> set[str]:
    return set(LinkPlace.objects.filter(page_id=page.pk).values_list("link__host", flat=True))


def test_every_block_is_read(site_tree, kept):
    with kept():
        page = add_page(SectionPage, site_tree.pack, body=raw_body())
    assert hosts_of(page) == HOSTS
    quotation = LinkPlace.objects.get(link__host="quotation.example")
    assert (quotation.where, quotation.is_public, quotation.is_draft) == (
        "Body, Quotation",
        True,
        True,
    )
    assert quotation.link.address == "https://quotation.example/?a=1&b=2"


def test_fields_lists_and_files_are_read(site_tree, kept):
    with kept():
        resource = add_page(ResourcePage, site_tree.resources, source_url="https://field.example/")
        make_organisation("O", website="https://organisation.example/")
        Term.objects.create(name="T", definition="As https://term.example/ says.")
        document = make_document("D")
        DocumentText.objects.update_or_create(
            file_hash=document.file_hash,
            defaults={
                "status": "read",
                "passages": [{"text": "See https://file.example/x. More", "place": "Page 3"}],
            },
        )
    assert hosts_of(resource) == {"field.example"}
    rows = LinkPlace.objects.filter(page=None)
    assert set(rows.values_list("link__host", "where")) == {
        ("organisation.example", "Website"),
        ("term.example", "Definition"),
        ("file.example", "Page 3"),
    }
    with kept():
        document.delete()
    assert not LinkPlace.objects.filter(link__host="file.example").exists()


def test_own_addresses_mail_and_anchors_are_none(site_tree):
    html = (
        '<a href="http://testserver/x">a</a><a href="mailto:a@b.example">b</a><a href="#">c</a>'
        '<a linktype="page" id="3">d</a><a href="/x/">e</a>'
    )
    page = SectionPage(title="T", body=raw_body([("text", RichText(html))]))
    assert in_row(page) == []


def test_a_draft_of_a_live_page_and_what_it_leaves_out_are_told_apart(site_tree, kept):
    with kept():
        page = add_page(SectionPage, site_tree.pack, body=raw_body([BODY[0]]))
    page = page.specific
    page.body = raw_body([BODY[1]])
    with kept():
        page.save_revision()
    rows = LinkPlace.objects.filter(page_id=page.pk)
    assert set(rows.values_list("link__host", "is_public", "is_draft")) == {
        ("text.example", True, False),
        ("callout.example", False, True),
    }
    with kept():
        page.get_latest_revision().publish()
    assert hosts_of(page) == {"callout.example"}
    with kept():
        page.unpublish()
    assert not LinkPlace.objects.filter(is_public=True).exists()
    with kept():
        page.delete()
    assert not LinkPlace.objects.exists()


@pytest.mark.each_database
def test_what_no_handler_saw_is_written_down_afresh(site_tree, kept):
    page = add_page(SectionPage, site_tree.pack, body=raw_body())
    organisation = make_organisation("O", website="https://organisation.example/")
    assert rebuild() == len(HOSTS) + 1
    places = set(LinkPlace.objects.values_list("pk", flat=True))
    rebuild()
    assert places == set(LinkPlace.objects.values_list("pk", flat=True)), "places that stay stay"
    SectionPage.objects.filter(pk=page.pk).update(body="[]")
    page.refresh_from_db()
    type(page).objects.filter(pk=page.pk).update(has_unpublished_changes=False)
    type(organisation).objects.filter(pk=organisation.pk).update(website="")
    rebuild()
    assert not Link.objects.exists()


def drafts(parent, count: int) -> list[SectionPage]:
    pages = [add_page(SectionPage, parent, live=False, body=raw_body()) for _ in range(count)]
    for page in pages:
        page.save_revision()
    return pages


def test_pages_saved_together_are_read_together(site_tree, kept):
    def asked(count: int) -> int:
        with kept() as hooks:
            pages = drafts(site_tree.pack, count)
        with CaptureQueriesContext(connection) as captured:
            for hook in hooks:
                hook()
        assert [each["sql"] for each in captured if "page" in each["sql"]] == [], (
            "nothing is read twice"
        )
        with CaptureQueriesContext(connection) as captured:
            index_pages(page.pk for page in pages)
        assert [hosts_of(page) for page in pages] == [HOSTS] * count
        return len(captured)

    assert asked(2) == asked(9)


def test_what_is_taken_back_takes_no_other_page_with_it(site_tree, kept):
    with kept():
        (first,) = drafts(site_tree.pack, 1)
        try:
            with transaction.atomic():
                drafts(site_tree.pack, 1)
                raise ZeroDivisionError
        except ZeroDivisionError:
            pass
        (last,) = drafts(site_tree.pack, 1)
    assert hosts_of(first) == hosts_of(last) == HOSTS


def test_a_page_that_cannot_be_read_keeps_no_other_out(site_tree, kept, monkeypatch, caplog):
    bad, good = drafts(site_tree.pack, 2)

    def stumbles(row):
        if row.pk == bad.pk:
            raise ValueError
        return in_row(row)

    monkeypatch.setattr(ledger, "in_row", stumbles)
    index_pages([bad.pk, good.pk])
    assert hosts_of(good) == HOSTS
    assert not hosts_of(bad)
    assert f"page {bad.pk}" in caplog.text


# --- another address in its place ---


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("https://a.example/?x=1&y=2", "https://b.example/?p=1&q=2"),
        (
            '<a href="https://a.example/?x=1&amp;y=2">https://a.example/?x=1&amp;y=2</a>',
            '<a href="https://b.example/?p=1&amp;q=2">https://b.example/?p=1&amp;q=2</a>',
        ),
        ("See https://a.example/?x=1&y=2.", "See https://b.example/?p=1&q=2."),
        ("https://a.example/?x=1&y=23", "https://a.example/?x=1&y=23"),
        ('<a href="https://a.example/">', '<a href="https://a.example/">'),
    ],
)
def test_an_address_is_replaced_whole_or_not_at_all(text, after):
    assert replaced(text, "https://a.example/?x=1&y=2", "https://b.example/?p=1&q=2") == after


def test_it_is_replaced_in_every_block_and_field(site_tree):
    old, new = "https://old.example/?a=1&b=2", "https://new.example/?c=3&d=4"
    raw = raw_body()
    for host in HOSTS:
        raw = raw.replace(f"https://{host}/", "https://old.example/")
    page = add_page(VideoPage, site_tree.videos, body=raw, source_url=old, transcript=f"See {old}.")
    before = in_row(page)
    assert {each.address for each in before} == {old}
    assert replace_in(page, old, new)
    assert [(each.address, each.where) for each in in_row(page)] == [
        (new, each.where) for each in before
    ]
    assert not replace_in(page, old, new)
    page.save_revision()
    assert {each.address for each in in_row(page.get_latest_revision_as_object())} == {new}


def test_thanks_of_a_pack_are_read(site_tree):
    pack = PackPage(title="P", acknowledgements=link("thanks"))
    assert [each.where for each in in_row(pack)] == ["Acknowledgements"]


def test_a_broken_address_breaks_nothing():
    assert list(in_text('<a href="https://[">x</a> https://]')) == ["https://["]


@pytest.mark.parametrize(
    ("text", "addresses"),
    [
        ("https://a.example/x;https://b.example/y", ["https://a.example/x", "https://b.example/y"]),
        ("https://a.example,https://b.example.", ["https://a.example", "https://b.example"]),
        ("https://a.example|https://b.example", ["https://a.example", "https://b.example"]),
        ("See https://a.example/x, https://b.example/y;", ["https://a.example/x", "https://b.example/y"]),
        ("https://a.example/x.", ["https://a.example/x"]),
        ("(https://a.example/x)", ["https://a.example/x"]),
        ("https://a.example/?a=1&copy=2,3", ["https://a.example/?a=1&copy=2,3"]),
        ("https://web.archive.example/web/https://b.example/", ["https://web.archive.example/web/https://b.example/"]),
        ("https://a.example\tNext", ["https://a.example"]),
        ("www.a.example", []),
    ],
)  # fmt: skip
def test_what_stands_around_an_address_in_a_file_is_no_part_of_it(text, addresses):
    assert list(in_words(text)) == addresses


def test_several_addresses_in_a_field_are_several():
    assert list(in_text("https://a.example;https://b.example")) == [
        "https://a.example",
        "https://b.example",
    ]
    assert list(in_text("https://a.example/x.")) == ["https://a.example/x."], "a field for one"
    new = replaced("https://a.example;https://b.example", "https://a.example", "https://c.example")
    assert new == "https://c.example;https://b.example"
