"""The admin's page "Moderators": the people of each region that the visitor may manage."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, cast

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views import View
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from knowledge.access.routing import role_scope_of
from knowledge.models import Organisation, RegionRole
from knowledge.people.moderators import (
    LastModerator,
    RegionPeople,
    invite,
    regions_managed_by,
    remove,
)
from knowledge.tables import TableMixin, day
from knowledge.users.requests import SignedInRequest


class InviteForm(forms.Form):
    """Whom to give which role where."""

    region = forms.ChoiceField(label="Region")
    email = forms.EmailField(label="E-mail address")
    role = forms.ChoiceField(
        choices=RegionRole.Role.choices,
        initial=RegionRole.Role.MODERATOR,
        help_text="A deputy decides like a moderator, until a day that you set.",
    )
    until = forms.DateField(
        required=False,
        label="Last day",
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        help_text="Needed for a deputy. Empty: until you take the role away.",
    )

    def __init__(self, *args: Any, regions: list[RegionPeople], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ChoiceField, self.fields["region"]).choices = [
            (each.key, each.name) for each in regions
        ]

    def clean(self) -> dict[str, object]:
        cleaned = super().clean() or {}
        until = cleaned.get("until")
        if cleaned.get("role") == RegionRole.Role.DEPUTY and not until:
            self.add_error("until", "Say until when the deputy stands in.")
        if until and until < timezone.localdate():
            self.add_error("until", "The last day lies in the past.")
        return cleaned


class PeopleView(TableMixin, WagtailAdminTemplateMixin, FormView):
    """Lists people and invites more."""

    request: SignedInRequest

    form_class = InviteForm
    template_name = "admin/moderators.html"
    page_title = "Moderators"
    table_name = "moderators"
    header_icon = "group"

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        self.regions = regions_managed_by(self.request.user)
        if not self.regions:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, object]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_form_kwargs(self) -> dict[str, object]:
        return {**super().get_form_kwargs(), "regions": self.regions}

    def form_valid(self, form: InviteForm) -> HttpResponse:
        said = form.cleaned_data
        region = (
            None
            if said["region"] == "pool"
            else get_object_or_404(Organisation.objects.regions(), pk=said["region"])
        )
        given = invite(
            said["email"],
            role=said["role"],
            region=region,
            by=self.request.user,
            until=said["until"],
        )
        messages.success(self.request, f"{given.user.email} is invited and will get a mail.")
        return redirect("moderators")

    def table(self) -> Iterable[Sequence[object]]:
        """Every role that is listed."""
        yield "Region", "Person", "Name", "Role", "Until", "Given by", "Given on"
        for group in self.regions:
            for role in group.roles:
                yield (
                    group.name,
                    role.user.email,
                    role.user.get_full_name(),
                    role.get_role_display(),
                    f"{role.until:%d/%m/%Y}" if role.until else "",
                    str(role.given_by or ""),
                    day(role.given_at),
                )

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        return super().get_context_data(**kwargs, regions=self.regions)


class RemoveRoleView(View):
    """Takes a role away; POST only."""

    request: SignedInRequest

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        role = get_object_or_404(RegionRole, pk=pk)
        try:
            remove(role, by=self.request.user)
        except LastModerator:
            messages.error(
                request,
                "This is the region's last moderator. Invite another first, or ask an administrator.",
            )
        else:
            messages.success(request, f"{role.user.email} no longer has this role.")
        return redirect("moderators")


class PeopleMenuItem(MenuItem):
    """For those who manage some region's people."""

    def is_shown(self, request: SignedInRequest) -> bool:
        return role_scope_of(request.user).decides_somewhere
