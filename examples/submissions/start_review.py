"""Hand what was sent to the moderators: its page is made or renewed, and its workflow started."""

from __future__ import annotations

import logging

from examples.models import ExampleIndexPage, PracticeExamplePage, Submission
from examples.submissions.errors import NotAcceptedNow
from examples.submissions.page_content import fill_page, free_slug
from knowledge.models import PageRegion
from knowledge.moderation.notices import let_return
from knowledge.users.models import User

log = logging.getLogger(__name__)


def start_review(submission: Submission, user: User) -> None:
    """Make or renew its page and start the workflow. Raises NotAcceptedNow."""
    page = _page_with_text(submission, user)
    workflow = page.get_workflow()
    if workflow is None or not workflow.tasks.exists():
        log.error("No workflow with a step is set for %s: run manage.py ensure_roles.", page)
        raise NotAcceptedNow
    workflow.start(page, user)


def _page_with_text(submission: Submission, user: User) -> PracticeExamplePage:
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
