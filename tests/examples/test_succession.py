"""Organisations merge, split and are renamed: everything moves, old ids and names lead on."""

from __future__ import annotations

import re

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from examples.models import PracticeExamplePage, Submission
from knowledge.models import Organisation, PageRegion, RegionRole, ResourcePage
from knowledge.models.organisations import current_ids
from knowledge.people.models import Membership
from knowledge.people.organisations.joining import ask_to_join
from knowledge.people.organisations.succession import merge, split, things_of, what_moves
from search.copies.reconcile import reconcile
from tests.factories import (
    add_page,
    make_admin,
    make_contributor,
    make_moderator,
    make_organisation,
    make_region,
)
from tests.signing_in import admin_client

pytestmark = pytest.mark.django_db


@pytest.fixture
def old(place):
    """An MVP with a published example, a draft of a page, a draft, and two members."""
    example = add_page(
        PracticeExamplePage,
        place.index,
        "A walk",
        organisation=place.organisation,
        aims="To hear wombatish silences.",
    )
    example.save_revision()
    Submission.objects.create(owner=make_contributor(), organisation=place.organisation)
    both = make_contributor("both@example.org")
    ask_to_join(both, place.organisation)
    ask_to_join(make_contributor(), place.organisation)
    return place.organisation


@pytest.fixture
def new(place):
    return make_organisation("Coast MNVP", kind="mvp", region=place.region)


def test_a_renamed_one_is_found_by_its_former_name(place):
    place.organisation.name = "Seaside MNVP"
    place.organisation.save()
    assert place.organisation.former_names == "Seaside MVP"
    place.organisation.name = "Seaside MVP"
    place.organisation.save()
    assert place.organisation.former_names == "Seaside MVP; Seaside MNVP"


@pytest.mark.each_database
def test_merging_moves_everything_and_old_links_lead_on(old, new, place, client, settings):
    ask_to_join(make_contributor("b2@example.org"), new)
    both = Membership.objects.get(user__email="both@example.org").user
    ask_to_join(both, new)
    assert dict(what_moves(things_of(old)))["membership"] == 2
    merge(old, new, place.moderator)
    assert things_of(old) == []
    assert Submission.objects.get().organisation == new
    page = PracticeExamplePage.objects.get()
    assert page.organisation == new
    assert page.get_latest_revision_as_object().organisation == new
    assert Membership.objects.open().filter(organisation=new).count() == 3
    new.refresh_from_db()
    old.refresh_from_db()
    assert new.former_names == "Seaside MVP"
    assert old.ended_at
    assert old not in Organisation.objects.contributing()
    reconcile()
    moved = client.get(f"/search/?q=wombatish&organisation={old.pk}")
    assert moved.status_code == 301
    assert moved.url == f"/search/?q=wombatish&organisation={new.pk}"
    answer = client.get(moved.url).content.decode()
    assert "A walk" in answer
    assert "Coast MNVP" in answer
    assert "A walk" in client.get("/search/?q=Seaside").content.decode()
    # Once more, and an old link still leads to the last one.
    last = make_organisation("County MNVP", kind="mvp", region=place.region)
    merge(new, last, place.moderator)
    assert sorted(current_ids([old.pk, new.pk, 999_999])) == [last.pk, 999_999]


def test_splitting_gives_each_thing_where_it_belongs(old, place, client):
    example = PracticeExamplePage.objects.get()
    goes_to = {thing.key: 1 for thing in things_of(old) if thing.row.pk == example.pk}
    east, west = split(old, ["East MVP", "West MVP"], goes_to, place.moderator)
    example.refresh_from_db()
    assert example.organisation == west
    assert Submission.objects.get().organisation == east
    assert Membership.objects.filter(organisation=east).count() == 2
    assert current_ids([old.pk]) == [east.pk, west.pk]
    moved = client.get(f"/search/?organisation={old.pk}")
    assert moved.url == f"/search/?organisation={east.pk}&organisation={west.pk}"
    assert (east.former_names, east.region) == ("Seaside MVP", place.region)


@pytest.mark.parametrize("names", [["One"], ["One", "one"], ["Coast MNVP", "Two"], []])
def test_names_that_cannot_be(old, new, place, names):
    with pytest.raises(ValidationError):
        split(old, names, {}, place.moderator)
    assert Organisation.objects.current().filter(pk=old.pk).exists()


def test_regions_merge_with_their_people_pages_and_bodies(place, site_tree):
    page = add_page(ResourcePage, site_tree.resources, "A resource")
    PageRegion.objects.create(page=page, region=place.region)
    PageRegion.objects.create(page=page, region=place.other_region)
    with pytest.raises(PermissionDenied):
        merge(place.region, place.other_region, place.moderator)
    merge(place.region, place.other_region, make_admin())
    assert list(page.region_links.values_list("region", flat=True)) == [place.other_region.pk]
    place.organisation.refresh_from_db()
    assert place.organisation.region == place.other_region
    assert RegionRole.objects.get(user=place.moderator).region == place.other_region
    with pytest.raises(ValidationError):
        merge(place.organisation, make_region("New"), make_admin())


def test_only_those_who_decide_about_both_regions(old, new, place):
    far = make_organisation("Far MVP", kind="mvp", region=place.other_region)
    for user in (place.other_moderator, make_contributor()):
        with pytest.raises(PermissionDenied):
            merge(old, new, user)
    with pytest.raises(PermissionDenied):
        merge(old, far, place.moderator)
    deputy = make_moderator(region=place.region, deputy=True)
    assert merge(old, new, deputy) == 4


def test_the_page_shows_what_moves_before_it_does(old, new, place):
    moderator = admin_client(place.moderator)
    address = f"/admin/organisations/{old.pk}/succession/"
    assert "Merge or split" in moderator.get("/admin/knowledge/organisation/").content.decode()
    assert "Coast MNVP" in moderator.get(address).content.decode()
    preview = moderator.get(f"{address}?into={new.pk}").content.decode()
    assert "Membership: 2" in preview
    assert Organisation.objects.current().filter(pk=old.pk).exists()
    twice = moderator.get(address, {"names": "Same\nSame"}).content.decode()
    assert "Two of the names are the same." in twice
    names = "East MVP\nWest MVP"
    preview = moderator.get(address, {"names": names}).content.decode()
    assert "Where each goes" in preview
    # What the button sends is what stands in the page.
    sent = re.search(r'<textarea name="names" hidden>(.*?)</textarea>', preview, re.S)[1]
    moderator.post(address, {"names": sent})
    assert Organisation.objects.filter(name="East MVP").exists()
    assert Organisation.objects.filter(name="West MVP").exists()
    assert moderator.get(address).status_code == 404
