"""The admin's first page says what waits for whoever opens it, and its menu has four groups."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.menu import MenuItem, SubmenuMenuItem, admin_menu

from knowledge.admin.due_pages import due_pages_of
from knowledge.admin.menu_groups import GROUPS, group
from knowledge.models import DutyRecord, PageRegion, SectionPage
from tests.factories import add_page, make_admin, make_editor, make_moderator, make_region
from tests.knowledge.access.planted_region import plant
from tests.signing_in import admin_client

pytestmark = pytest.mark.django_db

ROW = re.compile(r'<li><a href="([^"]+)"><strong>(\d+)</strong> ([^<]+)</a></li>')


def rows_of(client: Client) -> dict[str, tuple[str, int]]:
    """Words → address and number, as the first page shows them."""
    page = client.get("/admin/").content.decode()
    desk = page[page.index('id="needs-you"') :]
    return {
        words: (address.replace("&amp;", "&"), int(count))
        for address, count, words in ROW.findall(desk)
    }


def number_listed(client: Client, address: str) -> int:
    """How many rows the list behind an address has."""
    response = client.get(address)
    assert response.status_code == 200, address
    context = response.context
    if "waiting" in context:
        return sum(row["may_decide"] for row in context["waiting"])
    if "senders" in context:
        return len(context["rows"])
    if "result_count" in context:
        return context["result_count"]
    if context.get("paginator"):
        return context["paginator"].count
    return len(context["object_list"])


def test_background_work_is_counted_for_administrators_alone(site_tree):
    DutyRecord.objects.create(name="a duty", last_error="It broke.", failures=2)
    administrator = admin_client(make_admin())
    rows = rows_of(administrator)
    assert rows["duty fails"][1] == number_listed(administrator, rows["duty fails"][0]) == 1
    assert "duty fails" not in rows_of(admin_client(make_moderator()))


def test_of_another_region_nothing_is_counted(site_tree):
    plant(site_tree)
    other = make_region("Elsewhere")
    for person in (make_editor(region=other), make_moderator(region=other)):
        rows = rows_of(admin_client(person))
        theirs = [words for words in rows if re.search("review|message|page|member|held", words)]
        assert theirs == []


def test_where_nothing_waits_one_sentence_says_so(site_tree):
    page = admin_client(make_editor(region=make_region("Quiet"))).get("/admin/").content.decode()
    assert "Nothing waits for you in Quiet" in page
    assert 'class="hub-desk"' not in page


# --- pages due ---


def test_pages_due_are_the_regions_public_ones_whose_day_has_come(site_tree):
    north, south = make_region("North"), make_region("South")
    today = timezone.localdate()
    found = {}
    for title, region, day, live in (
        ("late", north, -3, True),
        ("today", north, 0, True),
        ("tomorrow", north, 1, True),
        ("draft", north, -3, False),
        ("southern", south, -3, True),
    ):
        page = add_page(SectionPage, site_tree.pack, title, live=live)
        PageRegion.objects.create(page=page, region=region)
        SectionPage.objects.filter(pk=page.pk).update(next_review=today + timedelta(days=day))
        found[title] = page.pk
    due = due_pages_of(make_editor(region=north)).filter(pk__in=found.values()).order_by("due")
    assert [page.title for page in due] == ["late", "today"]


def test_the_list_of_pages_due_says_whose_they_are(site_tree):
    north = make_region("North")
    editor = make_editor(region=north)
    page = add_page(SectionPage, site_tree.pack, "Late")
    PageRegion.objects.create(page=page, region=north)
    SectionPage.objects.filter(pk=page.pk).update(
        next_review=timezone.localdate() - timedelta(days=9), content_owner=editor
    )
    client = admin_client(editor)
    listed = client.get(reverse("due_pages")).content.decode()
    assert reverse("page_checked", args=[page.pk]) in listed
    assert "North" in listed
    assert str(editor) in listed
    table = client.get(reverse("due_pages") + "?export=csv")
    assert b"Late" in b"".join(table.streaming_content)


# --- the menu ---


def test_every_line_of_the_menu_is_in_one_of_four_groups(site_tree, rf):
    for person in (make_admin(), make_moderator(), make_editor()):
        request = rf.get("/admin/")
        request.user = person
        every = [item for item in admin_menu.registered_menu_items if item.is_shown(request)]
        grouped = list(every)
        group(request, grouped)
        groups = [item for item in grouped if item.label in {each.label for each in GROUPS}]
        rest = [item.name for item in grouped if item not in groups]
        assert set(rest) == {"explorer", "help"}
        inner = [each for item in groups for each in item.menu.registered_menu_items]
        assert {each.name for each in inner} | set(rest) == {each.name for each in every}
        assert all(isinstance(each, SubmenuMenuItem) for each in groups)


def test_what_no_group_names_keeps_its_line(rf):
    items = [MenuItem("Something new", "/new/"), MenuItem("Images", "/images/")]
    group(rf.get("/admin/"), items)
    assert [item.label for item in items] == ["Something new", "Content"]
