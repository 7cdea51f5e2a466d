"""The forms of a review's page. Each act has its own, so that an error stands beside what was pressed."""

from __future__ import annotations

from datetime import date
from typing import Any, cast

from django import forms
from django.utils import timezone

from knowledge.models import EvidenceRequirement, Rung
from knowledge.moderation.models import Decision
from knowledge.moderation.reasons import says_something
from knowledge.users.models import User


def _words(label: str, help_text: str, *, required: bool) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=required,
        max_length=5000,
        validators=[says_something],
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class AssignForm(forms.Form):
    """Whom to give it to."""

    person = forms.ModelChoiceField(
        User.objects.none(),
        required=False,
        label="Who has it",
        empty_label="Nobody",
    )

    def __init__(self, *args: Any, people: list[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        person = cast(forms.ModelChoiceField, self.fields["person"])
        person.queryset = User.objects.filter(pk__in=[each.pk for each in people])


class DueForm(forms.Form):
    """The day that the sender is told."""

    day = forms.DateField(
        label="Answer expected by",
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        help_text="The contributor sees this day.",
    )

    def clean_day(self) -> date:
        day = self.cleaned_data["day"]
        if day < timezone.localdate():
            raise forms.ValidationError("This day has passed. Choose today or a later one.")
        return day


class DecidingForm(forms.Form):
    """What every decision needs: which version it is about."""

    version = forms.CharField(max_length=100, widget=forms.HiddenInput)


class CheckForm(DecidingForm):
    """The editor check is passed."""

    words = _words("Note for the moderator", "Not shown to the contributor.", required=False)


class ApproveForm(DecidingForm):
    """Publish, with what it is evidence of."""

    requirements = forms.ModelMultipleChoiceField(
        EvidenceRequirement.objects.filter(is_current=True),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label="Could be evidence of",
    )
    rungs = forms.ModelMultipleChoiceField(
        Rung.objects.all(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label="Rungs of the ladder that it shows",
    )
    is_sensitive = forms.BooleanField(
        required=False,
        label="Sensitive content",
        help_text="It tells of loss, trauma or harm. The page then says where to get support.",
    )
    words = _words("Note", "Stands in the record. The contributor reads it.", required=False)

    def __init__(self, *args: Any, has_support: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = self.initial.get("requirements") or []
        # What is not current any more stays choosable where it was chosen.
        requirements = cast(forms.ModelMultipleChoiceField, self.fields["requirements"])
        requirements.queryset = EvidenceRequirement.objects.filter(
            is_current=True
        ) | EvidenceRequirement.objects.filter(pk__in=chosen)
        if not has_support:
            del self.fields["is_sensitive"]


class ChangesForm(DecidingForm):
    """What to change."""

    words = _words(
        "What should they change?",
        "The contributor gets exactly these words, without your name. Comments beside fields reach "
        "them too.",
        required=True,
    )


class DeclineForm(DecidingForm):
    """Why not."""

    reason = forms.ChoiceField(
        choices=[("", "Choose a reason"), *Decision.Reason.choices], label="Reason"
    )
    words = _words(
        "In your own words",
        "The contributor reads the reason and these words. Their text stays theirs.",
        required=True,
    )
