"""Belonging to an organisation: confirmed by the region's moderator or a mail domain, blocking nothing."""

from __future__ import annotations

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError

from knowledge.people.models import Membership
from knowledge.people.organisations.admin import members_seen_by
from knowledge.people.organisations.joining import (
    AlreadyDecided,
    ask_for_unlisted,
    ask_to_join,
    confirm,
    decline,
    user_may_confirm,
)
from tests.factories import (
    make_admin,
    make_contributor,
    make_editor,
    make_moderator,
    make_organisation,
)
from tests.signing_in import admin_client

pytestmark = pytest.mark.django_db


def subjects_to(address):
    return [message.subject for message in mail.outbox if message.to == [address]]


def test_joining_fills_in_the_place_and_mails_only_the_regions_moderator(
    contributor, place, django_capture_on_commit_callbacks
):
    contributor.begin()
    with django_capture_on_commit_callbacks(execute=True):
        response = contributor.client.post(
            "/account/organisation/",
            {"organisation": place.organisation.pk, "next": "/my-examples/"},
        )
    assert response.url == "/my-examples/"
    row = Membership.objects.get()
    assert (row.state, row.region) == (Membership.State.ASKED, place.region)
    assert any("Seaside MVP" in subject for subject in subjects_to(place.moderator.email))
    assert subjects_to(place.other_moderator.email) == []
    # The untouched draft and the next one begin with it.
    assert contributor.submission.region == place.region
    assert contributor.begin().organisation == place.organisation
    # Sending waits for nobody.
    contributor.post("send", project_title="A walk", aims="To hear.", licence="on")
    assert contributor.submission.state == "sent"


def test_one_click_in_the_admin_confirms_and_tells(contributor, place):
    contributor.sign_in()
    contributor.client.post("/account/organisation/", {"organisation": place.organisation.pk})
    row = Membership.objects.get()
    other = admin_client(place.other_moderator)
    assert other.post("/admin/members/", {"member": row.pk, "confirm": "1"}).status_code == 404
    moderator = admin_client(place.moderator)
    assert contributor.email in moderator.get("/admin/members/").content.decode()
    moderator.post("/admin/members/", {"member": row.pk, "confirm": "1"})
    row.refresh_from_db()
    assert (row.state, row.decided_by) == (Membership.State.CONFIRMED, place.moderator)
    assert subjects_to(contributor.email)[-1] == "You are confirmed: Seaside MVP"
    assert "/admin/" not in mail.outbox[-1].body
    assert "Confirmed" in contributor.client.get("/account/").content.decode()
    contributor.client.post(f"/account/organisation/{row.pk}/leave/")
    row.refresh_from_db()
    assert row.state == Membership.State.LEFT


def test_a_mail_domain_of_its_own_confirms_at_once(place):
    place.organisation.mail_domains = "Seaside-MVP.example, @second.example"
    place.organisation.full_clean()
    place.organisation.save()
    inside = ask_to_join(make_contributor("amina@seaside-mvp.example"), place.organisation)
    outside = ask_to_join(make_contributor("ann@notseaside-mvp.example"), place.organisation)
    assert (inside.state, outside.state) == ("confirmed", "asked")
    for shared in ("gmail.com", "nhs.net", "no domain", "x"):
        place.organisation.mail_domains = shared
        with pytest.raises(ValidationError):
            place.organisation.full_clean()


def test_one_that_is_not_listed_is_sorted_out_by_a_person(contributor, place):
    contributor.sign_in()
    empty = contributor.client.post("/account/organisation/", {})
    assert empty.status_code == 400
    assert "go on without one" in empty.content.decode()
    contributor.client.post(
        "/account/organisation/",
        {"organisation_words": "New  Town MVP", "region": place.region.pk},
    )
    row = Membership.objects.get()
    assert (row.organisation_words, row.region) == ("New Town MVP", place.region)
    assert contributor.begin().organisation_words == "New Town MVP"
    with pytest.raises(ValueError, match="Choose"):
        confirm(row, place.moderator)
    found = make_organisation("New Town MNVP", kind="mvp", region=place.region)
    confirm(row, place.moderator, found)
    row.refresh_from_db()
    assert (row.state, row.organisation) == ("confirmed", found)
    with pytest.raises(AlreadyDecided):
        decline(row, place.moderator, "")


def test_the_reason_of_a_refusal_reaches_the_person(contributor, place):
    contributor.sign_in()
    contributor.client.post("/account/organisation/", {"organisation": place.organisation.pk})
    decline(Membership.objects.get(), place.moderator, "Please ask your chair.")
    assert "Please ask your chair." in mail.outbox[-1].body
    page = contributor.client.get("/account/").content.decode()
    assert "Please ask your chair." in page
    # Asking again is possible.
    contributor.client.post("/account/organisation/", {"organisation": place.organisation.pk})
    assert Membership.objects.waiting().count() == 1


def test_who_may_confirm_is_the_same_for_one_and_for_the_list(place):
    pool = make_moderator(region=None)
    empty_region = make_organisation("Empty region", kind="region")
    far = make_organisation("Far MVP", kind="mvp", region=empty_region)
    person = make_contributor()
    rows = [
        ask_to_join(person, place.organisation),
        ask_to_join(person, far),
        ask_for_unlisted(person, "Somewhere", None),
        ask_to_join(place.moderator, place.organisation),
    ]
    people = [
        place.moderator,
        place.other_moderator,
        pool,
        make_admin(),
        make_editor(region=place.region),
        person,
        make_moderator(region=place.region, deputy=True),
    ]
    for user in people:
        one_by_one = {row.pk for row in rows if user_may_confirm(user, row)}
        listed = set(members_seen_by(user).exclude(user=user).values_list("pk", flat=True))
        assert one_by_one == listed, user
    assert not user_may_confirm(place.moderator, rows[3])
    with pytest.raises(PermissionDenied):
        confirm(rows[3], place.moderator)
    assert user_may_confirm(pool, rows[1])
    assert user_may_confirm(pool, rows[2])
    assert not user_may_confirm(pool, rows[0])


def test_asking_twice_is_asking_once(place):
    person = make_contributor()
    first = ask_to_join(person, place.organisation)
    assert ask_to_join(person, place.organisation) == first
    assert ask_for_unlisted(person, "One", None) == ask_for_unlisted(person, "Two", None)
    assert Membership.objects.count() == 2
