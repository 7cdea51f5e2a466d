"""The pages of one's own account in each of their states."""

from __future__ import annotations

from typing import Any

from examples.models import CoAuthor
from knowledge.people.models import Membership
from knowledge.people.organisations.joining import ask_for_unlisted, ask_to_join
from knowledge.users.models import User
from tests.examples.conftest import Contributor, Place


def account_states(place: Place) -> dict[str, Any]:
    """Name → answer of each state; a person with an account and an example is made for them."""
    owner = Contributor("carla@example.org")
    owner.begin()
    owner.post("save", project_title="A walk & a talk")
    client, person = owner.client, User.objects.get(email=owner.email)
    example = f"/my-examples/{owner.submission.pk}/"
    people = f"{example}people/"
    found = {"nobody else writes": client.get(people)}
    client.post(people, {"email": "friend@example.org"})
    invitation = f"/write-together/{CoAuthor.objects.get(email='friend@example.org').key}/"
    friend = Contributor("friend@example.org")
    found["invited, a stranger"] = friend.client.get(invitation)
    friend.sign_in()
    found["invited, signed in"] = friend.client.get(invitation)
    found["no organisation"] = client.get("/account/organisation/")
    ask_to_join(person, place.organisation)
    Membership.objects.filter(user=person).update(state=Membership.State.CONFIRMED)
    ask_for_unlisted(person, "New Town MVP", None)
    found["delete"] = client.get("/account/delete/")
    client.post("/account/address/", {"email": "new@example.org"})
    client.post("/account/delete/", {"mail": "1"})
    for address in (
        "/account/",
        "/account/organisation/",
        "/account/address/",
        "/account/address/code/",
        "/account/delete/",
        "/account/deleted/",
        "/my-examples/",
        example,
        people,
        invitation,
        "/write-together/no-such-key/",
        "/check/?next=/account/",
    ):
        found[address] = client.get(address)
    assert "Confirmed" in found["/account/"].content.decode()
    found["no organisation chosen"] = client.post("/account/organisation/", {})
    found["no address"] = client.post(people, {"email": "nothing"})
    found["no proof of work"] = client.post("/check/", {"altcha": ""})
    return found
