"""Gathers what a form says: answers by field, what belongs to none, what the form printed. Pure."""

from __future__ import annotations

import re

from examples.template_fields import FIELDS, PracticeTemplate, TemplateField
from examples.word.labels import Labels
from examples.word.results import ReadTemplate, Unplaced, joined
from examples.word.wording import says_something, without_placeholder

_DOTTED = re.compile(r"[ \t]*(?:_{3,}|\.{5,}|…{3,})[ \t]*")
"""The line that a form prints to write on."""


class Gathering(Labels):
    """The result of one reading, as far as it has come."""

    def __init__(self, template: PracticeTemplate | None) -> None:
        super().__init__(template)
        self.result = ReadTemplate(template)
        self.texts: dict[str, list[str]] = {}

    def finished(self) -> ReadTemplate:
        """The result, answers in the template's order, without empty lines at either end."""
        order = self.template.keys if self.template else tuple(FIELDS)
        for key in order:
            if text := "\n".join(self.texts.get(key, ())).strip():
                self.result.answers[key] = text
        self.result.unplaced = joined(self.result.unplaced)
        return self.result

    def answer(self, found: TemplateField, text: str) -> None:
        """Adds text to a field's answer; an empty line inside one is kept."""
        printed, text = without_placeholder(text)
        if printed:
            self.result.form_words.append(printed)
        if printed and not text:
            return
        if _DOTTED.search(text):
            text = _DOTTED.sub(" ", text).strip()
        if self.template is None or found in self.template.fields:
            self.texts.setdefault(found.key, []).append(text)
        else:
            self.unplace(f"“{found.label}”, a field of the other template", "", text)

    def unplace(self, where: str, label: str, text: str) -> None:
        """Keeps text that has no field; what has no words is nothing to show."""
        if says_something(text) or says_something(label):
            self.result.unplaced.append(Unplaced(where, label.strip(), text.strip("\n ")))
