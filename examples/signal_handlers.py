"""Tells contributors what moderators do in the admin; Wagtail's own mails leave them out."""

from __future__ import annotations

from django.db.models.signals import post_delete, pre_delete
from django.utils import timezone
from wagtail.models import Revision, TaskState, WorkflowState
from wagtail.signals import (
    page_published,
    page_unpublished,
    workflow_approved,
    workflow_cancelled,
    workflow_rejected,
)

from examples.models import (
    ExamplePicture,
    FollowUp,
    PracticeExamplePage,
    Submission,
    SubmissionFile,
)
from examples.submissions import messages
from examples.submissions.authors import authors_of
from examples.submissions.correct import keep_as_correction
from examples.submissions.take_moderators_words import take_moderators_words
from examples.vocabularies import chosen_models, keep_what_drafts_hold
from knowledge.models import HubRendition
from knowledge.moderation.models import Decision, PublicNotice
from knowledge.users.models import User


def connect() -> None:
    """Connect everything once; called from the app's `ready()`."""
    workflow_rejected.connect(on_workflow_rejected, dispatch_uid="examples.on_workflow_rejected")
    workflow_approved.connect(on_workflow_approved, dispatch_uid="examples.on_workflow_approved")
    workflow_cancelled.connect(on_workflow_cancelled, dispatch_uid="examples.on_workflow_cancelled")
    page_published.connect(
        on_page_published,
        sender=PracticeExamplePage,
        dispatch_uid="examples.on_page_published",
    )
    for model in chosen_models():
        pre_delete.connect(
            keep_what_drafts_hold,
            sender=model,
            dispatch_uid=f"examples.keep_{model._meta.model_name}",
        )
    post_delete.connect(
        on_file_deleted, sender=SubmissionFile, dispatch_uid="examples.on_file_deleted"
    )
    page_unpublished.connect(
        on_page_unpublished,
        sender=PracticeExamplePage,
        dispatch_uid="examples.on_page_unpublished",
    )


def submission_of(workflow_state: WorkflowState) -> Submission | None:
    """The submission whose page is under review, if a contributor sent it."""
    page = workflow_state.content_object
    return Submission.objects.filter(page_id=page.pk).first() if page else None


def on_workflow_rejected(instance: WorkflowState, **kwargs: object) -> None:
    """Changes were asked for."""
    if submission := submission_of(instance):
        was_changed = take_moderators_words(submission)
        submission.refresh_from_db()
        comment = instance.current_task_state.specific.get_comment()
        messages.tell_changes_asked(submission, comment, was_changed=was_changed)


def on_workflow_approved(instance: WorkflowState, **kwargs: object) -> None:
    """Approved; where it is published at once, that is what the contributor hears of."""
    submission = submission_of(instance)
    if submission is None:
        return
    page = PracticeExamplePage.objects.get(pk=submission.page_id)
    if page.live_revision_id != revision_in(instance):
        messages.tell_approved(submission)
    else:
        tell_of_correction(instance, submission, page)


def tell_of_correction(
    workflow_state: WorkflowState, submission: Submission, page: PracticeExamplePage
) -> None:
    """What its authors sent while it was public is public now: that answers what came of it, too."""
    is_correction = page.first_published_at != page.last_published_at
    if not (is_correction and is_of_authors(workflow_state, submission)):
        return
    messages.tell_correction_published(submission, page.get_url() or "/")
    FollowUp.objects.filter(submission=submission, answered_at=None).update(
        answered_at=timezone.now()
    )


def revision_in(workflow_state: WorkflowState) -> int | None:
    """Id of the version that it is about, read anew: whoever decides may have set it a moment ago."""
    step = TaskState.objects.filter(pk=workflow_state.current_task_state_id)
    return step.values_list("revision_id", flat=True).first()


def is_of_authors(workflow_state: WorkflowState, submission: Submission) -> bool:
    """Whether its authors sent it, and not an editor who works on the page."""
    return workflow_state.requested_by_id in authors_of(submission)


def on_workflow_cancelled(
    instance: WorkflowState, user: User | None = None, **kwargs: object
) -> None:
    """Ended by somebody else than the contributor, without publishing."""
    submission = submission_of(instance)
    if submission is None or submission.state != Submission.State.SENT:
        return
    page = PracticeExamplePage.objects.get(pk=submission.page_id)
    if has_what_was_sent(page, instance):
        tell_of_correction(instance, submission, page)
        return
    notice = getattr(page, "public_notice", None)
    was_public = page.live or (notice is not None and notice.kind == PublicNotice.Kind.HIDDEN)
    if was_public:
        if not is_of_authors(instance, submission):
            return
        keep_as_correction(submission, user)
        if not page.live:
            return  # They hear that it was taken down.
    decision = Decision.objects.filter(
        kind=Decision.Kind.NOT_SUITABLE, workflow_number=instance.pk
    ).first()
    if decision:
        messages.tell_not_suitable(
            submission, decision.get_reason_display(), decision.words, is_public=page.live
        )
    else:
        messages.tell_stopped(submission)


def has_what_was_sent(page: PracticeExamplePage, workflow_state: WorkflowState) -> bool:
    """Whether the version in review, or one made of it, was made public beside the review."""
    sent = revision_in(workflow_state)
    return bool(page.live and page.live_revision_id and sent and page.live_revision_id >= sent)


def on_page_published(
    instance: PracticeExamplePage, revision: Revision | None = None, **kwargs: object
) -> None:
    """Public for the first time, or a correction whose day has come. Wagtail calls it, too, when a
    page is only scheduled."""
    submission = Submission.objects.filter(page_id=instance.pk).first()
    if submission is None or not instance.live:
        return
    if instance.first_published_at == instance.last_published_at:
        messages.tell_published(submission, instance.get_url() or "/")
    elif revision and revision.approved_go_live_at:  # as it was read: it is scheduled no more
        approved = WorkflowState.objects.filter(
            status=WorkflowState.STATUS_APPROVED, current_task_state__revision=revision
        ).first()
        if approved:
            tell_of_correction(approved, submission, instance)


def on_page_unpublished(instance: PracticeExamplePage, **kwargs: object) -> None:
    """No longer public: its pictures' sizes go, made again if it comes back; its authors are told."""
    images = ExamplePicture.objects.filter(page=instance.pk).values("image_id")
    for rendition in HubRendition.objects.filter(image_id__in=images):
        rendition.delete()
    submission = Submission.objects.filter(page_id=instance.pk).first()
    if submission and submission.state != Submission.State.WITHDRAWN:
        messages.tell_taken_down(submission)


def on_file_deleted(instance: SubmissionFile, **kwargs: object) -> None:
    """Its example is gone, or its author: what is stored of it goes too."""
    instance.forget_content()
