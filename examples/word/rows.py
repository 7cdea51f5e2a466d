"""Puts the rows of a form's tables under the fields of a template, or shows where they stood. Pure.

A row is a label with its text, several of both, labels above a row of texts, or something else.
"""

from __future__ import annotations

from collections.abc import Sequence

from examples.recognition import SplitLabel, field_from_prompt, split_label
from examples.rewordings import inline_label, likely_field, split_reworded
from examples.template_fields import PracticeTemplate, TemplateField
from examples.word.answer_heads import answer_heads, with_heads
from examples.word.blocks import Block, FormCell, FormRun, FormTable, Paragraph, line_of
from examples.word.columns import Column, cells_under, column_heads, lies_across
from examples.word.gathering import Gathering
from examples.word.questions import Opened, is_section_title
from examples.word.wording import is_a_questions_number, is_answer, is_of_the_form


class RowReader(Gathering):
    """Reads tables; `current` is the field of the row last read, with which a row without a label goes on."""

    def __init__(self, template: PracticeTemplate | None) -> None:
        super().__init__(template)
        self.current: TemplateField | None = None
        self.opened: Opened | None = None

    def is_other_question(self, text: str, found: TemplateField, heading: int = 0) -> bool:
        """Whether a text without a label of ours asks for something else than what was opened."""
        if self.opened is None or field_from_prompt(text, self.template) == found:
            return False
        return self.opened.is_ended_by(text, heading)

    def read_table(
        self,
        table: FormTable,
        name: str,
        columns: Sequence[Column] = (),
        following: list[FormCell] | None = None,
    ) -> list[Column]:
        """Rows of label and text, a row of labels above a row of texts, or rows of something else.

        A row of labels at the end of a table stands over the first row of the next: `columns` are those
        at the end of the table before, `following` is the row after this one. Given are those at its end.
        """
        columns = list(columns)
        is_first = bool(columns)
        answers: list[Column] | None = None
        for number, row in enumerate(table.rows, start=1):
            where = f"{name}, row {number}"
            below = next(iter(table.rows[number:]), following)
            if answers is None and not columns and (answers := answer_heads(self, row, below)):
                self.result.form_words += [cell.text for cell in row]
                continue
            row, heads_said = with_heads(answers or (), row)
            self.result.heads += heads_said
            if heads := column_heads(self, row, below):
                columns, is_first, self.current = heads, True, None
                if below is None or not lies_across(heads, below):
                    self.take_heads(heads)
                continue
            if is_first and lies_across(columns, row):
                labels = " / ".join(" ".join(head.text.split()) for head in columns)
                self.unplace(where, labels, "\n".join(cell.text for cell in row))
                columns, is_first = [], False
                continue
            under = cells_under(columns, row) if columns else []
            if under and (is_first or not self.label_of(row[0], row)):
                self.read_under(under, where, is_first)
                is_first = False
            else:
                columns = []
                self.read_row(row, where)
        return columns if is_first else []

    def take_heads(self, heads: list[Column]) -> None:
        """Keeps a row of labels; one that we do not know is shown with what stands under it."""
        for head in heads:
            if head.field:
                self.result.form_words.append(head.text)
                if split_label(head.text, self.template) is None:
                    self.result.reworded[head.field.key] = " ".join(head.text.split())

    def read_under(
        self, under: list[tuple[Column, list[FormCell]]], where: str, is_first: bool
    ) -> None:
        """A row below a row of labels."""
        for head, cells in under:
            if head.field:
                self.read_answer(head.field, cells, where)
            elif head.text.strip():
                texts = "\n".join(cell.text for cell in cells)
                self.unplace(where, head.text if is_first else "", texts)
            else:
                for cell in cells:
                    self.read_loose(cell, where)

    def _is_of_the_form(self, row: list[FormCell]) -> bool:
        """Whether the row is empty or says only what the form prints; that is kept as such."""
        said = [cell.text for cell in row if cell.text.strip()]
        if not all(is_of_the_form(text) for text in said):
            return False
        if said:
            self.result.form_words += [cell.text for cell in row]
        return True

    def read_row(self, row: list[FormCell], where: str) -> None:
        """One row: what the form prints, labels with their text, a continuation, or an extra row."""
        if self._is_of_the_form(row):
            return
        label: tuple[TemplateField, list[FormCell]] | None = None
        started = False
        loose: list[FormCell] = []
        for place, cell in enumerate(row):
            is_last = label is not None and place + 1 == len(row)
            names = self.is_pure_label(cell) and not is_last
            names = names or place == 0 or self.is_reworded_label(row, place, started)
            found = self.label_of(cell, row) if names else None
            if found:
                self.end_label(label, where)
                label, started, self.current = (found, []), True, found
                self.opened = Opened(cell.text)
                has_text = any(is_answer(each.text) for each in row[place + 1 :])
                self.take_label(cell, found, where, has_text=has_text)
            elif label:
                label[1].append(cell)
            elif self.controls_of(cell):
                self.read_controlled(cell, where)
                started = True
            else:
                loose.append(cell)
        self.end_label(label, where)
        if not started:
            self.read_unlabelled(row, where)
            return
        for cell in loose:
            self.read_loose(cell, where)

    def end_label(self, label: tuple[TemplateField, list[FormCell]] | None, where: str) -> None:
        """Gives the cells that were gathered behind a label to its field."""
        if label:
            self.read_answer(label[0], label[1], where)

    def read_loose(self, cell: FormCell, where: str) -> None:
        """A cell left of a label, or beside a box to fill in: nobody's answer, and shown as such."""
        if self.is_label_or_form(cell.text) or is_a_questions_number(cell.text):
            self.result.form_words.append(cell.text)
        else:
            self.unplace(where, "", cell.text)

    def take_label(self, cell: FormCell, found: TemplateField, where: str, has_text: bool) -> None:
        """Keeps a label's cell: its label is the form's, what was written after it is the writer's."""
        text = cell.own_text
        split = split_label(text, self.template) or split_label(text)
        if split is None or split.field != found:
            self.take_other_label(text, found, where, has_text)
        else:
            self.take_split(split, where, has_text)
        for table in (block for block in cell.blocks if isinstance(block, FormTable)):
            self.read_table(table, f"{where}, table inside")

    def take_split(self, split: SplitLabel, where: str, has_text: bool) -> None:
        """A label and what was written after it, which may be a prompt if the text has its own cell."""
        if split.rest and has_text and split.is_like_a_prompt:
            self.unplace(where, split.label, split.rest)
        else:
            self.result.form_words.append(split.label)
            self.read_lines(split.field, split.rest)

    def read_lines(self, found: TemplateField, text: str) -> None:
        """Text behind a label in its cell; a line in it that begins with a label goes to that field."""
        for line in text.split("\n") if text else ():
            split = split_label(line, self.template)
            if split and split.is_set_off:
                self.result.form_words.append(split.label)
                found, line = split.field, split.rest
            if line:
                self.answer(found, line)

    def take_other_label(self, text: str, found: TemplateField, where: str, has_text: bool) -> None:
        """A label in other words. A prompt stays in the answer, which it heads."""
        inline = inline_label(text, self.template)
        if inline is not None and inline.field == found:
            self.take_inline(inline, where)
        elif field_from_prompt(text, self.template) == found:
            if has_text:
                self.answer(found, text)
            else:
                self.result.form_words.append(text)
        elif likely_field(text, self.template) == found:
            split = split_reworded(text, found)
            self.result.reworded[found.key] = " ".join(split.label.split())
            self.take_split(split, where, has_text)
        elif self.is_label_or_form(text) or is_a_questions_number(text):
            self.result.form_words.append(text)
        else:
            self.unplace(where, "", text)

    def take_inline(self, inline: SplitLabel, where: str) -> None:
        """A label in other words with its answer behind it, on its line or the next."""
        self.result.reworded[inline.field.key] = " ".join(inline.label.split())
        self.take_split(inline, where, has_text=False)

    def read_answer(self, found: TemplateField, cells: list[FormCell], where: str) -> None:
        """All that stands in the answer's cells, in order; a table in them is lines or rows of its own."""
        for cell in cells:
            if not cell.text.strip():
                continue
            keys = [each.key for each in self.controls_of(cell)]
            if any(key != found.key for key in keys):
                self.read_controlled(cell, where)
                continue
            for block in cell.blocks:
                if isinstance(block, Paragraph):
                    self.answer(found, block.text)
                elif self.is_form_table(block):
                    self.read_table(block, f"{where}, table inside")
                else:
                    for row in block.rows:
                        self.answer(found, line_of(row))
        self.current = found

    def read_controlled(self, cell: FormCell, where: str) -> None:
        """A cell that holds several fields' controls, or whose control is all that names it."""
        keys = self.controls_of(cell)
        if len(keys) == 1:
            self.read_split_cell(cell, keys[0])
            return
        for block in cell.blocks:
            if isinstance(block, Paragraph):
                self.read_runs(block.runs, where)
            else:
                self.read_table(block, f"{where}, table inside")

    def read_split_cell(self, cell: FormCell, found: TemplateField) -> None:
        """One control in a cell: what stands before it may be its label, the rest belongs to it."""
        for block in cell.blocks:
            if not isinstance(block, Paragraph):
                for row in block.rows:
                    self.answer(found, line_of(row))
                continue
            for run in block.runs:
                if self.field_of(run.control) is None and self.is_label_or_form(run.text):
                    self.result.form_words.append(run.text)
                else:
                    self.answer(found, run.text)
        self.current = found

    def without_form(self, cell: FormCell, where: str) -> FormCell:
        """A cell after the parts of the form in it were read."""
        kept: list[Block] = []
        for block in cell.blocks:
            if isinstance(block, FormTable) and self.is_form_table(block):
                self.read_table(block, f"{where}, table inside")
            else:
                kept.append(block)
        return FormCell(kept, cell.span)

    def read_unlabelled(self, row: list[FormCell], where: str) -> None:
        """A row without a known label: the answer above goes on, or it is an extra row."""
        row = [self.without_form(cell, where) for cell in row]
        if not any(cell.text.strip() for cell in row):
            return
        first = row[0].text.strip()
        goes_on = len(row) == 1 or not first
        ends = goes_on and len(row) == 1 and is_section_title(row[0])
        if (
            self.current
            and goes_on
            and not ends
            and not self.is_other_question(first, self.current)
        ):
            self.read_answer(self.current, row, where)
            return
        self.current = None
        if len(row) == 1:
            self.unplace(where, "", row[0].text)
        else:
            texts = [cell.text.strip("\n") for cell in row[1:]]
            self.unplace(where, first, "\n".join(text for text in texts if text.strip()))

    def read_runs(self, runs: list[FormRun], where: str, beside: str = "") -> None:
        """A paragraph or cell with controls of its own: each run to the field of its control."""
        for run in runs:
            text = run.text
            if not text.strip():
                continue
            if found := self.field_of(run.control):
                self.answer(found, text.strip("\n"))
            elif self.is_label_or_form(text):
                self.result.form_words.append(text)
            else:
                self.unplace(where, beside, text)
