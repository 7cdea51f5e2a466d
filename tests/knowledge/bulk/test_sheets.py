"""Resources from a spreadsheet in the admin: looked at, mended, made once, for the person's own region."""

from __future__ import annotations

import io
import threading
import zipfile
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from openpyxl import Workbook, load_workbook
from wagtail.models import Page

from knowledge.access.roles import ensure_roles
from knowledge.bulk.checking import same_address
from knowledge.bulk.columns import COLUMNS
from knowledge.bulk.making import forget_sheets
from knowledge.bulk.models import ResourceSheet
from knowledge.documents.office.guard import OLE
from knowledge.models import Audience, PageRegion, ResourcePage
from tests.factories import (
    add_page,
    make_contributor,
    make_editor,
    make_organisation,
    make_region,
    make_topic,
)
from tests.signing_in import admin_client

pytestmark = pytest.mark.django_db
HEAD = "Title,Summary,Kind,Publisher,Address,Year,Topics,Audiences\n"


def workbook(rows, *more_parts) -> bytes:
    """A workbook with these rows, and further parts that hold nothing of use."""
    book = Workbook()
    for row in rows:
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    with zipfile.ZipFile(file, "a") as archive:
        for part in more_parts:
            archive.writestr(part, b"x")
    return file.getvalue()


