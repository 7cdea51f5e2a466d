"""Send an example to the moderators of its region: its page is made once, and the workflow started."""

from __future__ import annotations

import logging
import uuid
from collections.abc import Callable, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from examples.models import ExampleIndexPage, PracticeExamplePage, Submission, SubmissionFile
from examples.submissions import messages
from examples.submissions.bring_to_library import bring_to_library
from examples.submissions.completeness import what_is_missing
from examples.submissions.draft_text import DraftText
from examples.submissions.errors import Incomplete, NotAcceptedNow, NotEditable
from examples.submissions.page_content import fill_page, free_slug
from examples.submissions.quarantine import hold
from examples.submissions.reading import standing_of
from examples.submissions.resubmit import resubmit
from knowledge.models import PageRegion
from knowledge.moderation.notices import let_return

log = logging.getLogger(__name__)


@transaction.atomic
def submit(
    submission: Submission,
    user: Any,
    token: uuid.UUID,
    *,
    has_agreed: bool,
    judge: Callable[[Submission], Sequence[str]] = lambda submission: (),
) -> Submission:
    """Send what is saved.

    `judge` is asked once it is complete, and gives reasons to put it into quarantine.

    Pressed twice, or sent again from a form that was already accepted, it changes nothing and
    returns the submission. Raises Incomplete, NotEditable, or NotAcceptedNow.
    """
    saved = Submission.objects.select_for_update().get(pk=submission.pk)
    standing = standing_of(saved)
    if saved.form_token == token and saved.state in (
        Submission.State.SENT,
        Submission.State.HELD,
    ):
        return saved
    if not standing.may_edit:
        raise NotEditable
    agreed = has_agreed or saved.licence_agreed_at is not None
    text = DraftText.from_submission(saved)
    pictures = saved.files.attached().filter(kind=SubmissionFile.Kind.PICTURE)
    if missing := what_is_missing(
        text, has_agreed=agreed, pictures=pictures.values_list("pk", flat=True)
    ):
        raise Incomplete(missing)
    bring_to_library(saved)
    now = timezone.now()
    reasons: Sequence[str] = ()
    if standing.asks_for_changes:
        resubmit(saved, user)
    else:
        reasons = judge(saved)
        if reasons:
            hold(saved, reasons)
        else:
            start_review(saved, user)
    saved.state = Submission.State.HELD if reasons else Submission.State.SENT
    saved.sent_at = now
    saved.form_token = token
    saved.licence_agreed_at = saved.licence_agreed_at or now
    saved.save()
    messages.tell_received(saved)
    return saved


def start_review(submission: Submission, user: Any) -> None:
    """Make or renew its page and start the workflow. Raises NotAcceptedNow."""
    page = _page_with_text(submission, user)
    workflow = page.get_workflow()
    if workflow is None:
        log.error("No workflow is set for %s: run manage.py ensure_roles.", page)
        raise NotAcceptedNow
    workflow.start(page, user)


def _page_with_text(submission: Submission, user: Any) -> PracticeExamplePage:
    """The submission's page, made below the list of examples the first time, with a new revision."""
    if submission.page_id:
        page = PracticeExamplePage.objects.get(pk=submission.page_id)
        if page.locked or page.workflow_in_progress:
            raise NotAcceptedNow
        draft = fill_page(page.get_latest_revision_as_object(), submission)
        draft.save_revision(user=user, log_action="wagtail.edit")
        if not page.live:
            let_return(page, True)
            # The workflow asks the tables, not the revision, for its region.
            PageRegion.objects.filter(page=page).delete()
            if submission.region_id:
                PageRegion.objects.create(page=page, region_id=submission.region_id)
        return page
    parent = ExampleIndexPage.objects.live().order_by("path").first()
    if parent is None:
        log.error("There is no published list of practice examples to put one under.")
        raise NotAcceptedNow
    page = fill_page(PracticeExamplePage(owner=submission.owner, live=False), submission)
    page.slug = free_slug(parent, page.title, submission)
    parent.add_child(instance=page)
    page.save_revision(user=user)
    submission.page = page
    return page
