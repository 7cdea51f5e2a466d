"""What is typed on a wall: its question, notes, names of groups, cards. One line each, nothing about a person."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from django import forms
from django.http import QueryDict

from knowledge.typesetting.word_files import tidy
from knowledge.workspaces import q_sort
from knowledge.workspaces.personal_data import NobodysForm

LABELS = {
    "question": "Your question",
    "note": "Your thought",
    "group": "Name of the group",
    "theme": "Theme of the story",
    "sentence": "Your sentence",
}
HINTS = {
    "question": "One open question, such as “What would make visits easier?”",
    "note": "One thought on each note, at most 200 characters. Please write nothing about a person.",
    "group": "What its notes have in common, such as “Time”.",
    "theme": "For instance “The day we went home with our baby”.",
    "sentence": "It goes on where the last one ends. At most 200 characters; please write nothing about a person.",
}
MOST_CHARACTERS = {"question": 200, "note": 200, "group": 60, "theme": 200, "sentence": 200}


class TextForm(NobodysForm):
    """One text of a sort, which is the form's prefix too."""

    token = forms.CharField(widget=forms.HiddenInput, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    text = forms.CharField()

    def __init__(self, data: QueryDict | None, sort: str, **initial: object) -> None:
        initial.setdefault("token", uuid.uuid4())
        super().__init__(data, prefix=sort, initial=initial)
        text = self.fields["text"]
        text.label, text.help_text = LABELS[sort], HINTS[sort]
        text.error_messages["required"] = f"Write {LABELS[sort].lower()}"
        self.most = MOST_CHARACTERS[sort]
        text.widget = forms.TextInput() if sort == "group" else forms.Textarea(attrs={"rows": 2})
        text.widget.attrs["maxlength"] = self.most

    def clean_text(self) -> str:
        text = " ".join(tidy(self.cleaned_data["text"]).split())
        if not text:
            raise forms.ValidationError(self.fields["text"].error_messages["required"])
        if len(text) > self.most:
            raise forms.ValidationError(
                f"This has {len(text)} characters; there is room for {self.most}"
            )
        return text

    def clean(self) -> None:
        super().clean()
        self.look_at({"text": self.cleaned_data.get("text", "")})

    def clean_token(self) -> uuid.UUID:
        """By which a form sent twice is known."""
        try:
            return uuid.UUID(self.cleaned_data["token"])
        except ValueError:
            return uuid.uuid4()


class QSortForm(NobodysForm):
    """What is sorted by, and the cards."""

    question = forms.CharField(
        max_length=200,
        label="Your question",
        help_text="What the cards answer, such as “How is it to work in our partnership?”",
        error_messages={"required": "Write your question"},
    )
    statements = forms.CharField(
        label="Cards",
        help_text=f"One statement on each line, {q_sort.FEWEST} to {q_sort.MOST} lines. "
        "Please write nothing about a person.",
        widget=forms.Textarea(attrs={"rows": 10}),
        error_messages={"required": "Write a statement on each line"},
    )

    def clean_statements(self) -> list[str]:
        typed = tidy(self.cleaned_data["statements"]).splitlines()
        lines = list(
            dict.fromkeys(line for line in (" ".join(each.split()) for each in typed) if line)
        )
        if not q_sort.FEWEST <= len(lines) <= q_sort.MOST:
            raise forms.ValidationError(
                f"These are {len(lines)} different cards; there must be {q_sort.FEWEST} to {q_sort.MOST}"
            )
        if long := next((line for line in lines if len(line) > 200), ""):
            raise forms.ValidationError(
                f"“{long[:30]}…” has {len(long)} characters; there is room for 200"
            )
        return lines

    def clean(self) -> None:
        super().clean()
        self.look_at(
            {
                "question": self.cleaned_data.get("question", ""),
                "statements": "\n".join(self.cleaned_data.get("statements", [])),
            }
        )


class CardsForm(QSortForm):
    """Other words for a board, which has as many cards as before."""

    base = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: QueryDict | None, words: Sequence[str]) -> None:
        """`words` are its question and its cards as they are now."""
        question, *self.cards = words
        initial = {
            "question": question,
            "statements": "\n".join(self.cards),
            "base": q_sort.base_of(words),
        }
        super().__init__(data, initial=initial)
        self.fields["statements"].help_text = (
            f"One statement on each line, {len(self.cards)} lines as before: the columns are made for as many. "
            "Please write nothing about a person."
        )

    def clean_statements(self) -> list[str]:
        lines = super().clean_statements()
        if len(lines) != len(self.cards):
            raise forms.ValidationError(
                f"These are {len(lines)} different cards; the board has {len(self.cards)}. "
                "For more or fewer make another board."
            )
        return lines
