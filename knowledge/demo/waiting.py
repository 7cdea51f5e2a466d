"""What waits for somebody in the demo, so that every list of the admin's first page has something in it.

It is invented and says so by being plain: nobody real asks, sends or is named. An app adds what waits in its
own lists with `register("search", make)`; `manage.py demo` makes all of it once, after the pages.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from typing import TYPE_CHECKING

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult
from PIL import Image, ImageOps
from wagtail.models import Page

from knowledge.contracts.later import later
from knowledge.demo.drawings import PICTURES
from knowledge.demo.people import CONTRIBUTOR, EDITOR
from knowledge.documents.extract import read_document_text
from knowledge.models import Feedback, HubDocument, HubImage, Organisation
from knowledge.people.organisations.joining import ask_for_unlisted
from knowledge.replacing import replacements
from knowledge.users.models import User

if TYPE_CHECKING:
    from pypdf import PdfWriter
else:
    PdfWriter = later("pypdf", "PdfWriter")

REGION = "south-east"
OVERDUE = ("co-creation-tools", "glossary")
"""One of the region, and one of none, which the national pool looks after too."""
REGIONS_PAGE = "sussex-peer-support"
REDRAWN = "pack-map"
"""A picture on a page of the region."""
CHANGED = {
    # One whose region has a moderator, and one that is the national pool's.
    "kent-and-medway-thrive": "Said more plainly by its editor. It waits for a moderator of the region.",
    "about": "Said more plainly by its editor. It waits for the national pool.",
}
"""Page → its summary under review."""

Make = Callable[[], None]
_more: dict[str, Make] = {}


def register(name: str, make: Make) -> None:
    """Have more made, of an app's own lists; called from its `ready()`."""
    _more[name] = make


@transaction.atomic
def make_waiting() -> None:
    """Everything that waits."""
    for make in (
        _messages, _members, _overdue_pages, _unread_document, _unread_picture, _new_pictures,
        _failed_task, _reviews,
        *_more.values(),
    ):  # fmt: skip
        make()


def _messages() -> None:
    """To the region's people about their page, and to the national pool about none; and what is only counted."""
    page, now = Page.objects.get(slug=REGIONS_PAGE), timezone.now()
    for fields in (
        {
            "kind": Feedback.Kind.PAGE,
            "page": page,
            "message": "I could not tell who to ask about joining. Could the page say so?",
        },
        {
            "kind": Feedback.Kind.RESOURCE,
            "title": "A list of questions for a first meeting",
            "link": "https://co-production-hub.example/questions",
            "message": "We print it for everybody who is new to our group.",
        },
        {"kind": Feedback.Kind.USEFUL, "page": page, "was_useful": True, "handled_at": now},
        {"kind": Feedback.Kind.USEFUL, "page": page, "was_useful": False, "handled_at": now},
    ):
        Feedback.objects.create(form_token=uuid.uuid4(), **fields)


def _members() -> None:
    """A member of the region, and one of no region, whom the national pool confirms."""
    contributor = User.objects.get(email=CONTRIBUTOR)
    another = User.objects.create_user("another.contributor@example.org", None, first_name="Ann")
    region = Organisation.objects.get(slug=REGION)
    ask_for_unlisted(contributor, "Our local Voices Partnership", region)
    ask_for_unlisted(another, "A group of parents", None)


def _overdue_pages() -> None:
    """Pages that were to be read again three weeks ago; they say so to the public too."""
    today = timezone.localdate()
    for slug in OVERDUE:
        page = Page.objects.get(slug=slug).specific
        page.last_reviewed = today - timedelta(days=203)
        page.next_review = today - timedelta(days=21)
        page.save_revision().publish()


def _unread_document() -> None:
    """A scan: pages without a word that search could read."""
    writer, paper = PdfWriter(), BytesIO()
    writer.add_blank_page(595, 842)
    writer.write(paper)
    HubDocument.objects.create(
        title="Notes of a workshop, scanned (demo)",
        file=ContentFile(paper.getvalue(), "scanned-notes.pdf"),
    )


def _unread_picture() -> None:
    """A photograph whose upload broke off half way: its beginning says what it is, and the rest is missing."""
    whole = BytesIO()
    Image.effect_noise((400, 300), 50).save(whole, "JPEG")
    picture = HubImage(
        title="Photograph of a workshop, broken off (demo)",
        description="A photograph of a workshop, of which only the beginning is there",
        file=ContentFile(whole.getvalue()[:3000], "broken-off.jpg"),
    )
    picture._set_image_file_metadata()
    picture.save()
    picture.get_rendition("max-165x165")  # Which cannot be made, so it is in the list.


def _new_pictures() -> None:
    """Drawings by the demo's editor that wait to take the place of one on a page of the region, and of one on none."""
    editor, drawing = User.objects.get(email=EDITOR), PICTURES[REDRAWN]
    shared = HubImage.objects.create(
        title="Five ways into the pack, to be shared (demo)",
        description=drawing.description,
        file=ContentFile(drawing.content(), "to-be-shared.png"),
        is_listed=True,
    )
    redrawn = BytesIO()
    with Image.open(BytesIO(drawing.content())) as old:
        ImageOps.expand(old.convert("RGB"), 40, "white").save(redrawn, "PNG")
    for image in (shared, *HubImage.objects.filter(title=drawing.title)):
        new = SimpleUploadedFile("with-a-margin.png", redrawn.getvalue())
        words = {"why": "It has a margin now", "description": drawing.description}
        replacements.send(image, new, user=editor, **words)


def _failed_task() -> None:
    """One whose workers were stopped, as `put_stuck_tasks_back` leaves it."""
    now = timezone.now()
    DBTaskResult.objects.create(
        task_path=read_document_text.module_path,
        queue_name=read_document_text.queue_name,
        backend_name=read_document_text.backend,
        args_kwargs={"args": [0], "kwargs": {}},
        run_after=now,
        started_at=now,
        finished_at=now,
        status=TaskResultStatus.FAILED,
        worker_ids=["demo-1", "demo-2", "demo-3"],
        exception_class_path="",
        traceback="Given up: 3 workers began it and none finished. (Made for the demo.)",
    )


def _reviews() -> None:
    """Changes by the demo's editor, each sent to those who decide about its page."""
    editor = User.objects.get(email=EDITOR)
    for slug, summary in CHANGED.items():
        page = Page.objects.get(slug=slug).specific
        page.summary = summary
        page.save_revision(user=editor)
        page.get_workflow().start(page, editor)