def document_with(part: str) -> bytes:
    """An archive that holds that part, as files of Office programs do."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("[Content_Types].xml", b"<Types/>")
        archive.writestr(part, b"x")
    return file.getvalue()


def open_document() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    return file.getvalue()


@pytest.fixture
def north(site_tree):
    ensure_roles()
    return make_region("North")


@pytest.fixture
def editor(north):
    return make_editor("north@example.org", region=north)


@pytest.fixture
def desk(editor):
    return admin_client(editor)


def send(desk, site_tree, data, *, name="list.csv", region=None):
    """The file, sent by the form."""
    if isinstance(data, str):
        data = data.encode()
    fields = {"file": SimpleUploadedFile(name, data), "below": site_tree.resources.pk}
    if region is not None:
        fields["region"] = region.pk
    return desk.post(reverse("bulk_upload"), fields)


def look(desk, sheet):
    return desk.get(reverse("bulk_sheet", args=[sheet.pk])).content.decode()


def make(desk, sheet):
    return desk.post(reverse("bulk_confirm", args=[sheet.pk]))


def test_rows_become_drafts_of_the_region_once(desk, site_tree, north, editor):
    publisher = make_organisation("The King's Fund", short_name="TKF")
    topic, audience = make_topic("Listening"), Audience.objects.create(name="Parents", slug="p")
    line = "Ten principles,How to.,toolkit,tkf,https://example.org/ten,2024,listening,Parents\n"
    assert (
        send(desk, site_tree, HEAD + line + "No address,,,,,,,\n", region=north).status_code == 302
    )
    sheet = ResourceSheet.objects.get()
    html = look(desk, sheet)
    assert "2 drafts would be made" in html
    assert not ResourcePage.objects.exists(), "looking makes nothing"
    for _ in range(2):
        assert make(desk, sheet).status_code == 302
    made, bare = ResourcePage.objects.order_by("path")
    assert (made.title, made.summary, made.kind) == ("Ten principles", "How to.", "toolkit")
    assert (made.publisher, made.source_url) == (publisher, "https://example.org/ten")
    assert (made.published_year, bare.kind, bare.source_url) == ("2024", "guide", "")
    assert not made.live
    assert (made.owner, made.latest_revision.user) == (editor, editor)
    assert [link.region for link in made.region_links.all()] == [north]
    assert [link.topic for link in made.topic_links.all()] == [topic]
    assert [link.audience for link in made.audience_links.all()] == [audience]
    html = look(desk, sheet)
    assert "2 drafts made" in html
    assert reverse("wagtailadmin_pages:edit", args=[made.pk]) in html


@pytest.mark.each_database
@pytest.mark.django_db(transaction=True)
def test_of_two_who_confirm_at_once_one_makes_the_drafts(desk, site_tree, north, editor):
    rows = "".join(f"Title {number},,,,,,,\n" for number in range(8))
    send(desk, site_tree, HEAD + rows, region=north)
    sheet = ResourceSheet.objects.get()
    tabs = [desk, admin_client(editor)]
    begin = threading.Barrier(2)

    def confirm(tab) -> int:
        try:
            begin.wait(timeout=30)
            return make(tab, sheet).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as threads:
        assert list(threads.map(confirm, tabs)) == [302, 302]
    assert ResourcePage.objects.count() == 8
    assert sheet.pages.count() == 8
    assert Page.find_problems() == ([], [], [], [], [])


def test_each_fault_says_its_row_its_column_and_what_to_do(desk, site_tree, north):
    faulty = (
        ",,,,,,,\n"
        ",A summary,,,,,,\n"
        f"Long,{'x' * 401},,,,,,\n"
        "Kind,,leaflet,,,,,\n"
        "Publisher,,,Nobody we know,,,,\n"
        "Address,,,,example.org/page,,,\n"
        "Hash,,,,#,,,\n"
        "Script,,,,javascript:alert(1),,,\n"
        "Topics,,,,,,Listening; Unheard,\n"
        "Good,,,,https://example.org/good,,,\n"
        "Twice,,,,http://www.example.org/good/,,,\n"
        "Year,,,,,20x4,,\n"
        "Long ago,,,,,1905-07-16,,\n"
        "To come,,,,,2999,,\n"
        f"Longer,{'x' * 6000},,,,,,\n"
        "Two,,,,https://a.example;https://b.example,,,\n"
        "Broken,#REF!,,,,,,\n"
        "Comma, and more,,,,https://example.org/comma,,,Parents\n"
        "Everything,,leaflet,,,20x4,,\n"
        f"{'x' * 256},,,,,,,\n"
        f"Far,,,,https://example.org/{'x' * 500},,,\n"
        "Nobody,,,,,,,Martians\n"
    )
    year = timezone.localdate().year
    make_topic("Listening")
    send(desk, site_tree, HEAD + faulty, region=north)
    sheet = ResourceSheet.objects.get()
    html = look(desk, sheet)
    for row, column, says in (
        (3, "Title", "Write the title"),
        (4, "Summary", "Shorten it to 400 characters; it has 401"),
        (5, "Kind", "Write one of these: Guide, Toolkit"),
        (6, "Publisher", "No organisation of this name"),
        (7, "Address", "beginning with https://"),
        (8, "Address", "beginning with https://"),
        (9, "Address", "beginning with https://"),
        (10, "Topics", "Not in the list: Unheard."),
        (12, "Address", "Row 11 says the same."),
        (13, "Year", f"Write the year in four digits, such as {year}."),
        (14, "Year", "Write the year in four digits"),
        (15, "Year", "Write the year in four digits"),
        (16, "Summary", "Shorten it to 400 characters; it has 5000 or more"),
        (17, "Address", "Write one address"),
        (18, "Summary", "Its formula failed"),
        (19, "Column 9", "No heading says what this is"),
        (20, "Kind", "Write one of these"),
        (20, "Year", "Write the year in four digits"),
        (21, "Title", "Shorten it to 255 characters; it has 256"),
        (22, "Address", "Shorten it to 500 characters"),
        (23, "Audiences", "Not in the list: Martians."),
    ):
        (cells,) = [
            line for line in html.splitlines() if f"<tr><td>{row}</td><td>{column}</td>" in line
        ]
        assert says in cells
    assert "Make 1 draft and leave out 20 rows" in html
    make(desk, sheet)
    assert [page.title for page in ResourcePage.objects.all()] == ["Good"]


def test_what_is_there_already_is_named_and_not_made_again(desk, site_tree, north):
    there = add_page(
        ResourcePage, site_tree.resources, "There", source_url="https://www.example.org/there/"
    )
    rows = "Other words,,,,http://example.org/there,,,\nthere,,,,,,,\nNew,,,,,,,\n"
    send(desk, site_tree, HEAD + rows, region=north)
    sheet = ResourceSheet.objects.get()
    html = look(desk, sheet)
    assert "2 are there already" in html
    assert f'<a href="{there.url}">There</a>' in html
    make(desk, sheet)
    send(desk, site_tree, HEAD + rows, region=north)
    again = ResourceSheet.objects.first()
    assert "3 are there already" in look(desk, again)
    make(desk, again)
    assert ResourcePage.objects.count() == 2


def test_another_regions_draft_is_not_told_of(desk, site_tree, north):
    secret = add_page(
        ResourcePage,
        site_tree.resources,
        "Secret plan",
        live=False,
        source_url="https://example.org/secret",
    )
    PageRegion.objects.create(page_id=secret.pk, region=make_region("South"))
    send(desk, site_tree, HEAD + "Mine,,,,https://example.org/secret,,,\n", region=north)
    html = look(desk, ResourceSheet.objects.get())
    assert "Secret plan" not in html
    assert "1 draft would be made" in html


def test_only_into_the_persons_own_regions(desk, site_tree, north, editor):
    south = make_region("South")
    assert send(desk, site_tree, HEAD + "A,,,,,,,\n", region=south).status_code == 422
    assert send(desk, site_tree, HEAD + "A,,,,,,,\n").status_code == 422, "nor into none"
    pool = admin_client(make_editor("pool@example.org"))
    assert send(pool, site_tree, HEAD + "A,,,,,,,\n").status_code == 302
    send(desk, site_tree, HEAD + "A,,,,,,,\n", region=north)
    sheet = ResourceSheet.objects.get(sent_by=editor)
    assert pool.get(reverse("bulk_sheet", args=[sheet.pk])).status_code == 404
    assert make(pool, sheet).status_code == 404
    editor.region_roles.all().delete()
    make_editor("north@example.net", region=south)
    make(desk, sheet)
    assert not ResourcePage.objects.exists(), "the role has ended since"


def test_contributors_may_not(site_tree, north):
    client = admin_client(make_contributor())
    assert client.get(reverse("bulk_upload")).status_code in {302, 403}


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("a.csv", b"\x00\x01\x02\x03", "is no spreadsheet; please send .xlsx or .csv."),
        ("a.csv", b"%PDF-1.7\n", "is no spreadsheet; please send .xlsx or .csv."),
        ("a.xlsx", document_with("word/document.xml"), "is no spreadsheet; please send .xlsx"),
        ("a.zip", document_with("notes.txt"), "is no spreadsheet; please send .xlsx or .csv."),
        ("a.ods", open_document(), "is in the OpenDocument format; please save it as .xlsx"),
        ("a.xls", b"<html><table><tr><td>Title</table>", "is a web page, whatever its name says; please"),
        ("a.xls", OLE + b"\0" * 600, "is in an old format, such as .xls; please save it as .xlsx"),
        ("a.xlsx", OLE + "EncryptedPackage".encode("utf-16-le"), "is protected by a password; please"),
        ("a.xlsx", workbook([["Title"], ["A"]])[:900], "is damaged and cannot be opened; please save"),
        ("a.xlsx", b"PK\x03\x04nonsense", "is damaged and cannot be opened; please save it again"),
        ("a.xlsx", workbook([["Title"]], "xl/vbaProject.bin"), "contains macros; please save it"),
        ("a.xlsx", workbook([]), "Its first sheet is empty. Put the sheet with the resources first"),
        ("a.csv", b" \n,,\n", "Its first sheet is empty."),
        ("a.csv", b"What,Link\nA,https://example.org/\n", "No column is headed “Title”. Write the"),
        ("a.xlsx", workbook([["A guide", "https://example.org/"]]), "No column is headed “Title”."),
        ("a.csv", b"Title\n", "has no row below the headings"),
        ("a.csv", b"Title\n" + b"A\n" * 300, "more than 200 rows"),
        ("a.csv", b"Title\n" + b"word " * 20_000 + b"\x00\x01", "is damaged and cannot be read; please"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_read_is_refused_in_one_sentence(
    desk, site_tree, north, name, data, says
):
    answer = send(desk, site_tree, data, name=name, region=north)
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert not ResourceSheet.objects.exists()


def test_columns_that_are_left_out_are_named(desk, site_tree, north):
    send(desk, site_tree, "Title,Shelf,Name\nA,3,B\n", region=north)
    html = look(desk, ResourceSheet.objects.get())
    assert (
        "left out, because the hub does not know them or has their like already: Shelf, Name."
        in html
    )
    assert "1 draft would be made" in html


def test_a_year_may_be_a_date_or_words(desk, site_tree, north):
    book = Workbook()
    book.active.append(["Title", "Year"])
    for year in (2023, date(2021, 5, 1), datetime(2022, 5, 1, 9, 30), "Spring 2020", "2019–2021"):
        book.active.append([str(year), year])
    file = io.BytesIO()
    book.save(file)
    send(desk, site_tree, file.getvalue(), name="years.xlsx", region=north)
    make(desk, ResourceSheet.objects.get())
    years = ResourcePage.objects.order_by("path").values_list("published_year", flat=True)
    assert list(years) == ["2023", "2021", "2022", "Spring 2020", "2019–2021"]


def test_the_template_can_be_filled_in_and_sent(desk, site_tree, north):
    make_topic("=Odd name")
    answer = desk.get(reverse("bulk_template", args=["xlsx"]))
    book = load_workbook(io.BytesIO(answer.content))
    assert [cell.value for cell in book.worksheets[0][1]] == [column.label for column in COLUMNS]
    guide = {(row[0].value, row[1].value, row[1].data_type) for row in book.worksheets[1]}
    assert ("Topics", "=Odd name", "s") in guide
    book.worksheets[0].append(["From Excel", None, "Film", None, "https://example.org/film", 2023])
    file = io.BytesIO()
    book.save(file)
    send(desk, site_tree, file.getvalue(), name="filled.xlsx", region=north)
    make(desk, ResourceSheet.objects.get())
    page = ResourcePage.objects.get()
    assert (page.title, page.kind, page.published_year) == ("From Excel", "film", "2023")
    text = desk.get(reverse("bulk_template", args=["csv"])).content
    assert text.decode("utf-8-sig").strip() == HEAD.strip()
    assert desk.get(reverse("bulk_template", args=["exe"])).status_code == 404


def test_formulas_in_a_workbook_are_what_they_last_said(desk, site_tree, north):
    book = Workbook()
    book.active.append(["Title", "Summary"])
    book.active.append(["=1+1", "Words"])
    book.active.append(["Kept", "=HYPERLINK(1)"])
    file = io.BytesIO()
    book.save(file)
    send(desk, site_tree, file.getvalue(), name="formula.xlsx", region=north)
    html = look(desk, ResourceSheet.objects.get())
    assert "Write the title" in html, "nobody worked it out, and we do not"
    send(desk, site_tree, "Title\n=cmd|' /C calc'!A1\n", region=north)
    make(desk, ResourceSheet.objects.first())
    assert ResourcePage.objects.get().title == "=cmd|' /C calc'!A1"


def test_what_was_only_looked_at_is_forgotten_after_a_week(desk, site_tree, north):
    for name in ("made.csv", "looked.csv"):
        send(desk, site_tree, f"Title\n{name}\n", name=name, region=north)
    make(desk, ResourceSheet.objects.get(file_name="made.csv"))
    assert forget_sheets() == 0
    ResourceSheet.objects.update(sent_at=timezone.now() - timedelta(days=8))
    forget_sheets()
    assert [sheet.file_name for sheet in ResourceSheet.objects.all()] == ["made.csv"]


@pytest.mark.parametrize(
    "other", ["http://example.org/a", "https://www.Example.org/a/", " https://example.org/a "]
)
def test_addresses_that_open_the_same_are_the_same(other):
    assert same_address(other) == same_address("https://example.org/a")
    assert same_address("https://example.org/a?b=1") != same_address(other)
