"""The styles of a Word file, as far as they say what a paragraph is: heading, list, bold, hidden. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from knowledge.documents.office.package import XmlElement, attribute, child_of, figure, is_on, local

_HEADING = re.compile(r"heading ?([1-9])", re.I)
_CONTENTS = re.compile(r"toc ?\d|toc heading|contents heading|contents \d|table of figures", re.I)
_DEEPEST_CHAIN = 12


class Styles:
    """Answers by style id; a style that is missing or has no name says nothing."""

    def __init__(self, root: XmlElement) -> None:
        self._styles = {
            attribute(style, "styleId"): style
            for style in (root if root is not None else ())
            if local(style) == "style"
        }
        self._answers: dict[tuple[str, str], bool | None] = {}
        self._fonts: dict[str, str] = {}
        self._last: tuple[XmlElement, str] | None = None
        self._default = next(
            (
                key
                for key, style in self._styles.items()
                if attribute(style, "default") in {"1", "true", "on"}
                and attribute(style, "type") in {"", "paragraph"}
            ),
            "",
        )

    def chain(self, key: str) -> Iterator[XmlElement]:
        """The style and those it is based on."""
        for _ in range(_DEEPEST_CHAIN):
            style = self._styles.get(key)
            if style is None:
                return
            yield style
            key = attribute(child_of(style, "basedOn"), "val")

    def names(self, key: str) -> list[str]:
        """The names of the style and those it is based on."""
        return [attribute(child_of(style, "name"), "val") for style in self.chain(key)]

    def style_of(self, paragraph: XmlElement) -> str:
        """The id of a paragraph's style, of the usual one where it names none."""
        # Asked for each of its runs: a paragraph may have thousands, and no properties before them.
        if self._last is None or self._last[0] is not paragraph:
            named = attribute(child_of(paragraph, "pPr", "pStyle"), "val")
            self._last = paragraph, named if named in self._styles else self._default
        return self._last[1]

    def heading(self, paragraph: XmlElement) -> int | None:
        """1 and more for a heading, 0 for the document's title, None for any other paragraph."""
        key = self.style_of(paragraph)
        own = child_of(paragraph, "pPr", "outlineLvl")
        if own is not None:
            return _level(own)
        for style in self.chain(key):
            name = attribute(child_of(style, "name"), "val").strip()
            if name.lower() == "title":
                return 0
            if match := _HEADING.fullmatch(name):
                return int(match[1])
            outline = child_of(style, "pPr", "outlineLvl")
            if outline is not None:
                return _level(outline)
        return None

    def is_contents(self, paragraph: XmlElement) -> bool:
        """Whether its style is one of a table of contents."""
        names = self.names(self.style_of(paragraph))
        return bool(names) and bool(_CONTENTS.fullmatch(names[0].strip()))

    def is_on(self, run: XmlElement, paragraph: XmlElement, name: str) -> bool:
        """Whether a run is bold ("b"), hidden ("vanish") …, by itself or by its styles."""
        said = self._marked(run, name)
        if said is None:
            said = self._said(self.style_of(paragraph), name)
        return bool(said)

    def is_marked(self, run: XmlElement, name: str) -> bool:
        """As `is_on`, without the paragraph's style: what stands out from the text around it."""
        return bool(self._marked(run, name))

    def size(self, run: XmlElement, paragraph: XmlElement) -> int:
        """Size of a run's letters in half points, 0 where nothing says it."""
        own = attribute(child_of(run, "rPr", "sz"), "val")
        if own:
            return figure(own)
        for style in self.chain(self.style_of(paragraph)):
            found = attribute(child_of(style, "rPr", "sz"), "val")
            if found:
                return figure(found)
        return 0

    def font(self, run: XmlElement, paragraph: XmlElement) -> str:
        """The font of a run's letters, by itself or by its styles; "" where nothing says it."""
        own = _font(child_of(run, "rPr"))
        if own:
            return own
        of_run = attribute(child_of(run, "rPr", "rStyle"), "val")
        for key in (of_run, self.style_of(paragraph)):
            if key not in self._fonts:
                found = (_font(child_of(style, "rPr")) for style in self.chain(key))
                self._fonts[key] = next(filter(None, found), "")
            if self._fonts[key]:
                return self._fonts[key]
        return ""

    def _marked(self, run: XmlElement, name: str) -> bool | None:
        properties = child_of(run, "rPr")
        if properties is None:
            return None
        own = is_on(properties, name)
        if own is not None:
            return own
        style = attribute(child_of(properties, "rStyle"), "val")
        return self._said(style, name) if style else None

    def _said(self, key: str, name: str) -> bool | None:
        """What a style and those it is based on say of a property; None where they do not."""
        if (key, name) not in self._answers:
            answers = (is_on(child_of(style, "rPr"), name) for style in self.chain(key))
            self._answers[key, name] = next((each for each in answers if each is not None), None)
        return self._answers[key, name]

    def is_prompt(self, run: XmlElement) -> bool:
        """Whether a run is written in Word's style for prompts, whatever the style is called here."""
        names = self.names(attribute(child_of(run, "rPr", "rStyle"), "val"))
        return any(name.lower() == "placeholder text" for name in names)


def _font(properties: XmlElement) -> str:
    fonts = child_of(properties, "rFonts")
    return attribute(fonts, "ascii") or attribute(fonts, "hAnsi")


def _level(outline: XmlElement) -> int | None:
    level = figure(attribute(outline, "val"), 9)
    return level + 1 if 0 <= level < 9 else None
