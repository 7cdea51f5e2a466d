"""What stands in a Word or OpenDocument form, in reading order, with line breaks, list items and boxes.

No word is lost: text boxes, notes, comments, headers, footers, diagrams and formulas come too. Reads
nothing by itself: the one reader of Office files does, and here its items become those of a form.
Opens nothing that the guard has not let through first.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from examples.template_fields import FIELDS
from examples.word import blocks as form
from examples.word.wording import is_like_a_prompt
from knowledge.documents.office import items
from knowledge.documents.office.open_document import read_open_text
from knowledge.documents.office.package import UnreadablePackage
from knowledge.documents.office.word import read_word_document

_WHERE = {
    "header": "The top of the pages",
    "footer": "The foot of the pages",
    "comment": "A comment in the margin",
    "chart": "A chart",
    "hidden": "Hidden text",
    "struck": "Text that is struck through",
}
_BOX = "In a box of the form: its prompt, or an answer"
_INSERTED = "A file that was inserted"


class UnreadableDocument(Exception):
    """The parts of the file do not make a document."""


def read_document(data: bytes, kind: str = "docx") -> form.WordDocument:
    """The document in these bytes, of a .docx or .odt. UnreadableDocument when it is broken."""
    try:
        found = read_open_text(data) if kind == "odt" else read_word_document(data)
    except (UnreadablePackage, RecursionError) as error:
        raise UnreadableDocument from error
    return _Form(found).document


class _Form:
    """Turns the items of the reader into those of a form."""

    def __init__(self, found: items.OfficeDocument) -> None:
        self.notes = {
            key: " ".join(" ".join(text.split()) for text in form.texts_of(self._blocks(blocks)))
            for key, blocks in found.notes.items()
        }
        self.used: set[str] = set()
        self.pictures = 0
        self.prompts: list[str] = []
        self.perhaps: list[str] = []
        """Prompts, unless somebody wrote over them."""
        self.document = form.WordDocument(self._blocks(found.blocks))
        self.document.beside = [
            *((f"A {key.split()[0]}", said) for key, said in self.notes.items()
              if said and key not in self.used),
            *((_WHERE[remark.kind], remark.text) for remark in found.remarks
              if remark.kind in _WHERE and remark.text),
            *((_BOX, text) for text in self.perhaps if not self._is_a_forms(text)),
        ]  # fmt: skip
        self.prompts += filter(self._is_a_forms, self.perhaps)
        self.document.prompts = self.prompts + [
            remark.text for remark in found.remarks if remark.kind in {"furniture", "contents"}
        ]
        self.document.pictures = self.pictures + sum(
            "picture" in remark.what for remark in found.remarks if remark.kind == "unread"
        )
        self.document.has_unread_part = any(
            remark.what.startswith(_INSERTED) for remark in found.remarks
        )

    def _blocks(self, blocks: Sequence[items.OfficeBlock]) -> list[form.Block]:
        found: list[form.Block] = []
        for block in blocks:
            if isinstance(block, items.Paragraph):
                found.append(self._paragraph(block))
            elif isinstance(block, items.Table):
                # Words that lie under a merged cell are its writer's too.
                rows = [
                    [form.FormCell(self._blocks(cell.blocks), cell.span) for cell in row]
                    for row in block.rows
                ]
                found.append(form.FormTable(rows))
            else:
                self.pictures += block.kind == "picture"
        return found

    def _paragraph(self, paragraph: items.Paragraph) -> form.Paragraph:
        runs: list[form.FormRun] = []
        for run in paragraph.runs:
            text = run.text
            if run.note:
                self.used.add(run.note)
                text = f" ({self.notes[run.note]})" if self.notes.get(run.note) else ""
            if self._is_prompt(run):
                (self.perhaps if run.kind == "unsure" else self.prompts).append(run.text)
                continue
            control = (
                run.control if run.control and (run.control.tag or run.control.alias) else None
            )
            if runs and runs[-1].control == control:
                runs[-1] = form.FormRun(runs[-1].text + text, control)
            elif text:
                runs.append(form.FormRun(text, control))
        if any(run.text.strip() for run in runs):
            self._mark(paragraph, runs)
        level = paragraph.heading or int(paragraph.is_title)
        is_bold = all(run.bold for run in paragraph.runs if run.text.strip())
        return form.Paragraph(runs, paragraph.is_box, level, _lead(paragraph), is_bold)

    def _is_prompt(self, run: items.Run) -> bool:
        """Whether it is a prompt that some other form printed: our own are known by their words, and
        LibreOffice leaves the mark when somebody has written over them."""
        return run.is_prompt and not (run.control and run.control.tag in FIELDS)

    def _is_a_forms(self, text: str) -> bool:
        """Whether a form printed it: what stands in two boxes, or asks to be clicked or written over."""
        return self.perhaps.count(text) > 1 or is_like_a_prompt(text)

    def _mark(self, paragraph: items.Paragraph, runs: list[form.FormRun]) -> None:
        if not paragraph.list_kind:
            return
        number = paragraph.mark or f"{paragraph.number}."
        sign = f"{number} " if paragraph.number is not None else "- "
        mark = "  " * paragraph.level + sign
        inside = next(run.control for run in runs if run.text.strip())
        if runs[0].control == inside:
            runs[0] = form.FormRun(mark + runs[0].text, inside)
        else:
            runs.insert(0, form.FormRun(mark, inside))


def _lead(paragraph: items.Paragraph) -> str:
    bold = list(takewhile(lambda run: run.bold or not run.text.strip(), paragraph.runs))
    return "".join(run.text for run in bold) if len(bold) < len(paragraph.runs) else ""
