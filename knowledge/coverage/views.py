"""Coverage in the admin: the matrix, what visitors looked for in vain, and asking partnerships.

Every address asks for the permission `coverage.add_commission`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views import View
from django.views.generic import FormView, TemplateView
from wagtail.admin.auth import permission_required
from wagtail.admin.menu import MenuItem

from knowledge.access.admin_page import AdminPage
from knowledge.contracts.demand import wanted
from knowledge.coverage.asking import (
    WHAT_IS_ASKED,
    ask_partnerships,
    close,
    commissions_seen_by,
    key_of,
    names_of,
    people_to_ask,
    regions_to_ask,
)
from knowledge.coverage.counting import (
    AXES,
    COUNTED,
    NOT_ASKED_FOR,
    Cell,
    Matrix,
    kinds_to_count,
    make_matrix,
)
from knowledge.models import Organisation
from knowledge.tables import TableMixin, day
from knowledge.users.models import User
from knowledge.users.requests import SignedInRequest

PERMISSION = "coverage.add_commission"
MOST_ASKED = 100
"""Requests to partnerships that the page shows, those that wait first; the table to take along has all."""


def kind_of(request: HttpRequest) -> str:
    """The one kind that is counted or asked for; "" for all of them."""
    kind = request.GET.get("kind", "")
    return kind if kind in COUNTED else ""


for_those_who_may = method_decorator(permission_required(PERMISSION), name="dispatch")


@for_those_who_may
class CoverageView(TableMixin, AdminPage, TemplateView):
    """The matrix of two axes, as a picture of numbers, and two lists; each to be had as a file."""

    request: SignedInRequest
    template_name = "admin/coverage/matrix.html"
    page_title = "Coverage"
    table_name = "coverage"
    header_icon = "table"

    def table(self) -> Iterable[Sequence[object]]:
        """The matrix as it is shown, or the list that is asked for."""
        match self.request.GET.get("list"):
            case "wanted":
                return self._wanted_table()
            case "asked":
                return self._asked_table()
        return self._matrix().table()

    def _wanted_table(self) -> Iterator[Sequence[object]]:
        yield "Words", "Visitors", "What came of it"
        for each in wanted(self.request.user):
            yield each.words, each.visitors, each.outcome

    def _asked_table(self) -> Iterator[Sequence[object]]:
        yield "What", "Region", "Asked on", "Asked by", "Note", "Mails", "Closed on"
        for each in commissions_seen_by(self.request.user):
            yield (
                each.words,
                str(each.region),
                day(each.asked_at),
                str(each.asked_by or ""),
                each.note,
                each.mailed,
                day(each.closed_at),
            )

    def _matrix(self) -> Matrix:
        rows = AXES.get(self.request.GET.get("rows", ""), AXES["section"])
        columns = AXES.get(self.request.GET.get("columns", ""), AXES["region"])
        if rows is columns:
            columns = AXES["region" if rows.key != "region" else "section"]
        return make_matrix(rows, columns, kind_of(self.request))

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        matrix = self._matrix()
        kind = kind_of(self.request)
        theirs = set(regions_to_ask(self.request.user).values_list("pk", flat=True))
        lines = [
            (name, [(cell, self._ask_address(matrix, cell, theirs, kind)) for cell in cells])
            for name, cells in matrix.lines
        ]
        query = {"rows": matrix.rows.key, "columns": matrix.columns.key}
        empty = [
            (name, column, address)
            for name, cells in lines
            for column, (cell, address) in zip(matrix.column_names, cells, strict=True)
            if address and not cell.count
        ]
        asked = commissions_seen_by(self.request.user)
        return super().get_context_data(
            **kwargs,
            matrix=matrix,
            lines=lines,
            empty=empty,
            axes=AXES.values(),
            kind=kind,
            kinds=kinds_to_count(),
            export=f"?{urlencode({**query, 'kind': kind})}&",
            wanted=wanted(self.request.user),
            commissions=asked.order_by(F("closed_at").desc(nulls_first=True), "-asked_at")[
                :MOST_ASKED
            ],
            not_shown=max(asked.count() - MOST_ASKED, 0),
        )

    def _ask_address(self, matrix: Matrix, cell: Cell, theirs: set[int], kind: str) -> str:
        """Where partnerships are asked for what an empty cell lacks; "" where that is not the person's."""
        at = {matrix.rows.key: cell.row, matrix.columns.key: cell.column}
        if cell.count or NOT_ASKED_FOR.keys() & {*at.values()} or not theirs:
            return ""
        if "region" in at and at["region"] not in theirs:
            return ""
        asked = {**at, "kind": kind} if kind else at
        return f"{reverse('coverage_ask')}?{urlencode(asked)}"


