"""What was understood of a form: answers, what belongs to none, and what the form itself printed. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field

from examples.template_fields import PracticeTemplate


@dataclass(frozen=True)
class Unplaced:
    """Text that belongs to no field we know. The contributor decides where it goes."""

    where: str
    """For people: "Table 2, row 3", "Below the table", "A text box"."""
    label: str
    """What stood in the label's place, "" where nothing did."""
    text: str


@dataclass
class ReadTemplate:
    """A filled-in form as it was understood."""

    template: PracticeTemplate | None
    """None when nothing in the file tells which template it is."""
    answers: dict[str, str] = field(default_factory=dict)
    """Field key → text, of this template's fields that say something, in the template's order."""
    unplaced: list[Unplaced] = field(default_factory=list)
    reworded: dict[str, str] = field(default_factory=dict)
    """Field key → the label as it was written, where we guessed the field from it."""
    form_words: list[str] = field(default_factory=list)
    """What the form itself printed: titles, instructions, labels, prompts, empty boxes."""
    heads: list[str] = field(default_factory=list)
    """Heads of columns, once for each answer that they stand before."""
    pictures: int = 0
    """Pictures in the file; they are to be added in the form, with their descriptions."""

    @property
    def letters(self) -> int:
        """How much text of its writer there is."""
        texts = [*self.answers.values(), *self.reworded.values()]
        texts += [words for each in self.unplaced for words in (each.label, each.text)]
        return sum(map(len, texts))


def joined(unplaced: list[Unplaced]) -> list[Unplaced]:
    """Neighbouring paragraphs of one place as one text."""
    merged: list[Unplaced] = []
    for each in unplaced:
        last = merged[-1] if merged else None
        if last and not each.label and not last.label and last.where == each.where:
            merged[-1] = Unplaced(each.where, "", f"{last.text}\n{each.text}")
        else:
            merged.append(each)
    return merged
