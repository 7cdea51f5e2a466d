"""The admin's first page says what waits for whoever opens it, and its menu has four groups."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from wagtail.admin.menu import MenuItem, SubmenuMenuItem, admin_menu

from knowledge.admin.due_pages import due_pages_of
from knowledge.admin.menu_groups import GROUPS, group
from knowledge.models import DutyRecord, PageRegion, RegionRole, SectionPage
from knowledge.moderation.models import Review
from knowledge.moderation.queue import step_waited_for
from knowledge.moderation.review_queue import to_do_of
from tests.factories import add_page, make_admin, make_editor, make_moderator, make_region
from tests.knowledge.access.planted_region import plant
from tests.knowledge.moderation.reviewing import waits
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
        return len(context["waiting"])
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
    assert "Nothing waits for you. Counted for Quiet and what has no region." in page
    assert 'class="hub-desk"' not in page


# --- reviews that the person can go on with ---


def to_do(person) -> list[int]:
    """Pages of the reviews whose next step the person may take."""
    return sorted(row.page_id for row in to_do_of(person).steps)


def is_counted(person, words: str) -> int:
    """What the first page and the list behind it say, which is the same."""
    client = admin_client(person)
    address, count = rows_of(client).get(words, ("", 0))
    assert not address or number_listed(client, address) == count
    return count


NEW = "review has been taken by nobody"


def test_what_waits_for_a_decision_is_no_number_of_an_editor(site_tree):
    north = make_region("North")
    PageRegion.objects.create(page=site_tree.section, region=north)
    review = waits(site_tree.section, north, summary="Newer.")
    assert is_counted(make_editor(region=north), NEW) == 0
    assert is_counted(make_moderator(region=north), NEW) == 1
    assert is_counted(make_moderator(region=make_region("South")), NEW) == 0
    # The list as a whole shows it: everybody of the region may read it.
    editor = admin_client(make_editor(region=north))
    assert number_listed(editor, reverse("reviews")) == 1
    assert list(Review.objects.all()) == [review]


def test_what_waits_for_the_check_is_an_editors_too(site_tree):
    planted = plant(site_tree)
    example = Review.objects.get()
    example.workflow_state.resume(user=None)
    assert step_waited_for(Review.objects.get().workflow_state) == "check"
    region = planted.region
    for person in (make_editor(region=region), make_moderator(region=region)):
        assert is_counted(person, NEW) == 1, person
        assert to_do(person) == [example.page_id]
    pool = make_moderator()
    assert to_do(pool) == [] == to_do(make_editor(region=make_region("South")))


def test_ones_own_work_is_no_number_of_ones_own(site_tree):
    north = make_region("North")
    PageRegion.objects.create(page=site_tree.section, region=north)
    author, colleague = (make_moderator(region=north) for _ in "ab")
    draft = site_tree.section.get_latest_revision_as_object()
    draft.summary = "A moderator's."
    draft.save_revision(user=author)
    draft.get_workflow().start(draft, author)
    assert (is_counted(author, NEW), is_counted(colleague, NEW)) == (0, 1)
    Review.objects.update(due_on=timezone.localdate() - timedelta(days=1))
    late = "review is overdue"
    assert (is_counted(author, late), is_counted(colleague, late)) == (0, 1)
    urgent = "The most urgent reviews"
    assert urgent not in admin_client(author).get("/admin/").content.decode()
    assert urgent in admin_client(colleague).get("/admin/").content.decode()


def test_whoever_has_one_and_corrected_it_is_told_to_give_it_on(site_tree):
    north = make_region("North")
    PageRegion.objects.create(page=site_tree.section, region=north)
    moderator = make_moderator(region=north)
    review = waits(site_tree.section, north, summary="Newer.")
    Review.objects.update(assigned_to=moderator)
    draft = review.page.specific.get_latest_revision_as_object()
    draft.summary = "Corrected."
    draft.save_revision(user=moderator)
    assert to_do(moderator) == []
    assert is_counted(moderator, "review is yours to go on with") == 1
    page = admin_client(moderator).get(reverse("review", args=[review.pk]))
    assert set(page.context["acts"]) == {"assign", "due"}
    RegionRole.objects.filter(user=moderator).update(role="editor")
    assert is_counted(moderator, "review is yours to go on with") == 0


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
    assert date_format(timezone.localdate() - timedelta(days=9), "j F Y") in listed
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
