"""Decides what in a form is a label, and of which field. Pure.

A content control's tag is believed first, then its title, then words beside, above or before the text.
"""

from __future__ import annotations

from examples.recognition import SplitLabel, field_from_label, field_from_prompt, split_label
from examples.rewordings import field_called, inline_label, likely_field
from examples.template_fields import FIELDS, PracticeTemplate, TemplateField
from examples.word.blocks import Control, FormCell, FormTable, Paragraph, controls_in
from examples.word.wording import is_of_the_form


class Labels:
    """Answers for one template, or for both where it is not known which."""

    def __init__(self, template: PracticeTemplate | None) -> None:
        self.template = template

    def field_of(self, control: Control | None) -> TemplateField | None:
        """The field a content control stands for: by its tag, else by its title."""
        if control is None:
            return None
        return FIELDS.get(control.tag) or (
            field_from_label(control.alias, self.template) if control.alias else None
        )

    def reworded_line(self, paragraph: Paragraph) -> TemplateField | None:
        """The field that a line on its own names in other words: exactly, or likely where it is set as
        a heading or ends as a question does."""
        text = paragraph.text.strip()
        if (called := field_called(text, self.template)) is not None:
            return called
        if (inline := inline_label(text, self.template)) is not None:
            return inline.field
        is_question = paragraph.heading or text.endswith(("?", ":"))
        return likely_field(text, self.template) if is_question else None

    def bold_label(self, paragraph: Paragraph) -> SplitLabel | None:
        """A label in bold letters with its answer behind it on the same line."""
        rest = paragraph.text[len(paragraph.lead) :].strip()
        found = field_called(paragraph.lead, self.template) if paragraph.lead else None
        return SplitLabel(found, paragraph.lead.rstrip(), rest, True) if found and rest else None

    def is_label_or_form(self, text: str) -> bool:
        """Whether a text is only what the form prints."""
        split = split_label(text)
        return is_of_the_form(text) or (split is not None and not split.rest)

    def is_pure_label(self, cell: FormCell) -> bool:
        """Whether a cell further right is nothing but a label: two pairs stand in one row."""
        split = split_label(cell.text, self.template)
        return split is not None and not split.rest and not self.controls_of(cell)

    def is_reworded_label(self, row: list[FormCell], place: int, started: bool) -> bool:
        """Whether a cell further right names a field in other words: a number or a ward stands left of
        it, or two pairs stand in one row. Its answer must follow, or it may be one itself."""
        if place + 1 >= len(row) or (started and len(row) < 4) or self.controls_of(row[place]):
            return False
        return field_called(row[place].text, self.template) is not None

    def label_of(self, cell: FormCell, row: list[FormCell]) -> TemplateField | None:
        """The field that the first cell of a row names, or whose control the row holds."""
        text = cell.own_text
        in_controls = {found.key: found for each in row[1:] for found in self.controls_of(each)}
        if len(in_controls) == 1 and not self.controls_of(cell):
            return next(iter(in_controls.values()))
        if in_controls or self.controls_of(cell) or not text.strip():
            return None
        if (split := split_label(text, self.template)) and (
            split.is_set_off or not split.rest or len(row) > 1
        ):
            return split.field
        if (prompted := field_from_prompt(text, self.template)) is not None:
            return prompted
        if len(row) > 1:
            return likely_field(text, self.template)
        if (called := field_called(text, self.template)) is not None:
            return called
        if (inline := inline_label(text, self.template)) is not None:
            return inline.field
        return likely_field(text, self.template) if text.strip().endswith(("?", ":")) else None

    def controls_of(self, cell: FormCell) -> list[TemplateField]:
        """The fields of the controls in a cell."""
        found = (self.field_of(control) for control in controls_in(cell.blocks))
        return list({each.key: each for each in found if each}.values())

    def is_form_table(self, table: FormTable) -> bool:
        """Whether a table inside a cell is a part of the form, and not of an answer."""
        return any(
            row and len(row) > 1 and field_from_label(row[0].own_text, self.template)
            for row in table.rows
        )
