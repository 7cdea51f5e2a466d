"""Put what a Word form says into an example, as its contributor decided; what has no place is kept.

Every word of the file ends in an answer or beside the form. Which, is decided by pure functions here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from examples.draft_text import DraftText
from examples.models import Submission, UnplacedText, WordReading
from examples.submissions.differences import raise_version
from examples.submissions.errors import NotEditable, StaleVersion
from examples.submissions.reading import status_of
from examples.template_fields import (
    ANSWER_LIMIT,
    FIELDS,
    TEMPLATES,
    PracticeTemplate,
    TemplateField,
)

FILE, BOTH, FORM = "file", "both", "form"
USES = {
    FILE: "Use the text from the file",
    BOTH: "Keep both: the text from the file below mine",
    FORM: "Keep mine. The text from the file stays beside the form",
}


@dataclass(frozen=True)
class PlacedAnswer:
    """What a file says for a field, and what the form says there now."""

    field: TemplateField
    from_file: str
    in_form: str
    label_in_file: str
    """The label as it was written, where the field was guessed from it."""

    @property
    def is_same(self) -> bool:
        """Whether there is nothing to decide."""
        return self.from_file.strip() == self.in_form.strip()

    @property
    def usual(self) -> str:
        """What happens unless the contributor decides otherwise: nothing is overwritten."""
        return BOTH if self.in_form.strip() else FILE


@dataclass(frozen=True)
class LooseText:
    """Text of a file that belongs to no field of the example's template."""

    where: str
    label: str
    text: str


def template_after(submission: Submission, reading: WordReading) -> PracticeTemplate:
    """The file's template, if the example can become one of it: nothing is written that only the
    template it has now knows, and it was never sent."""
    found = TEMPLATES.get(reading.practice_template)
    if found is None or submission.page_id:
        return submission.definition
    written = {key for key, text in submission.answers.items() if text.strip()}
    return found if written <= set(found.keys) else submission.definition


def answers_of(submission: Submission, reading: WordReading) -> list[PlacedAnswer]:
    """What goes into fields, in the template's order."""
    return [
        PlacedAnswer(
            field=field,
            from_file=reading.answers[field.key],
            in_form=submission.answers.get(field.key, ""),
            label_in_file=reading.reworded.get(field.key, ""),
        )
        for field in template_after(submission, reading).fields
        if reading.answers.get(field.key, "").strip()
    ]


def loose_texts_of(submission: Submission, reading: WordReading) -> list[LooseText]:
    """What goes into none, in the order of the file."""
    keys = template_after(submission, reading).keys
    foreign = [
        LooseText("A field of the other form", FIELDS[key].label, text)
        for key, text in reading.answers.items()
        if key not in keys and text.strip()
    ]
    return foreign + [LooseText(*each) for each in reading.unplaced]


@transaction.atomic
def place_word(
    reading: WordReading, version: int, *, uses: Mapping[str, str], puts: Mapping[int, str]
) -> Submission:
    """Write it into the example. Asked for twice it happens once.

    `uses`: field key → FILE, BOTH or FORM; `puts`: number of a loose text → the field it goes to. Raises
    StaleVersion when the example was saved since it was shown, and NotEditable.
    """
    saved = Submission.objects.select_for_update().get(pk=reading.submission_id)
    reading.refresh_from_db()
    if reading.done_at:
        return saved
    if not status_of(saved).may_edit:
        raise NotEditable
    if version != saved.version:
        raise StaleVersion(saved)
    template = template_after(saved, reading)
    answers = dict(saved.answers)
    beside: list[LooseText] = []
    for placed in answers_of(saved, reading):
        if placed.is_same:
            continue
        use = uses.get(placed.field.key, placed.usual)
        text = {FILE: placed.from_file, FORM: placed.in_form}.get(
            use, _joined(placed.in_form, placed.from_file)
        )
        if use == FORM or len(text) > ANSWER_LIMIT:
            beside.append(LooseText("For this field", placed.field.label, placed.from_file))
        else:
            answers[placed.field.key] = text
        if use == FILE and placed.in_form.strip() and len(text) <= ANSWER_LIMIT:
            beside.append(LooseText("In the form before", placed.field.label, placed.in_form))
    for number, loose in enumerate(loose_texts_of(saved, reading)):
        key = puts.get(number, "")
        text = _joined(answers.get(key, ""), _with_label(loose))
        if key in template.keys and len(text) <= ANSWER_LIMIT:
            answers[key] = text
        else:
            beside.append(loose)
    UnplacedText.objects.bulk_create(
        UnplacedText(
            submission=saved,
            file_name=reading.file_name,
            where=loose.where[:200],
            label=loose.label,
            text=loose.text,
        )
        for loose in beside
    )
    before = DraftText.from_submission(saved)
    saved.practice_template = template.key
    saved.answers = answers
    raise_version(saved, before)
    saved.saved_at = timezone.now()
    saved.saved_from = None
    saved.save()
    reading.done_at = timezone.now()
    reading.save(update_fields=["done_at"])
    return saved


@transaction.atomic
def put_aside(reading: WordReading) -> None:
    """Leave the example as it is, and the file unread."""
    WordReading.objects.filter(pk=reading.pk, done_at=None).update(done_at=timezone.now())


@transaction.atomic
def place_unplaced(text: UnplacedText, key: str) -> bool:
    """Add a kept text to a field's answer; False where it does not fit. NotEditable."""
    saved = Submission.objects.select_for_update().get(pk=text.submission_id)
    if not status_of(saved).may_edit:
        raise NotEditable
    if text.dealt_with_at:
        return True
    loose = LooseText(text.where, text.label, text.text)
    joined = _joined(saved.answers.get(key, ""), _with_label(loose))
    if key not in saved.definition.keys or len(joined) > ANSWER_LIMIT:
        return False
    before = DraftText.from_submission(saved)
    saved.answers = {**saved.answers, key: joined}
    raise_version(saved, before)
    saved.saved_at = timezone.now()
    saved.saved_from = None
    saved.save()
    text.dealt_with_at = timezone.now()
    text.save(update_fields=["dealt_with_at"])
    return True


def _joined(first: str, second: str) -> str:
    return "\n\n".join(part for part in (first.rstrip(), second.strip("\n")) if part.strip())


def _with_label(loose: LooseText) -> str:
    return "\n".join(part for part in (loose.label, loose.text) if part.strip())
