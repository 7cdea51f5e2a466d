"""What an XFA form asks and what was answered: a form that only Adobe's programs draw. Pure.

Some of these forms have ordinary pages and fields as well; of others the pages only say "Please wait".
"""

from __future__ import annotations

import re
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from knowledge.documents.office.items import TICKED, UNTICKED
from knowledge.documents.office.package import XmlElement, child_of, local, parsed

_CONTAINERS = {"subform", "subformSet", "area", "pageSet", "pageArea"}
_UNSEEN = {"hidden", "invisible", "inactive"}


def words_of_xfa(parts: Iterable[bytes], shown: str | None) -> str:
    """Its answers, one a line, with their questions; those that stand in `shown` already are left out.

    `shown` None asks for all of the form: its pages say nothing of it.
    """
    roots = [root for data in parts if (root := parsed(data)[0]) is not None]
    form = _Form(_first(roots, "template"), _first(roots, "datasets"))
    return "\n".join(form.whole() if shown is None else form.answers_beside(shown))


def _first(roots: list[XmlElement], name: str) -> XmlElement:
    return next((each for root in roots for each in root.iter() if local(each) == name), None)


@dataclass
class _Asked:
    """A field of the form."""

    caption: str
    is_box: bool
    choices: dict[str, str] = field(default_factory=dict)
    """What the file keeps → what the form shows."""
    ticked: str = ""
    """What a box keeps when it is ticked."""

    def line(self, value: str) -> str:
        """The question with its answer."""
        if self.is_box:
            return (
                f"{TICKED if value and value == self.ticked else UNTICKED} {self.caption}".strip()
            )
        said = self.choices.get(value, value)
        return f"{self.caption}: {said}" if self.caption and said else self.caption or said


class _Form:
    """Template and data of a form."""

    def __init__(self, template: XmlElement, datasets: XmlElement) -> None:
        self.template = template
        self.answers: dict[str, deque[str]] = defaultdict(deque)
        held = child_of(datasets, "data")
        for each in held.iter("*") if held is not None else ():
            if answer := " ".join((each.text or "").split()):
                self.answers[local(each)].append(answer)

    def whole(self) -> Iterator[str]:
        """Everything in the form's order, then answers that it asks for nowhere or more often."""
        asked: dict[str, _Asked] = {}
        if self.template is not None:
            yield from filter(None, self._below(self.template, asked))
        for name, left in self.answers.items():
            for answer in left:
                yield asked[name].line(answer) if name in asked else answer

    def answers_beside(self, shown: str) -> Iterator[str]:
        """Answers that ordinary pages and fields do not show."""
        asked: dict[str, _Asked] = {}
        choices: set[str] = set()
        for element in self.template.iter("{*}field") if self.template is not None else ():
            asked[str(element.get("name") or "")] = _asked(element)
        for element in self.template.iter("{*}exclGroup") if self.template is not None else ():
            choices.add(str(element.get("name") or ""))
        for name, said in self.answers.items():
            known = asked.get(name)
            # Boxes to tick are fields of such a page, which say it better.
            if name in choices or (known and known.is_box):
                continue
            for answer in said:
                text = known.choices.get(answer, answer) if known else answer
                if not re.search(rf"(?<!\w){re.escape(text)}(?!\w)", shown):
                    yield known.line(answer) if known else text

    def _below(self, element: XmlElement, asked: dict[str, _Asked]) -> Iterator[str]:
        """The lines of all that is seen; `asked` is told of the fields."""
        for child in element:
            kind, name = local(child), str(child.get("name") or "")
            if child.get("presence") in _UNSEEN:
                continue
            if kind == "draw":
                yield _text(child_of(child, "value"))
            elif kind == "field":
                asked[name] = _asked(child)
                yield asked[name].line(self._take(name))
            elif kind == "exclGroup":
                chosen = self._take(name)
                yield _text(child_of(child, "caption"))
                for one in child.iter("{*}field"):
                    yield _asked(one).line(chosen)
            elif kind in _CONTAINERS:
                yield from self._below(child, asked)

    def _take(self, name: str) -> str:
        return self.answers[name].popleft() if self.answers.get(name) else ""


def _asked(element: XmlElement) -> _Asked:
    shown: list[str] = []
    kept: list[str] = []
    for items in element.iterchildren("{*}items"):
        (kept if items.get("save") == "1" else shown).extend(map(_text, items.iterchildren("*")))
    is_box = child_of(element, "ui", "checkButton") is not None
    choices = dict(zip(kept, shown, strict=False))
    ticked = next(iter(kept or shown), "1")
    return _Asked(_text(child_of(element, "caption")), is_box, choices, ticked)


def _text(element: XmlElement) -> str:
    """The words of an element, those of its paragraphs apart."""
    if element is None:
        return ""
    paragraphs = list(element.iter("{*}p")) or [element]
    return " ".join(" ".join("".join(each.itertext()) for each in paragraphs).split())
