"""The admin's page "Members": who says that they belong to an organisation, confirmed with one click."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem

from knowledge.access.admin_page import AdminPage
from knowledge.models import Organisation
from knowledge.people.models import Membership, MembershipQuerySet
from knowledge.people.organisations.joining import (
    AlreadyDecided,
    confirm,
    decline,
    end,
)
from knowledge.people.organisations.regional import decides_somewhere, of_regions_decided_by
from knowledge.tables import TableMixin, day
from knowledge.users.models import User
from knowledge.users.requests import SignedInRequest


def members_seen_by(user: User) -> MembershipQuerySet:
    """Those that `user_may_confirm`, and the person's own; the same rule as a query."""
    rows = Membership.objects.select_related("user", "organisation", "region", "decided_by")
    return rows.filter(of_regions_decided_by(user))


def members_waiting_for(user: User) -> MembershipQuerySet:
    """Those that the person is to confirm: not their own."""
    return members_seen_by(user).waiting().exclude(user=user)


class MembersView(TableMixin, AdminPage, TemplateView):
    """Lists what waits, then what holds; one form a person."""

    request: SignedInRequest

    template_name = "admin/members.html"
    page_title = "Members"
    table_name = "members"
    header_icon = "group"

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if not decides_somewhere(self.request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        pk = request.POST.get("member", "")
        row = get_object_or_404(members_seen_by(self.request.user), pk=pk if pk.isdigit() else 0)
        chosen = request.POST.get("organisation", "")
        organisation = (
            Organisation.objects.contributing().filter(pk=chosen).first()
            if chosen.isdigit()
            else None
        )
        reason = request.POST.get("reason", "").strip()[:500]
        try:
            if "confirm" in request.POST:
                confirm(row, self.request.user, organisation)
                row.refresh_from_db()
                messages.success(request, f"{row.user} is confirmed: {row.name}.")
            elif "decline" in request.POST:
                decline(row, self.request.user, reason)
                messages.success(request, f"{row.user} is told that it was not confirmed.")
            elif "end" in request.POST:
                end(row, self.request.user)
                messages.success(request, f"{row.user} is no longer listed with {row.name}.")
        except AlreadyDecided:
            messages.warning(request, "Somebody has decided about this already.")
        except ValueError as missing:
            messages.error(request, str(missing))
        return redirect("members")

    def table(self) -> Iterable[Sequence[object]]:
        """Who waits, then who is confirmed."""
        yield "Person", "Name", "Organisation", "Region", "State", "Asked on", "Decided on"
        rows = members_seen_by(self.request.user)
        for each in [*rows.waiting(), *rows.confirmed().order_by("organisation__name", "user")]:
            yield (
                each.user.email,
                each.user.get_full_name(),
                each.name,
                str(each.region or ""),
                each.get_state_display(),
                day(each.asked_at),
                day(each.decided_at),
            )

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        rows = members_seen_by(self.request.user)
        return super().get_context_data(
            **kwargs,
            waiting=members_waiting_for(self.request.user),
            own=rows.waiting().filter(user=self.request.user),
            confirmed=rows.confirmed().order_by("organisation__name", "user__email"),
            organisations=Organisation.objects.contributing(),
        )


class MembersMenuItem(MenuItem):
    """For those who decide about some region's members."""

    def is_shown(self, request: SignedInRequest) -> bool:
        return decides_somewhere(request.user)
