"""Move a picture or file up or down, or take it out of an example."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from examples.models import Submission, SubmissionFile
from examples.submissions.errors import NotEditable
from examples.submissions.reading import status_of


@transaction.atomic
def move(file: SubmissionFile, step: int) -> None:
    """One place up (-1) or down (1) among its own kind. NotEditable."""
    _editable(file)
    row = list(file.submission.files.attached().filter(kind=file.kind))
    at = row.index(file)
    to = at + step
    if 0 <= to < len(row):
        row.insert(to, row.pop(at))
        for position, each in enumerate(row):
            SubmissionFile.objects.filter(pk=each.pk).update(position=position)


@transaction.atomic
def remove(file: SubmissionFile) -> None:
    """Take it out. What is stored of it goes, unless it has already been public. NotEditable."""
    submission = _editable(file)
    if file.removed_at:
        return
    file.forget_content()
    file.file = file.smaller = ""
    file.removed_at = timezone.now()
    was_public = bool(submission.page and submission.page.first_published_at)
    in_library = file.image or file.document
    if in_library and not was_public:
        in_library.delete()
        file.image = file.document = None
    file.save()


def _editable(file: SubmissionFile) -> Submission:
    saved = Submission.objects.select_for_update().get(pk=file.submission_id)
    if not status_of(saved).may_edit:
        raise NotEditable
    return saved
