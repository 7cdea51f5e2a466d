"""Read a Word form that a contributor sent, and keep what it says until they have confirmed it."""

from __future__ import annotations

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from examples.models import Submission, WordReading
from examples.submissions.errors import NotEditable
from examples.submissions.reading import status_of
from examples.word.asking import read_upload
from knowledge.documents.files.names import plain_name


def read_word(submission: Submission, upload: UploadedFile) -> WordReading:
    """What the file says; nothing of the example is changed. RefusedFile, NotEditable."""
    name = plain_name(upload.name or "")
    upload.name = name
    found = read_upload(upload, submission.definition)
    with transaction.atomic():
        saved = Submission.objects.select_for_update().get(pk=submission.pk)
        if not status_of(saved).may_edit:
            raise NotEditable
        return WordReading.objects.create(
            submission=saved,
            file_name=name,
            practice_template=found.template.key if found.template else "",
            answers={key: without_null(text) for key, text in found.answers.items()},
            unplaced=[
                [each.where, without_null(each.label), without_null(each.text)]
                for each in found.unplaced
            ],
            reworded=found.reworded,
            pictures=found.pictures,
        )


def without_null(text: str) -> str:
    """Databases cannot store the null character."""
    return text.replace("\x00", "")
