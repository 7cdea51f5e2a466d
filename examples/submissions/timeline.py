"""What has happened to an example, for its contributor: from Wagtail's own log, in plain words.

Moderators are not named. What only concerns the admin (locks, renames) is left out.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.formats import date_format
from wagtail.models import PageLogEntry, Revision

from examples.details import words_on_page
from examples.models import Submission
from examples.submissions.authors import authors_of
from examples.template_fields import FIELDS
from knowledge.moderation.models import Decision


@dataclass(frozen=True)
class Event:
    """Something that happened."""

    at: datetime.datetime
    title: str
    comment: str = ""


@dataclass(frozen=True)
class Reply:
    """An answer below a comment; people of the region are not named."""

    by: str
    text: str


@dataclass(frozen=True)
class FieldComment:
    """What a moderator wrote beside a field, with the answers to it."""

    pk: int
    label: str
    anchor: str
    text: str
    replies: tuple[Reply, ...]
    at: datetime.datetime


WORDS = {
    "wagtail.workflow.start": "You sent it to the moderators",
    "wagtail.workflow.resume": "You sent it again",
    "wagtail.workflow.reject": "A moderator asked for changes",
    "wagtail.workflow.approve": "A moderator approved it",
    "wagtail.publish": "Published",
    "wagtail.publish.schedule": "Set to be published on a later day",
}
CHECK_PASSED = "It passed the first check. A moderator decides next"
_BY_THEM = {
    "wagtail.workflow.cancel": "You took it back",
    "wagtail.unpublish": "You withdrew it from the hub",
    "wagtail.edit": "",
}
_BY_OTHERS = {
    "wagtail.workflow.start": "It was sent to the moderators",
    "wagtail.workflow.resume": "It was sent to the moderators again",
    "wagtail.workflow.cancel": "The moderators stopped checking it",
    "wagtail.unpublish": "Taken down",
    "wagtail.edit": "A moderator changed some of the words",
}

WORDS_OF_A_PAGE = ["title", "summary", *words_on_page(), *FIELDS]


def events_of(submission: Submission) -> list[Event]:
    """Newest first. Four queries.

    A moderator who decides in the editor saves a revision by that; it is told as a change of the
    words only when some word of it differs from the revision before.
    """
    events = [Event(submission.created_at, "You began it")]
    authors = authors_of(submission)
    if submission.state in (Submission.State.HELD, Submission.State.REFUSED) and submission.sent_at:
        events.append(Event(submission.sent_at, "You sent it to the moderators"))
    if submission.page_id:
        unchanged = _revisions_that_change_no_word(submission.page_id)
        entries = PageLogEntry.objects.filter(page_id=submission.page_id).order_by(
            "timestamp", "pk"
        )
        for entry in entries:
            if entry.action == "wagtail.edit" and entry.revision_id in unchanged:
                continue
            is_theirs = entry.user_id in authors
            title = words_for(entry.action, is_theirs=is_theirs)
            comment = (entry.data or {}).get("comment", "")
            if entry.action == "wagtail.workflow.approve" and _leads_to_another_step(entry):
                title, comment = CHECK_PASSED, ""  # the note is for the moderator
            if title and not (events[-1].title == title and entry.action == "wagtail.edit"):
                events.append(Event(entry.timestamp, title, comment))
        events += _decided(submission.page_id)
        events.sort(key=lambda event: event.at)
    return events[::-1]


def _leads_to_another_step(entry: PageLogEntry) -> bool:
    return bool(((entry.data or {}).get("workflow") or {}).get("next"))


def _decided(page_pk: int) -> list[Event]:
    """What Wagtail's log has no place for and the contributor should know."""
    kinds = Decision.Kind
    events = []
    rows = Decision.objects.of_page(page_pk).filter(
        kind__in=[kinds.TAKEN, kinds.DUE_SET, kinds.NOT_SUITABLE, kinds.HANDED_TO_POOL]
    )
    for row in rows:
        if row.kind == kinds.TAKEN:
            events.append(Event(row.at, f"Somebody has taken it ({row.as_role})"))
        elif row.kind == kinds.HANDED_TO_POOL:
            events.append(Event(row.at, "It went to the national pool of moderators"))
        elif row.kind == kinds.DUE_SET:
            day = date_format(date.fromisoformat(row.details["day"]), "j F Y")
            events.append(Event(row.at, f"You can expect an answer by {day}"))
        else:
            words = f"{row.get_reason_display()}.\n\n{row.words}"
            events.append(Event(row.at, "The moderators find it not suitable", words))
    return events


def last_refusal(submission: Submission) -> Event | None:
    """The newest reason why it was not suitable, for the top of the page."""
    if not submission.page_id:
        return None
    found = [event for event in _decided(submission.page_id) if event.comment]
    return max(found, key=lambda event: event.at, default=None)


def last_wish(submission: Submission) -> str:
    """What the moderator wrote who asked for changes last; "" where nobody wrote anything."""
    rejections = PageLogEntry.objects.filter(
        page_id=submission.page_id, action="wagtail.workflow.reject"
    )
    newest = rejections.order_by("timestamp", "pk").last() if submission.page_id else None
    return (newest.data or {}).get("comment", "") if newest else ""


WISH = 0
"""Stands for the moderator's wish where comments have numbers."""


def wish_to_answer(submission: Submission) -> list[FieldComment]:
    """The wish that waits for the contributor, as a comment to be answered; none once it is one."""
    wish, page = last_wish(submission), submission.page
    if not wish or page is None or page.wagtail_admin_comments.filter(text=wish).exists():
        return []
    label = "What the moderator asks for"
    return [FieldComment(WISH, label, "", wish, (), timezone.now())]


def _revisions_that_change_no_word(page_pk: int) -> set[int]:
    """Keys of the page's revisions whose words are those of the revision before."""
    rows = Revision.page_revisions.filter(object_id=str(page_pk)).order_by("created_at", "pk")
    unchanged, before = set(), None
    for pk, content in rows.values_list("pk", "content"):
        # A browser ends lines otherwise than a model does.
        words = [str(content.get(key) or "").split() for key in WORDS_OF_A_PAGE]
        if words == before:
            unchanged.add(pk)
        before = words
    return unchanged


def words_for(action: str, *, is_theirs: bool) -> str:
    """An action of Wagtail's log in the contributor's words; "" for one that does not concern them."""
    special = _BY_THEM if is_theirs else _BY_OTHERS
    return special.get(action, WORDS.get(action, ""))


def open_comments_on(submission: Submission) -> list[FieldComment]:
    """Moderators' comments beside fields that nobody has resolved yet, in the fields' order."""
    if submission.page is None:
        return []
    keys = list(submission.definition.keys)
    authors = authors_of(submission)
    rows = (
        submission.page.wagtail_admin_comments.filter(resolved_at=None)
        .prefetch_related("replies")
        .order_by("created_at")
    )
    comments = []
    for row in rows:
        key = row.contentpath.split(".")[0]
        field = FIELDS.get(key)
        position = keys.index(key) if key in keys else len(keys)
        comments.append(
            (
                position,
                FieldComment(
                    pk=row.pk,
                    label=field.label if field else "The page as a whole",
                    anchor=f"id_{key}" if field else "",
                    text=row.text,
                    replies=tuple(
                        Reply("You" if reply.user_id in authors else "A moderator", reply.text)
                        for reply in row.replies.all()
                    ),
                    at=row.created_at,
                ),
            )
        )
    return [comment for _, comment in sorted(comments, key=lambda pair: pair[0])]
