"""Puts the words of a Word file under the fields of a template, or shows where they stood. Pure.

Every word of the document ends in exactly one of three places: an answer, something unplaced,
or what the form itself printed. A content control's tag is believed first, then its title, then the
label beside, above or before the text. Whoever sent the file confirms the result.
"""

from __future__ import annotations

from dataclasses import replace

from examples.recognition import split_label
from examples.rewordings import inline_label
from examples.template_fields import PracticeTemplate, TemplateField
from examples.word.blocks import Block, FormCell, FormTable, Paragraph, WordDocument
from examples.word.columns import Column
from examples.word.questions import Opened, without_answers_mark
from examples.word.results import ReadTemplate
from examples.word.rows import RowReader
from examples.word.which_template import template_of
from examples.word.wording import is_of_the_form, is_page_number, is_placeholder, says_something


def matched(document: WordDocument, expected: PracticeTemplate | None = None) -> ReadTemplate:
    """The document under a template's fields; `expected` is what the sender chose, if they did.

    The file's own labels decide over what was expected; text under a field that only the other
    template has is unplaced, never dropped.
    """
    template = template_of(document) or expected
    matcher = _Matcher(template)
    matcher.read_blocks(document.blocks)
    for where, text in document.beside:
        if is_page_number(text) or is_of_the_form(text):
            matcher.result.form_words.append(text)
        else:
            matcher.unplace(where, "", text)
    matcher.result.form_words += document.prompts
    matcher.result.pictures = document.pictures
    return matcher.finished()


class _Matcher(RowReader):
    """Walks the document once.

    `heading` is the field whose label stood as a paragraph of its own: text without a label goes on
    with it, or with the field of the table row last read.
    """

    def __init__(self, template: PracticeTemplate | None) -> None:
        super().__init__(template)
        self.heading: TemplateField | None = None
        self.is_unanswered = False
        """Whether nothing but boxes stood below the label yet."""
        self.tables = 0

    def read_blocks(self, blocks: list[Block]) -> None:
        """The body: tables, and paragraphs between them."""
        columns: list[Column] = []
        for at, block in enumerate(blocks):
            if isinstance(block, Paragraph):
                is_answer = (
                    block.box and self.is_unanswered and self.label_follows(blocks[at + 1 :])
                )
                self.read_paragraph(block, is_answer=is_answer)
                columns = [] if says_something(block.text) else columns
                continue
            self.tables += 1
            self.current = self.heading or self.current
            below = _first_row(blocks[at + 1 :])
            columns = self.read_table(block, f"Table {self.tables}", columns, below)
            if self.current != self.heading:
                self.heading = None

    def label_follows(self, blocks: list[Block]) -> bool:
        """Whether the next line beside boxes is a label, or none comes: the box holds the answer to the
        label above, and is no picture's caption or notice beside it."""
        said = (block for block in blocks if not isinstance(block, Paragraph) or not block.box)
        for block in said:
            if not isinstance(block, Paragraph):
                return False
            if says_something(block.text):
                split = split_label(block.text, self.template)
                return (split is not None and split.is_set_off) or bool(self.reworded_line(block))
        return True

    def read_paragraph(self, paragraph: Paragraph, *, is_answer: bool = False) -> None:
        """A paragraph outside tables: a label, what follows one, the form's own, or unplaced.

        `is_answer`: it stands in a box that was drawn below a label to be filled in."""
        text = paragraph.text
        if not says_something(text):
            if self.heading:
                self.answer(self.heading, "")
            return
        if any(self.field_of(run.control) for run in paragraph.runs):
            self.read_runs(paragraph.runs, "Outside the tables")
            return
        self.current = None
        if is_answer and self.heading:
            self.answer(self.heading, text)
        elif paragraph.box:
            self.unplace("A text box", "", text)
        elif is_of_the_form(text) or is_placeholder(text):
            self.result.form_words.append(text)
        elif not self.read_label(paragraph):
            self.read_rest(paragraph)

    def read_label(self, paragraph: Paragraph) -> bool:
        """Whether the paragraph was a label, alone or with its answer behind it."""
        text = paragraph.text
        if (split := split_label(text, self.template)) and split.is_set_off:
            self.result.form_words.append(split.label)
            self.heading = split.field
            if split.rest:
                self.answer(split.field, split.rest)
        elif (bold := self.bold_label(paragraph)) is not None:
            self.take_inline(bold, "")
            self.heading, split = bold.field, bold
        elif (found := self.reworded_line(paragraph)) is not None:
            self.take_other_label(text, found, "", has_text=False)
            self.heading, split = found, inline_label(text, self.template)
        else:
            return False
        self.opened = Opened(text, paragraph.heading, split is not None and bool(split.rest))
        self.is_unanswered = not self.opened.is_inline
        return True

    def read_rest(self, paragraph: Paragraph) -> None:
        """A paragraph that is no label: more of the answer above, or unplaced."""
        text = paragraph.text
        self.is_unanswered = False
        if self.heading and self.is_other_question(text, self.heading, paragraph.heading):
            self.heading = None
        if self.heading:
            mark, text = without_answers_mark(text)
            if mark:
                self.result.form_words.append(mark)
            self.answer(self.heading, text)
            # Not every line is a label with its answer.
            self.opened = replace(self.opened, is_inline=False) if self.opened else None
        else:
            where = f"Below table {self.tables}" if self.tables else "Above the table"
            self.unplace(where, "", text)


def _first_row(blocks: list[Block]) -> list[FormCell] | None:
    """The first row of the table that comes next, where nothing but empty lines stand before it."""
    for block in blocks:
        if isinstance(block, FormTable):
            return next(iter(block.rows), None)
        if says_something(block.text):
            return None
    return None
