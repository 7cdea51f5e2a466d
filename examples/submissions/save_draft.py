"""Save what was typed, unless somebody saved something else since the form was opened."""

from __future__ import annotations

import uuid

from django.db import transaction
from django.utils import timezone

from examples.draft_text import DraftText
from examples.models import Submission
from examples.submissions.differences import raise_version
from examples.submissions.errors import NotEditable, StaleVersion
from examples.submissions.reading import status_of


@transaction.atomic
def save_draft(
    submission: Submission,
    text: DraftText,
    version: int,
    *,
    form: uuid.UUID | None = None,
    count: int = 0,
) -> Submission:
    """Store the text and raise the version.

    Raises StaleVersion, with what is stored now, when `version` is not the newest and the texts
    differ: the same text saved twice is no conflict. Raises NotEditable while it is with a
    moderator or published. The region stays what it was while a region's moderators have it.

    An open form that saves by itself says which it is, and counts its saves from 1. So it is no
    conflict with itself when the answer to its last save was lost on the way, and what it sent
    earlier and comes later changes nothing. Without a count (no script) only the version tells.
    """
    saved = Submission.objects.select_for_update().get(pk=submission.pk)
    submission_status = status_of(saved)
    if not submission_status.may_edit:
        raise NotEditable
    columns = text.columns()
    if submission_status.is_region_fixed:
        columns["region_id"] = saved.region_id
        columns["is_for_pool"] = saved.is_for_pool
    if version != saved.version:
        if DraftText.from_submission(saved).columns() == columns:
            return saved
        is_own = count > 0 and form is not None and saved.saved_from == form
        if not is_own:
            raise StaleVersion(saved)
        if count <= saved.saved_count:
            return saved
    seen, before = saved.version, DraftText.from_submission(saved)
    for name, value in columns.items():
        setattr(saved, name, value)
    raise_version(saved, before)
    saved.saved_at = timezone.now()
    saved.saved_from, saved.saved_count = form, count
    # The version in the condition is what protects it where rows cannot be locked.
    changed = Submission.objects.filter(pk=saved.pk, version=seen).update(
        **columns,
        version=saved.version,
        changed_in=saved.changed_in,
        saved_at=saved.saved_at,
        saved_from=form,
        saved_count=count,
    )
    if not changed:
        raise StaleVersion(Submission.objects.get(pk=saved.pk))
    return saved
