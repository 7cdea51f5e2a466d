"""The form of an example, made from its template's definition."""

from __future__ import annotations

import uuid
from dataclasses import replace

from django import forms
from django.http import QueryDict

from examples.consent import QUESTIONS, Question
from examples.dates import read_date
from examples.detail_form_fields import detail_fields, detail_initial, detail_values
from examples.details import DETAILS, REGION
from examples.draft_text import DraftText
from examples.form_rows import AnswerRow, DetailRow, FileRow, ShownSpot
from examples.models import Submission, SubmissionFile
from examples.safety_check import REASON_LIMIT, Spot, answered_only, public_words, spots_in
from examples.template_fields import (
    ANSWER_LIMIT,
    TEMPLATE_CHOICES,
    PracticeTemplate,
    TemplateField,
)


class ChooseTemplateForm(forms.Form):
    """Which template to begin with."""

    template = forms.ChoiceField(
        choices=TEMPLATE_CHOICES,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose the form that fits your work.",
            "invalid_choice": "Choose one of the two forms.",
        },
    )
    token = forms.UUIDField(widget=forms.HiddenInput)


class AnswerField(forms.CharField):
    """An answer: kept as typed, only with line breaks of one sort and without null characters."""

    def __init__(self, label: str) -> None:
        super().__init__(
            label=label,
            required=False,
            strip=False,
            max_length=ANSWER_LIMIT,
            widget=forms.Textarea,
            error_messages={
                "max_length": (
                    f"“{label}” is too long: %(show_value)d characters. "
                    f"Shorten it to {ANSWER_LIMIT:,} or fewer. Your text is still here."
                )
            },
        )
        # Browsers would cut pasted text at maxlength without a word.
        self.widget.attrs.pop("maxlength", None)

    def to_python(self, value: object) -> str:
        text = super().to_python(value) or ""
        return text.replace("\x00", "").replace("\r\n", "\n").replace("\r", "\n")


