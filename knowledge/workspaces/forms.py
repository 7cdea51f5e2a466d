"""The form for an area: one part for each statement, made from what is saved and knowing it."""

from __future__ import annotations

from django import forms
from django.http import QueryDict

from knowledge.typesetting.word_files import tidy
from knowledge.workspaces.models import Answer
from knowledge.workspaces.personal_data import NobodysForm
from knowledge.workspaces.questions import Statement
from knowledge.workspaces.rounds import AnswerText, Typed, base_of

WORDS = ("evidence", "what", "who", "when")


def _values(answer: Answer | None) -> dict[str, str]:
    """Field → value of a form that is made from this answer."""
    text = AnswerText.of(answer)
    score = "" if text.score is None else str(text.score)
    return {**vars(text), "score": score, "base": base_of(answer)}


class AnswerForm(NobodysForm):
    """What a group says of one statement."""

    base = forms.CharField(max_length=40, widget=forms.HiddenInput)
    score = forms.ChoiceField(required=False, widget=forms.RadioSelect)
    evidence = forms.CharField(
        required=False,
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 3}),
        label="How do you know?",
        help_text="Evidence in your own words. Please write nothing about a person.",
    )
    priority = forms.ChoiceField(
        required=False,
        choices=[("", "Not chosen"), *Answer.Priority.choices],
        label="How urgent is it to do something?",
    )
    what = forms.CharField(
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        label="What will you do?",
    )
    who = forms.CharField(
        required=False,
        max_length=200,
        label="Who does it?",
        help_text="A role, such as “MVP chair”. Please write no names.",
    )
    when = forms.CharField(
        required=False, max_length=100, label="By when?", help_text="Such as “end of June 2027”."
    )
    keep_other = forms.BooleanField(
        required=False, label="Drop what I typed here, and keep what was saved meanwhile"
    )

    def __init__(
        self,
        data: QueryDict | None,
        *,
        number: int,
        statement: Statement,
        levels: tuple[str, ...],
        answer: Answer | None,
    ) -> None:
        super().__init__(data, prefix=f"s{number}", initial=_values(answer))
        self.statement = statement
        self.number = number
        self.other: AnswerText | None = None
        self._levels = levels
        score = self.fields["score"]
        score.label = f"{number}. {statement.text}"
        score.help_text = statement.prompt
        score.choices = [  # type: ignore[attr-defined]
            *((str(at), words) for at, words in enumerate(levels)),
            ("", "Not answered yet"),
        ]

    def clean(self) -> None:
        super().clean()
        words = {name: tidy(self.cleaned_data.get(name, "")) for name in WORDS}
        self.cleaned_data |= words
        self.look_at(words)

    def typed(self) -> Typed:
        """What a valid form says."""
        cleaned = self.cleaned_data
        score = int(cleaned["score"]) if cleaned["score"] else None
        words = {name: cleaned[name] for name in WORDS}
        return Typed(cleaned["base"], AnswerText(score, priority=cleaned["priority"], **words))

    def show_other(self, row: Answer | None) -> None:
        """Two versions: the typed one stays in the form, which from now on is made from the other."""
        self.other = AnswerText.of(row)
        self._put({"base": base_of(row)})

    def show_saved(self, row: Answer | None) -> None:
        """Shown again, the form holds what is saved by now, whoever saved it."""
        self._put(_values(row))

    def _put(self, values: dict[str, str]) -> None:
        data = self.data.copy()  # type: ignore[attr-defined]
        for name, value in values.items():
            data[self.add_prefix(name)] = value
        self.data = data

    @property
    def other_level(self) -> str:
        """The other version's score in words."""
        score = self.other.score if self.other else None
        return "Not answered yet" if score is None else self._levels[score]

    @property
    def other_words(self) -> list[tuple[str, str]]:
        """(label, text) of what else the other version says."""
        other = vars(self.other) if self.other else {}
        priorities = dict(Answer.Priority.choices)
        return [
            (str(self.fields[name].label), str(priorities.get(text, text)))
            for name, text in other.items()
            if name != "score" and text
        ]

    @property
    def is_open(self) -> bool:
        """Whether what stands behind the score is shown unasked: something is written there, or wrong."""
        names = ("evidence", "priority", "what", "who", "when")
        return bool(self.errors or self.other or any(self[name].value() for name in names))
