"""The demo is loaded once; what people change in it afterwards stays."""

from __future__ import annotations

from io import StringIO

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.urls import reverse
from wagtail.models import Page, Site

from knowledge.demo.people import DEMO_PASSWORD
from knowledge.models import (
    HubDocument,
    HubImage,
    Organisation,
    PackPage,
    RegionRole,
    ResourcePage,
    SectionPage,
    Topic,
)

COUNTED = (Page, HubDocument, HubImage, Organisation, Topic, get_user_model(), RegionRole, Site)


def load(**options) -> str:
    out = StringIO()
    call_command("load_demo", stdout=out, **options)
    return out.getvalue()


def counts() -> dict[str, int]:
    return {model.__name__: model.objects.count() for model in COUNTED}


pytestmark = pytest.mark.django_db


def test_a_hub_that_starts_anew_leaves_the_demo_as_it_is(demo):
    pages = Page.objects.count()
    out = StringIO()
    call_command("start_site", stdout=out)
    assert "left as they are" in out.getvalue()
    assert Page.objects.count() == pages


def test_a_second_run_adds_nothing_and_keeps_what_was_changed(demo):
    before = counts()
    assert "pages: 0 made" not in demo

    section = SectionPage.objects.get(slug="why-co-produce")
    section.title = "Why we do it together"
    section.slug = "why-we-do-it"
    section.save_revision().publish()
    hidden = ResourcePage.objects.get(slug="mvp-toolkit")
    hidden.unpublish()
    moved = SectionPage.objects.get(slug="gap-analysis")
    moved.move(SectionPage.objects.get(slug="how-to-co-produce"), pos="last-child")
    Topic.objects.filter(slug="research").update(name="Research with people")
    Topic.objects.filter(slug="evidence").update(slug="proof")
    Organisation.objects.filter(slug="nihr").update(slug="nihr-uk")
    admin = get_user_model().objects.get(email="admin@example.org")
    admin.set_password("changed by somebody")
    admin.save()

    said = load()

    assert counts() == before
    assert "left as it is" in said
    assert SectionPage.objects.get(slug="why-we-do-it").title == "Why we do it together"
    assert not ResourcePage.objects.get(slug="mvp-toolkit").live
    assert Topic.objects.get(slug="research").name == "Research with people"
    admin.refresh_from_db()
    assert admin.check_password("changed by somebody")


def test_what_was_deleted_stays_deleted(demo):
    Page.objects.get(slug="q-sort").delete()
    Topic.objects.filter(slug="research").delete()
    Organisation.objects.filter(slug="healthwatch").update(name="Healthwatch England")
    before = counts()
    load()
    assert counts() == before
    assert not Page.objects.filter(slug="q-sort").exists()


def test_everything_is_published_with_an_owner_and_a_review_date(demo):
    pages = [page.specific for page in Page.objects.exclude(depth=1)]
    assert all(page.live and not page.has_unpublished_changes for page in pages)
    assert all(page.live_revision_id for page in pages)
    assert all(page.content_owner_id and page.owner_id for page in pages)
    assert all(page.next_review > page.last_reviewed for page in pages)
    assert all(page.summary for page in pages)


def test_the_site_begins_at_our_home_page(demo):
    site = Site.objects.get()
    assert site.root_page.specific.search_kind is None
    assert site.root_page.slug == "home"
    assert site.root_page.url_path == "/home/"
    assert (site.hostname, site.port) == ("testserver", 80)
    assert Page.objects.filter(depth=2).count() == 1


def test_the_site_follows_the_address_it_is_served_at(demo, settings):
    settings.HUB_BASE_URL = "http://localhost:8080"
    load()
    site = Site.objects.get()
    assert (site.hostname, site.port) == ("localhost", 8080)


def test_the_pack_says_what_it_is_based_on(demo):
    pack = PackPage.objects.get()
    assert pack.feedback_email == "england.sematernity@nhs.net"
    assert "version 0.5" in str(pack.body)
    assert "July 2022" in str(pack.body)


def test_one_account_for_each_role_is_printed(demo):
    for email in ("admin", "editor", "moderator", "national", "contributor"):
        assert f"{email}@example.org" in demo
    contributor = get_user_model().objects.get(email="contributor@example.org")
    assert not contributor.has_usable_password()
    assert not contributor.groups.exists()
    assert RegionRole.objects.filter(region__slug="south-east").count() == 2
    assert RegionRole.objects.filter(region=None).count() == 1


@pytest.mark.parametrize("who", ["admin", "editor", "moderator", "national"])
def test_who_works_in_the_admin_gets_there_with_the_printed_password(demo, client, settings, who):
    settings.HUB_ADMIN_REQUIRES_MFA = False
    client.post(
        reverse("knowledge:staff_sign_in"),
        {"login": f"{who}@example.org", "password": DEMO_PASSWORD},
    )
    assert client.get("/admin/").status_code == 200
