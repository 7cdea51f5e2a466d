"""What is done about a reader's message: given to somebody, answered, made a draft of, marked as handled."""

from __future__ import annotations

from pathlib import PurePath
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.files import File
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Page

from knowledge.access.places import place_below
from knowledge.access.regions import feedback_seen_by, pages_to_choose
from knowledge.access.routing import regions_of, role_scope_of
from knowledge.bulk.checking import same_address
from knowledge.mail.sending import queue_mail
from knowledge.models import Feedback, HubDocument, ResourceIndexPage, ResourcePage
from knowledge.models.tagging import PageRegion
from knowledge.moderation import mails
from knowledge.moderation.take_down_requests import people_who_can_handle, people_with_a_role
from knowledge.users.models import User


def user_can_handle(user: User, feedback: Feedback) -> bool:
    """Whether it is theirs to read, and their role handles feedback."""
    is_theirs = feedback_seen_by(user).filter(pk=feedback.pk).exists()
    return is_theirs and user.has_perm("knowledge.change_feedback")


def open_message(pk: int, user: User) -> Feedback:
    """The message, locked, if the user may handle it; else PermissionDenied."""
    feedback = Feedback.objects.select_for_update().get(pk=pk)
    if not user_can_handle(user, feedback):
        raise PermissionDenied
    return feedback


def _unhandled_message(pk: int, user: User) -> Feedback:
    """The same, if it is still to be handled; else AlreadyHandled."""
    feedback = open_message(pk, user)
    if feedback.handled_at:
        raise AlreadyHandled
    return feedback


class AlreadyHandled(Exception):
    """Somebody, or another window, was first; nothing of it is changed."""


@transaction.atomic
def handle_feedback(feedback: Feedback, user: User, note: str) -> None:
    """Mark it as handled and forget the reader's address and file.

    PermissionDenied unless the user may; AlreadyHandled where it was done before.
    """
    feedback = _unhandled_message(feedback.pk, user)
    feedback.handled_at = timezone.now()
    feedback.handled_by = user
    feedback.answer_note = note
    feedback.email = ""
    feedback.forget_file()
    feedback.save()
    log(instance=feedback, action="knowledge.feedback.handle", user=user)


@transaction.atomic
def answer(feedback: Feedback, user: User, words: str) -> None:
    """Mail the reader these words, and mark it as handled with them; nothing where there is no address.

    PermissionDenied, AlreadyHandled.
    """
    feedback = _unhandled_message(feedback.pk, user)
    if not feedback.email:
        return
    subject = f"Your message to {settings.HUB_SITE_NAME}"
    sent = f"{timezone.localtime(feedback.sent_at):%-d %B %Y}"
    queue_mail(feedback.email, mails.plain_mail(subject, f"You wrote to us on {sent}.\n\n{words}"))
    handle_feedback(feedback, user, f"Answered by mail: {words}")


@transaction.atomic
def assign(feedback: Feedback, user: User, to: User | None) -> None:
    """Give it to one of those who may handle it, who hears by mail; or to nobody. PermissionDenied otherwise."""
    feedback = open_message(feedback.pk, user)
    if to is not None and to not in people_who_may_have(feedback, user):
        raise PermissionDenied
    is_new = to is not None and to.pk != feedback.assigned_to_id
    feedback.assigned_to = to
    feedback.save(update_fields=["assigned_to"])
    log(instance=feedback, action="knowledge.feedback.assign", user=user)
    if to is not None and is_new and to != user:
        address = settings.HUB_BASE_URL + reverse("handle_feedback", args=[feedback.pk])
        mails.send("feedback_assigned", [to], kind="", what=feedback, address=address)


def people_who_may_have(feedback: Feedback, user: User) -> list[User]:
    """To whom a message can be given: whose it is by region, and oneself; one about no page to anybody of any region."""
    people = people_who_can_handle(feedback.page) if feedback.page else people_with_a_role()
    return people if user in people else [user, *people]


@transaction.atomic
def begin_draft(feedback: Feedback, user: User) -> Page:
    """The draft of a resource with what the reader sent, the editor's own text; a second time the same one.

    PermissionDenied unless the user may handle the message and begin resources.
    """
    feedback = open_message(feedback.pk, user)
    parent = place_below(ResourceIndexPage, user)
    if feedback.kind != Feedback.Kind.RESOURCE or parent is None:
        raise PermissionDenied
    if feedback.draft is not None:
        return feedback.draft
    title = feedback.title or urlsplit(feedback.link).hostname or "Suggested resource"
    page = ResourcePage(
        title=title,
        summary=shortened(feedback.message, 400),
        source_url=feedback.link,
        document=_document_of(feedback, title, user),
        live=False,
        owner=user,
        content_owner=user,
    )
    page.region_links = [PageRegion(region_id=region) for region in _regions(feedback, user)]
    parent.add_child(instance=page)
    page.save_revision(user=user, log_action=True)
    Feedback.objects.filter(pk=feedback.pk).update(draft=page)
    log(instance=feedback, action="knowledge.feedback.draft", user=user)
    return page


def resource_at(address: str, user: User) -> Page | None:
    """A resource with that address, public or of the person's regions; the first of several."""
    if not (wanted := same_address(address)):
        return None
    there = ResourcePage.objects.filter(pk__in=pages_to_choose(user).values("pk"))
    for page in there.exclude(source_url="").defer_streamfields().order_by("path"):
        if same_address(page.source_url) == wanted:
            return page
    return None


def shortened(words: str, most: int) -> str:
    """The words in one line, cut at a space where they are too many."""
    line = " ".join(words.split())
    return (
        line if len(line) <= most else f"{line[: most - 1].rpartition(' ')[0] or line[: most - 1]}…"
    )


def _regions(feedback: Feedback, user: User) -> list[int]:
    """The region of the page at which it was sent, where it is one of the editor's; at most one."""
    theirs = regions_of(feedback.page) if feedback.page else frozenset()
    return sorted(theirs & role_scope_of(user).edits)[:1]


def _document_of(feedback: Feedback, title: str, user: User) -> HubDocument | None:
    if not feedback.file:
        return None
    with feedback.file.open("rb") as content:
        file = File(content, name=PurePath(feedback.file_name).name)
        document = HubDocument(title=title, file=file, uploaded_by_user=user)
        document.save()
    return document
