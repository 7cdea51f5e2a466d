"""Every list and report of the admin can be taken along as a table, and no cell of one is a formula."""

from __future__ import annotations

import csv
import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import BooleanField
from django.urls import URLResolver, get_resolver
from django.utils import timezone
from openpyxl import load_workbook
from wagtail.admin.views.generic import CreateView
from wagtail.admin.views.generic.base import BaseListingView
from wagtail.admin.views.generic.history import HistoryView
from wagtail.admin.views.generic.usage import UsageView
from wagtail.snippets.views.snippets import ModelIndexView
from wagtail_modeladmin.options import ModelAdmin

from knowledge.access.roles import ensure_roles
from knowledge.admin.media_report import PARTS
from knowledge.coverage.models import Commission
from knowledge.models import Topic
from knowledge.releases.models import Release
from knowledge.replacing import replacements
from knowledge.tables import CONTENT_TYPES, table_response
from tests.factories import (
    make_admin,
    make_document,
    make_editor,
    make_image,
    make_moderator,
    make_region,
)
from tests.signing_in import admin_client

pytestmark = pytest.mark.django_db

NO_LISTS = (HistoryView, UsageView, ModelIndexView)
"""What has happened to one thing, and where it is used; and a menu."""
FORMS_OF_OURS = {
    "bulk_upload",
    "coverage_ask",
    "erase_person",
    "help",
    "hub_import_upload",
    "new_section",
    "new_video",
}
"""Pages of ours that show no list: all that is not named here is one, and is had as a table."""
OURS = ("examples.", "knowledge.", "search.")


def views():
    """(address, name, class) of each view of the admin that needs no number of a thing."""

    def walk(patterns, before=""):
        for each in patterns:
            address = before + str(each.pattern)
            if isinstance(each, URLResolver):
                yield from walk(each.url_patterns, address)
            else:
                yield address, each.name, each.callback

    for address, name, view in walk(get_resolver().url_patterns):
        while not hasattr(view, "view_class") and hasattr(view, "__wrapped__"):
            view = view.__wrapped__
        kind = getattr(view, "view_class", None)
        of_one_thing = "<" in address or address.endswith("results/")
        if address.startswith("admin/") and kind and not of_one_thing:
            yield f"/{address.replace('^', '').replace('$', '')}", name, kind


def lists():
    """Address of every list of the admin that is made of Wagtail's."""
    for address, _, kind in views():
        if issubclass(kind, BaseListingView) and not issubclass(kind, NO_LISTS):
            yield address
    yield from modeladmins()


def pages_of_ours():
    """Address of every other list of ours, part by part where it has parts."""
    for address, name, kind in views():
        is_ours = kind.__module__.startswith(OURS)
        if (
            is_ours
            and name not in FORMS_OF_OURS
            and not issubclass(kind, BaseListingView | CreateView)
        ):
            yield address
    yield from (f"/admin/reports/media/?show={part}" for part in PARTS)
    yield from (f"/admin/reports/coverage/?list={part}" for part in ("wanted", "asked"))
    yield "/admin/files/waiting/?mine=1"


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


def test_every_page_of_ours_with_a_list_is_had_as_a_table_too(site_tree):
    """A new page of the admin fails here until it has an export or is named among the forms."""
    ensure_roles()
    make_image("=A picture")
    region = make_region("=Place")
    make_moderator("somebody@example.org", region=region)
    Release.objects.create(version="0.1")
    Commission.objects.create(region=region, key="k", words="=Words", note="@Note")
    better = SimpleUploadedFile("better.txt", b"Better words")
    paper = make_document("=Paper", name="paper.txt", is_listed=True)
    replacements.send(paper, better, "=Better", make_editor())
    desk = admin_client(make_admin())
    addresses = list(pages_of_ours())
    assert {"/admin/files/waiting/", "/admin/quarantine/", "/admin/versions/"} <= set(addresses)
    for address in addresses:
        page = desk.get(address).content.decode()
        before = f"{address}&" if "?" in address else f"{address}?"
        for kind, sort in CONTENT_TYPES.items():
            answer = desk.get(f"{before}export={kind}")
            assert answer["Content-Type"] == sort, address
            has_link = re.search(rf'href="\?[^"]*export={kind}"', page)
            assert has_link or re.search("Nothing|None yet|No search", page), address
        text = desk.get(f"{before}export=csv").content.decode("utf-8-sig")
        rows = list(csv.reader(io.StringIO(text)))
        assert len({len(row) for row in rows}) == 1, address
        assert not [cell for row in rows for cell in row if cell.startswith(("=", "@"))], address


def test_files_that_wait_are_listed_with_what_they_are_and_why(site_tree):
    ensure_roles()
    better = SimpleUploadedFile("better.txt", b"Better words")
    paper = make_document("Our paper", name="paper.txt", is_listed=True)
    sender = make_editor()
    replacements.send(paper, better, "Two words were wrong", sender)
    rows = {}
    for person in (make_admin(), sender):
        for query in ("", "&mine=1"):
            answer = admin_client(person).get(f"/admin/files/waiting/?export=csv{query}")
            text = answer.content.decode("utf-8-sig")
            rows[person.email, query] = list(csv.reader(io.StringIO(text)))[1:]
    today = f"{timezone.localdate():%d/%m/%Y}"
    row = ["Our paper", "Document", "better.txt", today, "Two words were wrong"]
    assert rows.pop((sender.email, "&mine=1")) == [], "nobody decides about their own"
    assert list(rows.values()) == [[row]] * 3
    page = admin_client(sender).get("/admin/files/waiting/?mine=1").content.decode()
    assert 'Only what you may decide is shown. <a href="/admin/files/waiting/">' in page


def test_no_list_draws_a_yes_as_a_picture_of_djangos_admin():
    """That app is left out, its pictures with it: such a list would be an error in production."""
    drawn = []
    for each in every_subclass(ModelAdmin):
        fields = {} if each.model is None else {f.name: f for f in each.model._meta.fields}
        for name in each.list_display:
            shown = getattr(each, name, None) or getattr(each.model, name, None)
            if isinstance(fields.get(name), BooleanField) or getattr(shown, "boolean", False):
                drawn.append((each.__name__, name))
    assert drawn == []


def test_a_table_of_our_own_holds_no_formula():
    rows = [["Name", "Number"], ["=1+1", 2], ["@home", -3]]
    text = table_response("name", "csv", rows).content.decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(text)))[1:] == [["'=1+1", "2"], ["'@home", "-3"]]
    book = load_workbook(io.BytesIO(table_response("name", "xlsx", rows).content))
    assert [[cell.value for cell in row] for row in book.active.iter_rows()] == rows
    assert book.active["A2"].data_type == "s"
