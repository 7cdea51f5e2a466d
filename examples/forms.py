"""The form of an example, made from its template's definition."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms

from examples.models import Submission
from examples.submissions.draft_text import DraftText
from examples.template_fields import ANSWER_LIMIT, TEMPLATE_CHOICES, PracticeTemplate
from knowledge.models import EvidenceRequirement, Organisation, Topic


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

    def to_python(self, value: Any) -> str:
        text = super().to_python(value)
        return text.replace("\x00", "").replace("\r\n", "\n").replace("\r", "\n")


class ExampleForm(forms.Form):
    """Every field of the template, and what is asked beside them. Saving needs none of them."""

    region = forms.ModelChoiceField(
        Organisation.objects.none(),
        label="Your region",
        required=False,
        empty_label="Choose a region",
        help_text="Its moderators read what you send.",
        error_messages={"invalid_choice": "Choose a region from the list."},
    )
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(),
        label="Your organisation",
        required=False,
        empty_label="Mine is not listed, or I would rather not say",
        help_text="Your Maternity (and Neonatal) Voices Partnership, trust or local system.",
        error_messages={"invalid_choice": "Choose an organisation from the list."},
    )
    organisation_words = forms.CharField(
        label="Name of your organisation, if it is not in the list",
        required=False,
        max_length=200,
        error_messages={
            "max_length": "The name of your organisation has more than 200 characters. Shorten it."
        },
    )
    topics = forms.ModelMultipleChoiceField(
        Topic.objects.none(),
        label="Topics",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Tick what your example is about.",
        error_messages={"invalid_choice": "Choose topics from the list."},
    )
    requirements = forms.ModelMultipleChoiceField(
        EvidenceRequirement.objects.none(),
        label="What it could be evidence of",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Leave this empty if you do not know. The moderators can fill it in.",
        error_messages={"invalid_choice": "Choose from the list."},
    )
    credit_line = forms.CharField(
        label="How you want to be credited",
        required=False,
        max_length=200,
        help_text=(
            "Shown with your example, such as “Sussex Maternity Voices Partnership”. "
            "Leave it empty and nobody is named. Your e-mail address is never shown."
        ),
        error_messages={"max_length": "The credit line has more than 200 characters. Shorten it."},
    )
    licence = forms.BooleanField(required=False)
    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    token = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(
        self, submission: Submission, data: Any = None, *, is_region_fixed: bool = False
    ) -> None:
        super().__init__(data, initial=_initial(submission))
        self.submission = submission
        self.template_definition: PracticeTemplate = submission.definition
        answers = {field.key: AnswerField(field.label) for field in self.template_definition.fields}
        beside = self.fields
        self.fields: dict[str, forms.Field] = {**answers, **beside}
        for field in self.template_definition.fields:
            self.fields[field.key].initial = submission.answers.get(field.key, "")
        self.fields["region"].queryset = Organisation.objects.regions()
        self.fields["organisation"].queryset = Organisation.objects.contributing()
        self.fields["topics"].queryset = Topic.objects.all()
        self.fields["requirements"].queryset = EvidenceRequirement.objects.filter(is_current=True)
        self.fields["region"].disabled = is_region_fixed

    def text(self) -> DraftText:
        """What was typed. The form must be valid."""
        data = self.cleaned_data
        return DraftText(
            practice_template=self.submission.practice_template,
            answers={key: data[key] for key in self.template_definition.keys},
            region_id=data["region"].pk if data["region"] else None,
            organisation_id=data["organisation"].pk if data["organisation"] else None,
            organisation_words=data["organisation_words"],
            topics=tuple(sorted(topic.pk for topic in data["topics"])),
            requirements=tuple(sorted(row.pk for row in data["requirements"])),
            credit_line=data["credit_line"],
        )

    def answer_rows(self) -> list[tuple[Any, forms.BoundField]]:
        """The template's fields with their bound form fields, in order."""
        return [(field, self[field.key]) for field in self.template_definition.fields]


def _initial(submission: Submission) -> dict[str, Any]:
    return {
        "region": submission.region_id,
        "organisation": submission.organisation_id,
        "organisation_words": submission.organisation_words,
        "topics": submission.topics,
        "requirements": submission.requirements,
        "credit_line": submission.credit_line,
        "version": submission.version,
        "token": uuid.uuid4(),
    }
