"""What the admin's first page says: what waits, background work that is silent, and pages published alone."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone
from wagtail.admin.ui.components import Component
from wagtail.admin.views.home import WorkflowObjectsToModeratePanel
from wagtail.models import PageLogEntry

from knowledge.access.places import place_below
from knowledge.access.regions import pages_to_choose
from knowledge.access.routing import role_scope_of
from knowledge.admin.waiting_lists import list_of
from knowledge.contracts.waiting import waiting_for
from knowledge.jobs import background
from knowledge.models import DutyRecord, Organisation, PackPage
from knowledge.moderation import review_queue
from knowledge.moderation.publishing import PUBLISHED_ALONE
from knowledge.users.models import User
from knowledge.users.requests import SignedInRequest

SHOW_FOR = timedelta(days=30)
MOST_URGENT = 5
MOST_ADMINISTRATORS = 3
NO_REGION = "what has no region"
WAGTAILS_QUEUE = WorkflowObjectsToModeratePanel.name


def user_is_warned(user: User) -> bool:
    """Administrators and moderators: those who can do something about it, or tell who can."""
    return role_scope_of(user).decides_somewhere


class BackgroundWarnings(Component):
    """One banner with everything that holds up the work of others: what to do, or who can do it."""

    name = "background_warnings"
    template_name = "admin/background_warnings.html"
    order = 10

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, object]:
        user = parent_context["request"].user
        return {
            "troubles": background.troubles(),
            "can_act": user.is_superuser,
            "duties": list_of(DutyRecord, "last_error__isempty=0"),
            "administrators": User.objects.filter(is_superuser=True, is_active=True).order_by("pk")[
                :MOST_ADMINISTRATORS
            ],
        }


class PublishedAlone(Component):
    """Pages that an administrator published without a second person, for a month."""

    name = "published_alone"
    template_name = "admin/published_alone.html"
    order = 20

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, object]:
        entries = PageLogEntry.objects.filter(
            action=PUBLISHED_ALONE,
            timestamp__gt=timezone.now() - SHOW_FOR,
            page__in=pages_to_choose(parent_context["request"].user).values("pk"),
        )
        return {"entries": entries.select_related("user", "page").order_by("-timestamp")[:10]}


class NeedsYou(Component):
    """Everything that waits for the person, each number leading to its list; then the most urgent reviews."""

    name = "needs_you"
    template_name = "admin/needs_you.html"
    order = 5

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, object]:
        request = parent_context["request"]
        urgent = review_queue.to_do_in(request).steps[:MOST_URGENT]
        return {
            "rows": waiting_for(request),
            "may_write": place_below(PackPage, request.user) is not None,
            "regions": regions_in_words(request.user),
            "reviews": review_queue.described(urgent),
        }


def regions_in_words(user: User) -> str:
    """Whose work is counted for the person: what they may edit, which is also what has no region."""
    role_scope = role_scope_of(user)
    if role_scope.is_superuser:
        return "every region"
    names = list(
        Organisation.objects.filter(pk__in=role_scope.edits)
        .order_by("name")
        .values_list("name", flat=True)
    )
    return " and ".join([", ".join(names), NO_REGION] if names else [NO_REGION])


def add_panels(request: SignedInRequest, panels: list[Component]) -> None:
    """Put ours on the first page for those who are warned.

    Our queue takes the place of Wagtail's own list of what waits: that one knows no regions and
    shows contributors' addresses.
    """
    if review_queue.has_a_queue(request.user):
        panels[:] = [each for each in panels if each.name != WAGTAILS_QUEUE]
        panels.append(NeedsYou())
    if user_is_warned(request.user):
        panels += [BackgroundWarnings(), PublishedAlone()]
