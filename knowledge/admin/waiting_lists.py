"""What of the knowledge base itself waits for somebody, counted for the admin's first page.

Each count is of the queryset that the list shows where its address leads.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Count, Model
from django.urls import reverse
from django_tasks_db.models import DBTaskResult
from post_office.models import STATUS, Email

from knowledge.admin.due_pages import due_pages_of
from knowledge.admin.inbox import messages_for
from knowledge.admin.unread_documents import unread_documents_of
from knowledge.admin.unread_pictures import unread_pictures_of
from knowledge.contracts import waiting
from knowledge.contracts.waiting import Waiting
from knowledge.jobs.background import failed_mails, failed_tasks, failing_duties
from knowledge.links.models import Link, Verdict
from knowledge.links.seen import links_seen_by
from knowledge.models import DutyRecord, HubDocument, HubImage
from knowledge.models.feedback import Feedback
from knowledge.moderation import review_queue
from knowledge.people.organisations.admin import members_waiting_for
from knowledge.people.organisations.regional import decides_somewhere
from knowledge.users.requests import SignedInRequest


def list_of(model: type[Model], query: str = "") -> str:
    """Address of a model's list in the admin."""
    address = reverse(f"{model._meta.app_label}_{model._meta.model_name}_modeladmin_index")
    return f"{address}?{query}" if query else address


def reviews(request: SignedInRequest) -> Iterator[Waiting]:
    """Those that the person can go on with."""
    if not review_queue.has_a_queue(request.user):
        return
    to_do = review_queue.to_do_in(request)
    for show, one, many in (
        ("overdue", "review is overdue", "reviews are overdue"),
        ("mine", "review is yours to go on with", "reviews are yours to go on with"),
        ("new", "review has been taken by nobody", "reviews have been taken by nobody"),
    ):
        yield Waiting(len(to_do.of(show)), one, many, f"{reverse('reviews')}?show={show}")


def messages(request: SignedInRequest) -> Iterator[Waiting]:
    """Those that nobody has handled."""
    if request.user.has_perms(["knowledge.view_feedback", "knowledge.change_feedback"]):
        yield Waiting(
            messages_for(request.user).filter(handled_at=None).count(),
            "reader’s message is not handled",
            "readers’ messages are not handled",
            list_of(Feedback, "handled_at__isempty=1"),
        )


def members(request: SignedInRequest) -> Iterator[Waiting]:
    """Those to be confirmed."""
    if decides_somewhere(request.user):
        yield Waiting(
            members_waiting_for(request.user).count(),
            "member waits to be confirmed",
            "members wait to be confirmed",
            reverse("members"),
        )


def pages(request: SignedInRequest) -> Iterator[Waiting]:
    """Those that are to be read again."""
    if review_queue.has_a_queue(request.user):
        yield Waiting(
            due_pages_of(request.user).count(),
            "page is due to be read again",
            "pages are due to be read again",
            reverse("due_pages"),
        )


def links(request: SignedInRequest) -> Iterator[Waiting]:
    """Broken ones, and those that only a person can check."""
    seen = links_seen_by(request.user).order_by().values_list("verdict")
    counts = dict(seen.annotate(number=Count("pk")))
    for verdict, one, many in (
        (Verdict.DEAD, "link is dead", "links are dead"),
        (Verdict.MOVED, "link has moved", "links have moved"),
        (Verdict.BY_HAND, "link is to be checked by hand", "links are to be checked by hand"),
    ):
        yield Waiting(counts.get(verdict, 0), one, many, list_of(Link, f"verdict__exact={verdict}"))


def files(request: SignedInRequest) -> Iterator[Waiting]:
    """Those that search or visitors cannot look into."""
    if not request.user.has_perm("wagtailadmin.access_admin"):
        return
    yield Waiting(
        unread_documents_of(request.user).count(),
        "document cannot be searched",
        "documents cannot be searched",
        list_of(HubDocument),
    )
    yield Waiting(
        unread_pictures_of(request.user).count(),
        "picture cannot be shown",
        "pictures cannot be shown",
        list_of(HubImage),
    )


def background_work(request: SignedInRequest) -> Iterator[Waiting]:
    """What failed without anybody there; administrators alone can do something about it."""
    if not request.user.is_superuser:
        return
    yield Waiting(
        failed_tasks().count(),
        "background task failed in the last week",
        "background tasks failed in the last week",
        list_of(DBTaskResult, "failed=week"),
    )
    yield Waiting(
        failed_mails().count(),
        "mail could not be delivered",
        "mails could not be delivered",
        list_of(Email, f"status__exact={int(STATUS.failed)}"),
    )
    yield Waiting(
        failing_duties().count(),
        "duty fails",
        "duties fail",
        list_of(DutyRecord, "last_error__isempty=0"),
    )


def register_lists() -> None:
    """In the order in which somebody waits for an answer: people first, then texts, then machines."""
    waiting.register("reviews", 10, reviews)
    waiting.register("messages", 20, messages)
    # Examples in quarantine: 30.
    waiting.register("members", 40, members)
    waiting.register("pages", 50, pages)
    waiting.register("links", 60, links)
    waiting.register("files", 70, files)
    # Searches that found nothing: 80.
    waiting.register("background work", 90, background_work)
