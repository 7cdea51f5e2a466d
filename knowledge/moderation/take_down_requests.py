"""A reader asks to take something down: the page they mean is found, and those who can hide it hear at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth import get_user_model
from django.urls import reverse
from wagtail.models import Page, Site

from knowledge.access.regions import sees_feedback
from knowledge.access.routing import (
    DECIDING_ROLES,
    PageScope,
    RoleScope,
    may_decide,
    page_scope_of,
    role_scope_from,
)
from knowledge.models import Feedback, RegionRole
from knowledge.moderation import mails
from knowledge.public_pages import public_pages

if TYPE_CHECKING:
    from knowledge.users.models import User


def page_meant_by(words: str) -> Page | None:
    """The public page whose address or title these words are; None where that is not sure."""
    words = " ".join(words.split())
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    if not words or site is None:
        return None
    path = urlsplit(words).path if "/" in words else ""
    if path:
        url_path = f"{site.root_page.url_path}{path.strip('/')}".rstrip("/") + "/"
        return public_pages().filter(url_path=url_path).first()
    found = list(public_pages().filter(title__iexact=words)[:2])
    return found[0] if len(found) == 1 else None


def people_who_can_hide(page: Page | None) -> list[User]:
    """Moderators of the page's region, or of the national pool for one of no region or none; else administrators."""
    page_scope = page_scope_of(page) if page else PageScope()
    found = [
        person for person, role_scope in staff(DECIDING_ROLES) if may_decide(role_scope, page_scope)
    ]
    administrators = get_user_model()._default_manager.filter(is_superuser=True, is_active=True)
    return found or list(administrators.order_by("email"))


def people_with_a_role() -> list[User]:
    """The staff of every region and of the pool."""
    return [person for person, _ in staff(RegionRole.Role.values)]


def people_who_can_handle(page: Page | None) -> list[User]:
    """The staff whose a message about the page is, or about none: the same rule as for the list."""
    place = page_scope_of(page) if page else None
    return [
        person
        for person, role_scope in staff(RegionRole.Role.values)
        if sees_feedback(role_scope, place)
    ]


def staff(roles: Collection[str]) -> Iterator[tuple[User, RoleScope]]:
    """Everybody with one of these roles in force, by address, and what those roles let them look after."""
    held: dict[int, list[tuple[int | None, str]]] = defaultdict(list)
    people = {}
    in_force = RegionRole.objects.in_force().filter(role__in=roles)
    for row in in_force.select_related("user").order_by("user__email"):
        people[row.user_id] = row.user
        held[row.user_id].append((row.region_id, row.role))
    for pk, person in people.items():
        if person.is_active:
            yield person, role_scope_from(False, held[pk])


def mail_request(feedback_pk: int) -> int:
    """Tell those who can hide it; returns how many were told. What the reader wrote stays in the admin."""
    feedback = Feedback.objects.select_related("page").get(pk=feedback_pk)
    return mails.send(
        "take_down_asked",
        people_who_can_hide(feedback.page),
        title=feedback.page.specific.get_admin_display_title() if feedback.page else "",
        address=settings.HUB_BASE_URL + reverse("handle_feedback", args=[feedback.pk]),
    )
