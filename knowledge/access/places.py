"""Where somebody may begin pages of a sort: below which pages."""

from __future__ import annotations

from collections.abc import Iterator

from wagtail.models import Page

from knowledge.users.models import User


def places_below(page_type: type[Page], user: User) -> Iterator[Page]:
    """The pages of the type below which the person may begin pages, public ones first."""
    for page in page_type.objects.order_by("-live", "path"):
        if page.permissions_for_user(user).can_add_subpage():
            yield page


def place_below(page_type: type[Page], user: User) -> Page | None:
    """The first of them."""
    return next(places_below(page_type, user), None)
