"""The styles of an OpenDocument text, as far as they say what a paragraph is. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from knowledge.documents.office.list_marks import written_mark
from knowledge.documents.office.package import XmlElement, attribute, child_of, figure, local
from knowledge.documents.office.ticks import is_told, tick_of

_DEEPEST_CHAIN = 12
_HEADING = re.compile(r"Heading_20_([1-9])")


class OpenStyles:
    """Answers by a style's name, those of the text before those of the whole file."""

    def __init__(self, *roots: XmlElement) -> None:
        self._styles: dict[tuple[str, str], XmlElement] = {}
        self._lists: dict[str, XmlElement] = {}
        self._families: dict[str, str] = {}
        self._ticks: set[str] | None = None
        for root in (root for root in reversed(roots) if root is not None):
            for element in root.iter("{*}style", "{*}list-style", "{*}font-face"):
                if local(element) == "font-face":
                    self._families[attribute(element, "name")] = attribute(element, "font-family")
                elif local(element) == "list-style":
                    self._lists[attribute(element, "name")] = element
                else:
                    key = attribute(element, "family"), attribute(element, "name")
                    self._styles[key] = element

    def chain(self, name: str, family: str) -> Iterator[XmlElement]:
        """The style and those it is based on."""
        for _ in range(_DEEPEST_CHAIN):
            style = self._styles.get((family, name))
            if style is None:
                return
            yield style
            name = attribute(style, "parent-style-name")

    def is_title(self, name: str) -> bool:
        """Whether a paragraph's style is the title's."""
        names = (attribute(style, "name") for style in self.chain(name, "paragraph"))
        return name == "Title" or any(each == "Title" for each in names)

    def is_contents(self, name: str) -> bool:
        """Whether a paragraph's style is one of a table of contents."""
        names = (name, *(attribute(style, "name") for style in self.chain(name, "paragraph")))
        return any(each.startswith("Contents_20_") for each in names)

    def outline(self, name: str) -> int:
        """The level that a paragraph's style gives it in the outline, 0 for none."""
        for style in self.chain(name, "paragraph"):
            level = attribute(style, "default-outline-level")
            if level:
                return figure(level)
            if match := _HEADING.fullmatch(attribute(style, "name")):
                return int(match[1])
        return 0

    def says(self, name: str, family: str, prop: str) -> str:
        """What a style says of the look of its text; "" where it does not."""
        for style in self.chain(name, family):
            found = attribute(child_of(style, "text-properties"), prop)
            if found:
                return found
        return ""

    def font(self, name: str, family: str) -> str:
        """The font that a style names; "" where it names none."""
        named = self.says(name, family, "font-name")
        found = self._families.get(named) or self.says(name, family, "font-family") or named
        return found.strip(" '")

    def list_level(self, name: str, level: int) -> tuple[str, int]:
        """("number" or "bullet", what it begins at) of a list at a level, from 0."""
        found = self._list_level(name, level)
        if found is None:
            return "bullet", 1
        return "number", figure(attribute(found, "start-value"), 1)

    def tick(self, name: str, level: int) -> str:
        """The box to tick that a list has for its bullet, where the lists tell ticked ones from others."""
        if self._ticks is None:
            self._ticks = {_tick(each) for style in self._lists.values() for each in style}
        style = self._lists.get(name)
        found = next(
            (
                _tick(each)
                for each in (style if style is not None else ())
                if figure(attribute(each, "level")) == level + 1
            ),
            "",
        )
        return found if is_told(found, self._ticks) else ""

    def mark(self, name: str, level: int, number: int) -> str:
        """How a list that counts in letters writes a number; "" for figures."""
        found = self._list_level(name, level)
        around = f"{attribute(found, 'num-prefix')}%1{attribute(found, 'num-suffix')}"
        return written_mark(number, attribute(found, "num-format"), around.strip())

    def _list_level(self, name: str, level: int) -> XmlElement | None:
        """What a list's style says of a level that it numbers."""
        style = self._lists.get(name)
        for each in style if style is not None else ():
            if figure(attribute(each, "level")) == level + 1:
                is_numbered = local(each) == "list-level-style-number"
                return each if is_numbered and attribute(each, "num-format") else None
        return None


def _tick(level: XmlElement) -> str:
    bullet = attribute(level, "bullet-char")
    font = attribute(child_of(level, "text-properties"), "font-name")
    font = font or attribute(child_of(level, "text-properties"), "font-family")
    return tick_of(bullet, font.strip(" '")) if bullet else ""


def points(size: str) -> int:
    """A size such as "14pt" in half points, as Word counts; 0 for what is relative or nothing."""
    if not size.endswith("pt"):
        return 0
    try:
        return int(float(size[:-2]) * 2)
    except ValueError:
        return 0
