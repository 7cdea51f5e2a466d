"""How a person stands with organisations, and what their next example begins with."""

from __future__ import annotations

from knowledge.people.contributions import contributions
from knowledge.people.models import Membership
from knowledge.users.models import User


def memberships_of(user: User) -> list[Membership]:
    """Memberships that hold or wait, and the last one that was not confirmed; confirmed ones first."""
    rows = list(
        Membership.objects.filter(user=user)
        .exclude(state=Membership.State.LEFT)
        .select_related("organisation__region", "region")
    )
    order: list[str] = [
        Membership.State.CONFIRMED,
        Membership.State.ASKED,
        Membership.State.DECLINED,
    ]
    return sorted(rows, key=lambda row: (order.index(row.state), row.asked_at))


def default_place(user: User) -> dict[str, object]:
    """Columns of a new example: organisation and region as the person said last; {} if they did not.

    What waits to be confirmed serves too: nothing waits for it.
    """
    rows = [row for row in memberships_of(user) if row.state != Membership.State.DECLINED]
    if not rows:
        return {}
    first = rows[0]
    if first.organisation:
        return {
            "organisation": first.organisation,
            "region": first.organisation.routing_region or first.region,
        }
    return {"organisation_words": first.organisation_words, "region": first.region}


def fill_untouched_drafts(user: User) -> int:
    """Give the place to drafts in which nothing has been saved yet; returns to how many."""
    place = default_place(user)
    if not place:
        return 0
    return contributions().fill_untouched_drafts(user, place)
