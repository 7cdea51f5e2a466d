"""E10: what the hub has at each crossing, what is missing there, and asking partnerships for it, once."""

from __future__ import annotations

import csv
import io
from urllib.parse import urlencode

import pytest
from django.core import mail
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from knowledge.access.roles import ensure_roles
from knowledge.contracts import demand
from knowledge.coverage import views as coverage_views
from knowledge.coverage.counting import AXES, make_matrix
from knowledge.coverage.models import Commission
from knowledge.models import (
    Audience,
    EvidenceRequirement,
    Organisation,
    PageAudience,
    PageRegion,
    PageRequirement,
    PageTopic,
    ResourcePage,
    SectionPage,
)
from knowledge.moderation.models import MailChoice
from knowledge.people.models import Membership
from tests.factories import (
    add_page,
    make_contributor,
    make_editor,
    make_organisation,
    make_region,
    make_topic,
)
from tests.shared_fixtures import shared_fixture
from tests.signing_in import admin_client

pytestmark = pytest.mark.django_db
ADDRESS = "/admin/reports/coverage/"


@shared_fixture
def two_regions(site_tree):
    """Two sections, two regions, two resources of North: one by its topic, one by a link from a section."""
    ensure_roles()
    north, south = make_region("North"), make_region("South")
    topic = make_topic("Listening")
    listening = add_page(SectionPage, site_tree.pack, "Listening well")
    PageTopic.objects.create(page_id=listening.pk, topic=topic)
    by_topic = add_page(ResourcePage, site_tree.resources, "By topic")
    PageTopic.objects.create(page_id=by_topic.pk, topic=topic)
    linked = add_page(ResourcePage, site_tree.resources, "Linked")
    for page in (by_topic, linked):
        PageRegion.objects.create(page_id=page.pk, region=north)
    evidence = add_page(SectionPage, site_tree.pack, "Showing it")
    below = add_page(
        SectionPage,
        evidence,
        "Below",
        body=[("text", f'<p><a linktype="page" id="{linked.pk}">Read</a></p>')],
    )
    return {"north": north, "south": south, "linked": linked, "by_topic": by_topic, "below": below}


@pytest.fixture
def hub(two_regions):
    return two_regions


@pytest.fixture
def editor(hub):
    return make_editor("north@example.org", region=hub["north"])


def table(rows="section", columns="region", kind=""):
    matrix = make_matrix(AXES[rows], AXES[columns], kind)
    head, *lines = matrix.table()
    return {
        (line[0], column): number
        for line in lines
        for column, number in zip(head[1:], line[1:], strict=True)
    }


def test_public_things_are_counted_where_they_belong(hub):
    found = table()
    assert found["Listening well", "North"] == 1
    assert found["Showing it", "North"] == 1, "a page below the section links to it"
    assert found["Listening well", "South"] == found["Showing it", "South"] == 0
    ResourcePage.objects.filter(pk=hub["by_topic"].pk).update(live=False)
    assert table()["Listening well", "North"] == 0


def test_one_kind_can_be_counted_alone(hub):
    assert table(kind="resource")["Listening well", "North"] == 1
    assert table(kind="video")["Listening well", "North"] == 0


def test_other_axes_and_what_says_nothing(hub):
    parents = Audience.objects.create(name="Parents", slug="parents")
    PageAudience.objects.create(page_id=hub["linked"].pk, audience=parents)
    found = table("audience", "region")
    assert found["Parents", "North"] == 1
    assert found["Not said", "North"] == 1
    assert found["Parents", "South"] == 0


def test_the_number_of_queries_does_not_grow_with_the_things(
    hub, django_assert_max_num_queries, site_tree
):
    for number in range(20):
        add_page(ResourcePage, site_tree.resources, f"More {number}")
    with django_assert_max_num_queries(25):
        make_matrix(AXES["section"], AXES["region"])


