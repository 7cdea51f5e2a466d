"""Every list and report of the admin can be taken along as a table, and no cell of one is a formula."""

from __future__ import annotations

import csv
import io

import pytest
from django.urls import URLResolver, get_resolver
from openpyxl import load_workbook
from wagtail.admin.views.generic.base import BaseListingView
from wagtail.admin.views.generic.history import HistoryView
from wagtail.admin.views.generic.usage import UsageView
from wagtail.contrib.forms.views import FormPagesListView
from wagtail.snippets.views.snippets import ModelIndexView
from wagtail_modeladmin.options import ModelAdmin

from knowledge.access.roles import ensure_roles
from knowledge.admin.media_report import PARTS
from knowledge.models import Topic
from knowledge.tables import CONTENT_TYPES, table_response
from tests.factories import (
    make_admin,
    make_document,
    make_image,
    make_moderator,
    make_region,
)
from tests.signing_in import admin_client

pytestmark = pytest.mark.django_db

NO_LISTS = (HistoryView, UsageView, FormPagesListView, ModelIndexView)
"""What has happened to one thing, and where it is used; and two menus."""


def lists():
    """Address of every list of the admin that has one."""

    def walk(patterns, before=""):
        for each in patterns:
            address = before + str(each.pattern)
            if isinstance(each, URLResolver):
                yield from walk(each.url_patterns, address)
            else:
                yield address, each.callback

    for address, view in walk(get_resolver().url_patterns):
        while not hasattr(view, "view_class") and hasattr(view, "__wrapped__"):
            view = view.__wrapped__
        kind = getattr(view, "view_class", None)
        is_list = kind and issubclass(kind, BaseListingView) and not issubclass(kind, NO_LISTS)
        of_one_thing = "<" in address or address.endswith("results/")
        if address.startswith("admin/") and is_list and not of_one_thing:
            yield f"/{address.replace('^', '').replace('$', '')}"
    yield from modeladmins()


def modeladmins():
    for each in every_subclass(ModelAdmin):
        if each.model is not None:
            yield each().url_helper.index_url


def every_subclass(kind):
    for each in kind.__subclasses__():
        yield each
        yield from every_subclass(each)


def test_the_lists_are_found():
    found = set(lists())
    assert {"/admin/reviews/", "/admin/images/", "/admin/knowledge/feedback/"} <= found
    assert len(found) > 30


def test_every_list_is_had_as_a_table(site_tree):
    ensure_roles()
    make_document("=A file")
    make_image("=A picture")
    Topic.objects.create(name="=A topic", slug="a")
    desk = admin_client(make_admin())
    for address in sorted(set(lists())):
        answer = desk.get(f"{address}?export=csv")
        assert answer.status_code == 200, address
        assert answer["Content-Type"].startswith("text/csv"), address
        text = b"".join(answer.streaming_content).decode()
        rows = list(csv.reader(io.StringIO(text)))
        assert rows[0], address
        assert not [cell for row in rows for cell in row if cell.startswith("=")], address
        answer = desk.get(f"{address}?export=xlsx")
        book = load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
        kinds = {cell.data_type for row in book.active.iter_rows() for cell in row}
        assert "f" not in kinds, address


PAGES_OF_OURS = (
    "/admin/members/",
    "/admin/moderators/",
    "/admin/quarantine/",
    "/admin/versions/",
    "/admin/reports/coverage/",
    *(f"/admin/reports/media/?show={part}" for part in PARTS),
)


@pytest.mark.parametrize("address", PAGES_OF_OURS)
def test_pages_of_our_own_are_had_as_tables_too(site_tree, address):
    ensure_roles()
    make_image("=A picture")
    make_moderator("somebody@example.org", region=make_region("=Place"))
    desk = admin_client(make_admin())
    page = desk.get(address).content.decode()
    before = f"{address}&" if "?" in address else f"{address}?"
    for kind, sort in CONTENT_TYPES.items():
        answer = desk.get(f"{before}export={kind}")
        assert answer["Content-Type"] == sort
        assert f"export={kind}" in page or "Nothing" in page or "None yet" in page
    rows = list(
        csv.reader(io.StringIO(desk.get(f"{before}export=csv").content.decode("utf-8-sig")))
    )
    assert len({len(row) for row in rows}) == 1
    assert not [cell for row in rows for cell in row if cell.startswith("=")]


def test_a_table_of_our_own_holds_no_formula():
    rows = [["Name", "Number"], ["=1+1", 2], ["@home", -3]]
    text = table_response("name", "csv", rows).content.decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(text)))[1:] == [["'=1+1", "2"], ["'@home", "-3"]]
    book = load_workbook(io.BytesIO(table_response("name", "xlsx", rows).content))
    assert [[cell.value for cell in row] for row in book.active.iter_rows()] == rows
    assert book.active["A2"].data_type == "s"