class AskForm(forms.Form):
    """Whom to ask, and in which words."""

    region = forms.ModelChoiceField(
        Organisation.objects.none(), label="Partnerships of", empty_label=None
    )
    words = forms.CharField(
        max_length=200,
        label="What we look for",
        help_text="The members read this. Leave out anything that could tell who somebody is.",
    )
    note = forms.CharField(
        required=False, max_length=1000, label="A note, if you like", widget=forms.Textarea
    )

    def __init__(self, user: User, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["region"].queryset = regions_to_ask(user)  # type: ignore[attr-defined]
        self.fields["note"].widget.attrs["rows"] = 4


@for_those_who_may
class AskView(AdminPage, FormView):
    """Says who would be mailed, and mails them, once."""

    request: SignedInRequest
    form_class = AskForm
    template_name = "admin/coverage/ask.html"
    page_title = "Ask the partnerships"
    header_icon = "mail"

    def asked(self) -> dict[str, int]:
        """What the cell lacks, by axis."""
        given = {key: self.request.GET.get(key, "") for key in WHAT_IS_ASKED}
        return {key: int(value) for key, value in given.items() if value.isdecimal()}

    def get_form_kwargs(self) -> dict[str, object]:
        return {**super().get_form_kwargs(), "user": self.request.user}

    def get_initial(self) -> dict[str, object]:
        names = names_of(self.asked())
        words = self.request.GET.get("query", "").replace("\0", "")
        said = "; ".join(f"{AXES[key].label.lower()} “{name}”" for key, name in names.items())
        what = dict(kinds_to_count()).get(kind_of(self.request), "Examples or resources")
        words = f"{what} for {said}" if said else words
        return {"words": words[:200], "region": self.request.GET.get("region", "")}

    def form_valid(self, form: AskForm) -> HttpResponse:
        said = form.cleaned_data
        words = self.request.GET.get("query") or said["words"]
        key = key_of(self.asked(), words, kind_of(self.request))
        commission, is_new = ask_partnerships(
            said["region"], key, said["words"], said["note"], self.request.user
        )
        if is_new:
            messages.success(
                self.request,
                f"Asked the partnerships of {commission.region}. Mails to members: {commission.mailed}.",
            )
        else:
            before = (
                f"That was asked on {timezone.localtime(commission.asked_at):%-d %B %Y}. "
                "Nobody is mailed again until the request is closed."
            )
            if (commission.words, commission.note) != (said["words"], said["note"]):
                # What was written now is nowhere else.
                form.add_error(None, f"{before} It says: “{commission.words}”.")
                return self.form_invalid(form)
            messages.warning(self.request, before)
        return redirect(f"{reverse('coverage')}#asked")

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        regions = regions_to_ask(self.request.user)
        people = [(region, people_to_ask(region).count()) for region in regions]
        return super().get_context_data(**kwargs, people=people)


@for_those_who_may
class CloseView(View):
    """Closes a request."""

    def post(self, request: SignedInRequest, pk: int) -> HttpResponse:
        commission = get_object_or_404(commissions_seen_by(request.user), pk=pk)
        close(commission)
        messages.success(request, f"Closed: {commission.words}.")
        return redirect(f"{reverse('coverage')}#asked")


def admin_urls() -> list[URLPattern]:
    """Addresses below the admin's."""
    return [
        path("reports/coverage/", CoverageView.as_view(), name="coverage"),
        path("reports/coverage/ask/", AskView.as_view(), name="coverage_ask"),
        path("reports/coverage/<int:pk>/close/", CloseView.as_view(), name="coverage_close"),
    ]


class CoverageMenuItem(MenuItem):
    """ "Coverage" among the reports of whoever may."""

    def __init__(self) -> None:
        super().__init__("Coverage", reverse("coverage"), icon_name="table", order=730)

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm(PERMISSION))
