"""The admin's page "Quarantine": what looked like spam, released or refused, many at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.text import Truncator
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem

from examples.models import HeldExample, Submission
from examples.submissions.errors import NotAcceptedNow
from examples.submissions.quarantine import Act, refuse, release, sweep
from examples.suspicion import REASONS
from knowledge.access.admin_page import AdminPage
from knowledge.contracts.waiting import Waiting
from knowledge.people.organisations.regional import decides_somewhere, of_regions_decided_by
from knowledge.tables import TableMixin, day
from knowledge.users.models import User
from knowledge.users.requests import SignedInRequest

A_PAGE = 100
FIRST_WORDS = 300
ACTS = {
    "release": (release, "went on to review."),
    "refuse": (refuse, "refused as spam. The texts stay their authors’."),
}
NOTHING_TICKED = (
    "Nothing was ticked, so nothing was done. Tick examples or senders, and press the button again."
)
NOT_ANY_MORE = "Of what you ticked {count} no longer waited: somebody else has decided, or the author took it back."


def held_seen_by(user: User) -> QuerySet[HeldExample]:
    """What waits in the regions that are the person's to decide, their own left out."""
    theirs = Submission.objects.filter(of_regions_decided_by(user)).exclude(owner=user)
    return (
        HeldExample.objects.waiting()
        .filter(submission__in=theirs.values("pk"))
        .select_related("submission__owner", "submission__region")
    )


def held_waiting(request: SignedInRequest) -> list[Waiting]:
    """For the admin's first page."""
    if not decides_somewhere(request.user):
        return []
    return [
        Waiting(
            held_seen_by(request.user).count(),
            "example is held in quarantine",
            "examples are held in quarantine",
            reverse("quarantine"),
        )
    ]


class QuarantineView(TableMixin, AdminPage, TemplateView):
    """A list with boxes to tick and two buttons; and one box for everything of a sender."""

    request: SignedInRequest

    template_name = "admin/quarantine.html"
    page_title = "Quarantine"
    table_name = "quarantine"
    header_icon = "warning"

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if not decides_somewhere(self.request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        people, ticked = self._ticked("sender"), self._ticked("held")
        if not people and not ticked:
            messages.error(request, NOTHING_TICKED)
            return redirect(request.get_full_path())
        seen = held_seen_by(self.request.user)
        chosen = seen.filter(pk__in=ticked) | seen.filter(submission__owner__in=people)
        rows = list(chosen.distinct())
        gone = len(ticked - {row.pk for row in rows})
        gone += len(people - {row.submission.owner_id for row in rows})
        for name, (act, words) in ACTS.items():
            if name in request.POST:
                self._sweep(rows, act, words, gone)
        return redirect("quarantine")

    def _ticked(self, name: str) -> set[int]:
        return {int(pk) for pk in self.request.POST.getlist(name) if pk.isdecimal()}

    def _sweep(self, rows: list[HeldExample], act: Act, words: str, gone: int) -> None:
        try:
            done = sweep(rows, self.request.user, act)
        except NotAcceptedNow:
            messages.error(
                self.request,
                "The hub cannot take examples just now: no list of examples, or no workflow.",
            )
            return
        if done:
            messages.success(self.request, f"{done} {words}")
        if gone := gone + len(rows) - done:
            messages.warning(self.request, NOT_ANY_MORE.format(count=gone))

    def table(self) -> Iterable[Sequence[object]]:
        """What waits, without the texts."""
        yield "Title", "Reasons", "Sender", "Region", "Held on"
        for row in held_seen_by(self.request.user):
            sent = row.submission
            reasons = "; ".join(REASONS.get(key, key) for key in row.reasons)
            yield sent.title, reasons, sent.owner.email, sent.region_in_words, day(row.held_at)

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        held = held_seen_by(self.request.user)
        page = Paginator(held, A_PAGE).get_page(self.request.GET.get("p"))
        return super().get_context_data(
            **kwargs,
            senders=held.order_by()
            .values("submission__owner", "submission__owner__email")
            .annotate(number=Count("pk"))
            .order_by("-number")[:50],
            rows=[
                {
                    "held": row,
                    "reasons": [REASONS.get(key, key) for key in row.reasons],
                    "words": Truncator(" ".join(row.submission.answers.values())).chars(
                        FIRST_WORDS
                    ),
                }
                for row in page.object_list
            ],
            page=page,
        )


class QuarantineMenuItem(MenuItem):
    """For those who decide about some region; says how many wait."""

    def is_shown(self, request: SignedInRequest) -> bool:
        return decides_somewhere(request.user)