def test_the_page_shows_numbers_empty_cells_and_files(hub, editor):
    desk = admin_client(editor)
    html = desk.get(ADDRESS).content.decode()
    assert '<td class="hub-matrix__cell hub-matrix__cell--4">1</td>' in html
    assert "Section by region" in html
    assert "Listening well, South" not in html, "South is asked by its own"
    html = desk.get(f"{ADDRESS}?rows=audience&columns=audience").content.decode()
    assert "Audience by region" in html, "never an axis by itself"
    answer = desk.get(f"{ADDRESS}?export=csv")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert rows[0] == ["Section / Region", "North", "South"]
    assert ["Listening well", "1", "0"] in rows
    book = load_workbook(io.BytesIO(desk.get(f"{ADDRESS}?export=xlsx").content))
    assert ["Listening well", 1, 0] in [[cell.value for cell in row] for row in book.active]


def ask_address(**asked):
    return f"{reverse('coverage_ask')}?{urlencode(asked)}"


@pytest.fixture
def members(hub):
    """Members of North's partnership, one of whom wants no mails, and people who are not asked."""
    partnership = make_organisation("North MNVP", kind="mvp", region=hub["north"])
    trust = make_organisation("North Trust", kind="trust", region=hub["north"])
    other = make_organisation("South MNVP", kind="mvp", region=hub["south"])
    for name, organisation, state in (
        ("member", partnership, "confirmed"),
        ("unwilling", partnership, "confirmed"),
        ("waiting", partnership, "asked"),
        ("trust", trust, "confirmed"),
        ("south", other, "confirmed"),
    ):
        person = make_contributor(f"{name}@example.org")
        Membership.objects.create(user=person, organisation=organisation, state=state)
        if name == "unwilling":
            MailChoice.objects.create(user=person, reminders=False)


def test_an_empty_cell_is_asked_for_once(hub, editor, members, site_tree):
    section = SectionPage.objects.get(title="Showing it")
    ResourcePage.objects.filter(pk=hub["linked"].pk).update(live=False)
    desk = admin_client(editor)
    html = desk.get(ADDRESS).content.decode()
    address = ask_address(section=section.pk, region=hub["north"].pk)
    assert address.replace("&", "&amp;") in html
    html = desk.get(address).content.decode()
    assert "North: 2 members" not in html
    assert "North: 1 member" in html
    assert "section “Showing it”" in html
    assert not mail.outbox
    said = {"region": hub["north"].pk, "words": "Something for showing it", "note": "Please!"}
    for _ in range(2):
        answer = desk.post(address, said, follow=True)
    assert "Nobody is mailed again" in answer.content.decode()
    assert [message.to for message in mail.outbox] == [["member@example.org"]]
    assert "Something for showing it" in mail.outbox[0].subject
    assert "Please!" in mail.outbox[0].body
    assert "/share/" in mail.outbox[0].body
    commission = Commission.objects.get()
    assert (commission.mailed, commission.asked_by) == (1, editor)
    html = desk.get(ADDRESS).content.decode()
    assert "Something for showing it" in html
    desk.post(reverse("coverage_close", args=[commission.pk]))
    desk.post(address, said)
    assert Commission.objects.count() == len(mail.outbox) == 2, "closed: it may be asked again"


def test_what_is_asked_for_is_of_the_kind_that_was_counted(hub, editor, members):
    section = SectionPage.objects.get(title="Showing it")
    desk = admin_client(editor)
    html = desk.get(f"{ADDRESS}?kind=video").content.decode()
    address = ask_address(section=section.pk, region=hub["north"].pk, kind="video")
    assert address.replace("&", "&amp;") in html
    assert "Videos for section “Showing it”" in desk.get(address).content.decode()
    said = {"region": hub["north"].pk, "words": "Videos"}
    desk.post(address, said)
    desk.post(ask_address(section=section.pk, region=hub["north"].pk), said)
    assert Commission.objects.count() == 2, "that videos were asked for says nothing of examples"
    assert "kind=nonsense" not in desk.get(f"{ADDRESS}?kind=nonsense").content.decode()


def test_who_asks_for_what_was_asked_before_keeps_what_they_wrote(hub, editor, members):
    desk = admin_client(editor)
    said = {"region": hub["north"].pk, "words": "Doulas", "note": "First"}
    desk.post(ask_address(query="doula"), said)
    answer = desk.post(ask_address(query="doula"), {**said, "note": "A note of an hour"})
    html = answer.content.decode()
    assert "A note of an hour" in html
    assert "Nobody is mailed again" in html
    assert "It says: “Doulas”" in html
    assert len(mail.outbox) == Commission.objects.count() == 1