class ExampleForm(forms.Form):
    """Every field of the template, and what is asked beside them. Saving needs none of them."""

    files = forms.FileField(label="Add pictures and files", required=False)  # type: ignore[assignment]
    word_form = forms.FileField(label="Bring in a Word form", required=False)
    unplaced = forms.CharField(label="Text from your Word form", required=False)
    licence = forms.BooleanField(required=False)
    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    token = forms.UUIDField(widget=forms.HiddenInput)
    saves = forms.IntegerField(
        min_value=0,
        initial=0,
        required=False,
        widget=forms.HiddenInput,
    )

    def __init__(
        self,
        submission: Submission,
        data: QueryDict | None = None,
        *,
        is_region_fixed: bool = False,
    ) -> None:
        super().__init__(data, initial=_initial(submission))
        self.submission = submission
        self.saved = DraftText.from_submission(submission)
        self.template_definition: PracticeTemplate = submission.definition
        answers = {field.key: AnswerField(field.label) for field in self.template_definition.fields}
        consent = {question.key: consent_field(question) for question in QUESTIONS}
        self.fields: dict[str, forms.Field] = {
            **answers,
            **detail_fields(),
            **self.fields,
            **consent,
        }
        for field in self.template_definition.fields:
            self.fields[field.key].initial = submission.answers.get(field.key, "")
        for question in QUESTIONS:
            self.fields[question.key].initial = submission.consent.get(question.key, "")
        self.fields[REGION.key].disabled = is_region_fixed
        self.attached = list(submission.files.attached())
        for file in self.attached:
            for part, words in file_fields(file).items():
                words.initial = self.saved.file_words.get(str(file.pk), {}).get(part, "")
                self.fields[f"{part}-{file.pk}"] = words
        self.spots = self._spots()
        for spot in self.spots:
            self.fields[spot.name] = forms.CharField(
                label="This is right because",
                required=False,
                initial=spot.reason,
                max_length=REASON_LIMIT,
                error_messages={
                    "max_length": f"The reason has more than {REASON_LIMIT} characters. Shorten it."
                },
            )

        self.order_fields(self._order())

    def _order(self) -> list[str]:
        """As the page shows them, so that the summary of errors goes from top to bottom."""
        beside_files = [f"{part}-{file.pk}" for file in self.attached for part in file_fields(file)]
        last = ["licence", "version", "token", "saves"]
        first = ["word_form", "unplaced", *self.template_definition.keys, *beside_files, "files"]
        between = [name for name in self.fields if name not in {*first, *last}]
        return [*first, *between, *last]

    def _spots(self) -> list[Spot]:
        """What could tell who somebody is, in the words that this form shows."""
        words = public_words(self.saved)
        if self.is_bound:
            words = {name: self.data.get(name, text) or "" for name, text in words.items()}
        return spots_in(words, self.saved.reasons)

    def text(self) -> DraftText:
        """What was typed. The form must be valid."""
        data = self.cleaned_data
        text = DraftText(
            practice_template=self.submission.practice_template,
            answers={key: data[key] for key in self.template_definition.keys},
            details=detail_values(data),
            consent={question.key: data[question.key] for question in QUESTIONS},
            file_words=self._file_words(),
        )
        return replace(text, reasons=self._reasons(text))

    def _reasons(self, text: DraftText) -> dict[str, str]:
        """Answers to what is still there: those typed now, else those given before."""
        typed = {
            spot.finding.identity: self.cleaned_data[spot.name]
            for spot in self.spots
            if spot.name in self.data
        }
        return answered_only(public_words(text), {**self.saved.reasons, **typed})

    def _file_words(self) -> dict[str, dict[str, str]]:
        """What was typed beside the files; what this form did not show yet stays as it is saved."""
        words = {}
        for file in self.attached:
            said = dict(self.saved.file_words.get(str(file.pk), {}))
            for part in file_fields(file):
                if f"{part}-{file.pk}" in self.data:
                    said[part] = self.cleaned_data[f"{part}-{file.pk}"]
            if any(said.values()):
                words[str(file.pk)] = {part: text for part, text in said.items() if text}
        return words

    def file_rows(self) -> list[FileRow]:
        """Pictures, then documents, each with its form fields, in the order of the page."""
        rows = []
        for is_picture in (True, False):
            group = [file for file in self.attached if file.is_picture == is_picture]
            for number, file in enumerate(group):
                rows.append(
                    FileRow(
                        file,
                        [self[f"{part}-{file.pk}"] for part in file_fields(file)],
                        is_first=number == 0,
                        is_last=number == len(group) - 1,
                    )
                )
        return rows

    def has_pictures(self) -> bool:
        """Whether there are pictures, about which consent is asked."""
        return any(file.is_picture for file in self.attached)

    def answer_rows(self) -> list[AnswerRow]:
        """The template's fields with their bound form fields, in order."""
        return [self._row(field) for field in self.template_definition.fields]

    def _row(self, field: TemplateField) -> AnswerRow:
        bound = self[field.key]
        month = read_date(bound.value() or "").month if field.is_date else None
        return AnswerRow(field, bound, self.spots_of(field.key), month)

    def spots_of(self, name: str) -> list[ShownSpot]:
        """Findings in the field of that name, each with the form field that answers it."""
        return [
            ShownSpot(spot, self[spot.name]) for spot in self.spots if spot.finding.field == name
        ]

    def other_spots(self) -> list[ShownSpot]:
        """Findings that are not in an answer: in the credit line, a caption and so on."""
        return [
            ShownSpot(spot, self[spot.name])
            for spot in self.spots
            if spot.finding.field not in self.template_definition.keys
        ]

    def about_rows(self) -> list[DetailRow]:
        """Details of the example."""
        return self._detail_rows("about")

    def you_rows(self) -> list[DetailRow]:
        """Details of the people who wrote it."""
        return self._detail_rows("you")

    def _detail_rows(self, section: str) -> list[DetailRow]:
        return [DetailRow(each, self[each.key]) for each in DETAILS if each.section == section]

    def consent_rows(self) -> list[tuple[Question, forms.BoundField]]:
        """The questions about consent with their bound form fields."""
        return [(question, self[question.key]) for question in QUESTIONS]

    def answered_count(self) -> int:
        """How many of the template's fields say something."""
        return sum(1 for row in self.answer_rows() if row.is_answered)


def file_fields(file: SubmissionFile) -> dict[str, forms.CharField]:
    """What is asked beside a file, by the part of its words that it is."""
    if file.is_picture:
        alt = _words_beside(
            "What the picture shows", "For people who cannot see it, such as “A circle of parents”."
        )
        return {
            "alt": alt,
            "caption": _words_beside("Caption", "Optional. Shown below the picture."),
        }
    return {"caption": _words_beside("Title", "The words of its link. Empty: the file’s name.")}


def _words_beside(label: str, help_text: str) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=False,
        max_length=250,
        error_messages={"max_length": f"“{label}” has more than 250 characters. Shorten it."},
    )


def consent_field(question: Question) -> forms.Field:
    """The form field of a question; saving needs no answer."""
    if question.choices:
        return forms.ChoiceField(
            label=question.label,
            help_text=question.help,
            choices=question.choices,
            required=False,
            widget=forms.RadioSelect,
            error_messages={"invalid_choice": "Choose one of the answers."},
        )
    return forms.CharField(
        label=question.label,
        help_text=question.help,
        required=False,
        max_length=question.limit,
        error_messages={
            "max_length": f"This answer has more than {question.limit} characters. Shorten it."
        },
    )


def _initial(submission: Submission) -> dict[str, object]:
    return {
        **detail_initial(DraftText.from_submission(submission).details),
        "licence": submission.licence_ticked,
        "version": submission.version,
        "token": uuid.uuid4(),
    }
