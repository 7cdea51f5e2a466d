"""The styles of an OpenDocument text, as far as they say what a paragraph is. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from knowledge.documents.office.package import XmlElement, attribute, child_of, figure, local

_DEEPEST_CHAIN = 12


class OpenStyles:
    """Answers by a style's name, those of the text before those of the whole file."""

    def __init__(self, *roots: XmlElement) -> None:
        self._styles: dict[tuple[str, str], XmlElement] = {}
        self._lists: dict[str, XmlElement] = {}
        for root in (root for root in reversed(roots) if root is not None):
            for element in root.iter("{*}style", "{*}list-style"):
                if local(element) == "list-style":
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
        return 0

    def says(self, name: str, family: str, prop: str) -> str:
        """What a style says of the look of its text; "" where it does not."""
        for style in self.chain(name, family):
            found = attribute(child_of(style, "text-properties"), prop)
            if found:
                return found
        return ""

    def list_level(self, name: str, level: int) -> tuple[str, int]:
        """("number" or "bullet", what it begins at) of a list at a level, from 0."""
        style = self._lists.get(name)
        for each in style if style is not None else ():
            if figure(attribute(each, "level")) == level + 1:
                if local(each) == "list-level-style-number" and attribute(each, "num-format"):
                    return "number", figure(attribute(each, "start-value"), 1)
                return "bullet", 1
        return "bullet", 1


def points(size: str) -> int:
    """A size such as "14pt" in half points, as Word counts; 0 for what is relative or nothing."""
    if not size.endswith("pt"):
        return 0
    try:
        return int(float(size[:-2]) * 2)
    except ValueError:
        return 0