def test_only_ones_own_region_is_asked_and_read(hub, editor, members):
    desk = admin_client(editor)
    said = {"region": hub["south"].pk, "words": "x"}
    assert desk.post(ask_address(query="x"), said).status_code == 200
    assert not Commission.objects.exists()
    theirs = Commission.objects.create(region=hub["south"], key="k", words="Southern secret")
    assert "Southern secret" not in desk.get(ADDRESS).content.decode()
    assert desk.post(reverse("coverage_close", args=[theirs.pk])).status_code == 404
    pool = admin_client(make_editor("pool@example.org"))
    assert "Southern secret" in pool.get(ADDRESS).content.decode()
    client = admin_client(make_contributor())
    assert client.get(ADDRESS).status_code in {302, 403}


def test_what_was_searched_in_vain_leads_to_its_acts(hub, editor, members, monkeypatch):
    found = demand.Wanted("doula", 4, "found nothing", (("Other name", "/a/"), ("Promote", "/b/")))
    monkeypatch.setattr(demand, "_installed", [lambda user: [found]])
    desk = admin_client(editor)
    html = desk.get(ADDRESS).content.decode()
    for address in ("/a/", "/b/"):
        assert f'href="{address}"' in html
    html = desk.get(ask_address(query="doula")).content.decode()
    assert 'value="doula"' in html
    desk.post(ask_address(query="doula"), {"region": hub["north"].pk, "words": "Doulas"})
    desk.post(ask_address(query=" Doula"), {"region": hub["north"].pk, "words": "Doulas, please"})
    assert [each.words for each in Commission.objects.all()] == ["Doulas"], "asked once"


def test_what_was_sought_in_vain_and_what_was_asked_are_had_as_tables(
    hub, editor, members, monkeypatch
):
    found = demand.Wanted("=doula", 4, "found nothing")
    monkeypatch.setattr(demand, "_installed", [lambda user: [found]])
    desk = admin_client(editor)
    desk.post(ask_address(query="doula"), {"region": hub["north"].pk, "words": "Doulas"})
    Commission.objects.create(region=hub["south"], key="k", words="Southern secret")
    page = desk.get(ADDRESS).content.decode()
    tables = {}
    for part in ("wanted", "asked"):
        assert f'href="?list={part}&amp;export=csv"' in page
        text = desk.get(f"{ADDRESS}?list={part}&export=csv").content.decode("utf-8-sig")
        tables[part] = list(csv.reader(io.StringIO(text)))[1:]
    today = f"{timezone.localdate():%d/%m/%Y}"
    assert tables == {
        "wanted": [["'=doula", "4", "found nothing"]],
        "asked": [["Doulas", "North", today, str(editor), "", "1", ""]],
    }


def test_roles_hold_after_migrate(hub, editor):
    call_command("ensure_roles")
    assert editor.has_perm("coverage.add_commission")


def test_what_is_of_a_region_or_year_that_is_over_is_counted_and_not_asked_for(hub, editor):
    requirement = EvidenceRequirement.objects.create(
        scheme="CNST", slug="cnst-7", code="7", is_current=False
    )
    PageRequirement.objects.create(page_id=hub["linked"].pk, requirement=requirement)
    Organisation.objects.filter(pk=hub["south"].pk).update(ended_at=timezone.now())
    PageRegion.objects.filter(page_id=hub["linked"].pk).update(region=hub["south"])
    found = table("region", "requirement")
    assert found["No longer current", "No longer current"] == 1
    assert found["North", "Not said"] == 1
    assert sum(found.values()) == 2
    html = admin_client(editor).get(f"{ADDRESS}?rows=section&columns=requirement").content.decode()
    assert "No longer current" in html
    assert "requirement=-1" not in html


def test_what_waits_is_shown_however_much_was_asked_since(site_tree, monkeypatch):
    monkeypatch.setattr(coverage_views, "MOST_ASKED", 2)
    region, desk = make_region("Own"), admin_client(make_editor())
    for number, closed in enumerate([None, *[timezone.now()] * 3]):
        Commission.objects.create(
            region=region, key=str(number), words=f"Request {number}", closed_at=closed
        )
    said = desk.get(ADDRESS).content.decode()
    assert [number for number in range(4) if f"Request {number}</td>" in said] == [0, 3]
    assert "2 more are in the table" in said
