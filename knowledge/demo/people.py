"""One sign-in for each role, for the demo only: the passwords stand here for everybody to read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from allauth.account.models import EmailAddress
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group

from knowledge.models import Organisation, RegionRole

ADMINISTRATOR = "admin@example.org"
EDITOR = "editor@example.org"
MODERATOR = "moderator@example.org"
NATIONAL_MODERATOR = "national@example.org"
CONTRIBUTOR = "contributor@example.org"

DEMO_PASSWORD = "only-for-the-demo"  # noqa: S105


@dataclass(frozen=True)
class DemoPerson:
    """Somebody to sign in as."""

    email: str
    name: str
    role: str
    password: str = DEMO_PASSWORD
    """Empty: signs in by a mailed code only."""
    is_superuser: bool = False
    group: str = ""
    region_role: str = ""
    region: str = ""


PEOPLE: tuple[DemoPerson, ...] = (
    DemoPerson(ADMINISTRATOR, "Ada Administrator", "administrator", is_superuser=True),
    DemoPerson(
        EDITOR,
        "Edie Editor",
        "regional editor, South East",
        group="Regional editors",
        region_role=RegionRole.Role.EDITOR,
        region="south-east",
    ),
    DemoPerson(
        MODERATOR,
        "Mo Moderator",
        "moderator, South East",
        group="Moderators",
        region_role=RegionRole.Role.MODERATOR,
        region="south-east",
    ),
    DemoPerson(
        NATIONAL_MODERATOR,
        "Nat National",
        "moderator, national pool",
        group="Moderators",
        region_role=RegionRole.Role.MODERATOR,
    ),
    DemoPerson(CONTRIBUTOR, "Connie Contributor", "contributor", password=""),
)


def make_people(count: Callable[[str, bool], None]) -> list[DemoPerson]:
    """Make the accounts that are missing, with their roles. Accounts that exist are left alone."""
    users = get_user_model().objects
    for person in PEOPLE:
        is_new = not users.filter(email=person.email).exists()
        count("people", is_new)
        if is_new:
            make_person(person)
    return list(PEOPLE)


def make_person(person: DemoPerson) -> None:
    """Make one account, its group and its role in the region."""
    first_name, last_name = person.name.split(" ", 1)
    user = get_user_model().objects.create_user(
        person.email,
        person.password or None,
        first_name=first_name,
        last_name=last_name,
        is_staff=person.is_superuser,
        is_superuser=person.is_superuser,
    )
    # Otherwise the first sign-in would ask for a code that proves the address.
    EmailAddress.objects.create(user=user, email=person.email, verified=True, primary=True)
    if person.group:
        user.groups.add(Group.objects.get(name=person.group))
    if person.region_role:
        region = Organisation.objects.get(slug=person.region) if person.region else None
        RegionRole.objects.create(user=user, region=region, role=person.region_role)
