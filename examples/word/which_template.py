"""Tells which of the templates a Word file is, whatever became of it on the way. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from examples.recognition import field_from_label, split_label, template_from_labels
from examples.rewordings import field_called, likely_field
from examples.template_fields import TEMPLATES, PracticeTemplate
from examples.word.blocks import Block, FormTable, Paragraph, WordDocument, controls_in
from examples.word.wording import template_from_title


def template_of(document: WordDocument) -> PracticeTemplate | None:
    """By the controls' tags, else by labels, the form's title, or labels that were reworded."""
    tags = {control.tag for control in controls_in(document.blocks)}
    for template in TEMPLATES.values():
        others = (other for other in TEMPLATES.values() if other is not template)
        if tags & set(template.keys).difference(*(other.keys for other in others)):
            return template
    texts = [text for text in _labels(document.blocks) if text.strip()]
    guesses = (field_from_label(text) or likely_field(text) for text in texts)
    return (
        template_from_labels(texts)
        or next((found for text in texts if (found := template_from_title(text))), None)
        or template_from_labels(guess.label for guess in guesses if guess)
    )


def _labels(blocks: Iterable[Block]) -> Iterable[str]:
    """Whatever could be a label: first lines of cells and paragraphs, labels parted from answers."""
    for block in blocks:
        if isinstance(block, Paragraph):
            split = split_label(block.text)
            yield split.label if split and split.is_set_off else block.text
            continue
        for row in block.rows:
            for cell in row:
                text = cell.own_text
                split = split_label(text)
                if cell is row[0]:
                    yield split.label if split else text
                elif (split and not split.rest) or field_called(text):
                    yield text
                yield from _labels(each for each in cell.blocks if isinstance(each, FormTable))
