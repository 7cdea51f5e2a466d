"""The admin's "Merge or split" of an organisation: choose, see what moves, do it."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.views.generic import TemplateView
from wagtail.admin import messages

from knowledge.access.admin_page import AdminPage
from knowledge.models import Organisation
from knowledge.people.organisations.succession import (
    merge,
    problem_with_names,
    split,
    things_of,
    user_may_change,
    what_moves,
)
from knowledge.users.requests import SignedInRequest

LIST = "knowledge_organisation_modeladmin_index"


class SuccessionView(AdminPage, TemplateView):
    """`?into=` previews a merger, `?names=` a split; posting the same does it."""

    request: SignedInRequest

    template_name = "admin/succession.html"
    page_title = "Merge or split an organisation"
    header_icon = "group"

    def dispatch(
        self, request: HttpRequest, *args: object, pk: int, **kwargs: object
    ) -> HttpResponseBase:
        self.former = get_object_or_404(Organisation.objects.current(), pk=pk)
        if not user_may_change(self.request.user, self.former):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        try:
            if into := self._into(request.POST):
                merge(self.former, into, self.request.user)
                messages.success(request, f"{self.former.name} is now part of {into.name}.")
            else:
                names = _names(request.POST)
                goes_to = {
                    key.removeprefix("to-"): int(value)
                    for key, value in request.POST.dict().items()
                    if key.startswith("to-") and value.isdigit()
                }
                parts = split(self.former, names, goes_to, self.request.user)
                became = ", ".join(part.name for part in parts)
                messages.success(request, f"{self.former.name} has become {became}.")
        except ValidationError as problem:
            messages.error(request, " ".join(problem.messages))
            return redirect("succession", self.former.pk)
        return redirect(LIST)

    def _into(self, data: QueryDict) -> Organisation | None:
        chosen = data.get("into", "")
        if not chosen.isdigit():
            return None
        return Organisation.objects.current().exclude(pk=self.former.pk).filter(pk=chosen).first()

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        data = self.request.GET
        names, into, things = _names(data), self._into(data), things_of(self.former)
        problem = problem_with_names(self.former, names) if "names" in data else ""
        if "into" in data and into is None:
            problem = "Choose the organisation that it becomes part of."
        others = Organisation.objects.current().exclude(pk=self.former.pk)
        is_region = self.former.kind == Organisation.Kind.REGION
        alike = others.filter(kind=Organisation.Kind.REGION) if is_region else others.exclude(
            kind=Organisation.Kind.REGION
        )  # fmt: skip
        return super().get_context_data(
            **kwargs,
            former=self.former,
            others=[each for each in alike if user_may_change(self.request.user, each)],
            into=into if not problem else None,
            names=names,
            typed_names="\n".join(names),
            is_split=bool(names) and not problem and into is None,
            is_region=is_region,
            problem=problem,
            things=things,
            moves=what_moves(things),
        )


def _names(data: QueryDict) -> list[str]:
    lines = [" ".join(line.split()) for line in data.get("names", "").splitlines()]
    return [line for line in lines if line]
