"""Which list a paragraph of a Word file is an item of, how deep, and what number it has there. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from knowledge.documents.office.items import ListKind
from knowledge.documents.office.list_marks import written_mark
from knowledge.documents.office.package import XmlElement, attribute, child_of, figure, local
from knowledge.documents.office.ticks import is_told, tick_of
from knowledge.documents.office.word_styles import Styles

DEEPEST = 8
_LIST_STYLE = re.compile(r"list (?P<kind>bullet|number) ?(?P<depth>[2-5])?", re.I)


@dataclass(frozen=True)
class ListItem:
    """What a paragraph is in a list; kind "" where it is in none."""

    kind: ListKind = ""
    level: int = 0
    number: int | None = None
    mark: str = ""
    tick: str = ""
    """The box that its bullet is, where lists of the file tell ticked ones from others."""


NO_ITEM = ListItem()


@dataclass
class _Level:
    kind: ListKind
    start: int
    counting: str = ""
    around: str = ""
    tick: str = ""


class Lists:
    """Gives each paragraph its place in turn, and counts numbered items as Word would show them."""

    def __init__(self, numbering: XmlElement, styles: Styles) -> None:
        self._styles = styles
        self._shapes, self._numbers = _shapes(numbering), _numbers(numbering)
        self._ticks = {
            level.tick for levels, _ in self._shapes.values() for level in levels.values()
        }
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()

    def item(self, paragraph: XmlElement) -> ListItem:
        """What a paragraph is. To be asked once for each, in their order."""
        key, level, by_name = self._list_of(paragraph)
        if key == "0" or (not key and not by_name):
            return ListItem()
        shape, levels = self._levels(key)
        found = levels.get(level)
        kind: ListKind = found.kind if found else by_name or "bullet"
        if kind != "number":
            tick = found.tick if found and is_told(found.tick, self._ticks) else ""
            return ListItem(kind, level if kind else 0, tick=tick)
        number = self._count(key, shape or by_name, level, levels)
        mark = written_mark(number, found.counting, found.around) if found else ""
        return ListItem("number", level, number, mark)

    def _count(self, key: str, shape: str, level: int, levels: dict[int, _Level]) -> int:
        counts = self._counts.setdefault(shape, {})
        start = levels[level].start if level in levels else 1
        restart = self._numbers.get(key, ("", {}))[1].get(level)
        if restart is not None and (key, level) not in self._begun:
            counts[level] = restart - 1
        self._begun.add((key, level))
        counts[level] = counts[level] + 1 if level in counts else start
        for deeper in [each for each in counts if each > level]:
            del counts[deeper]
        return counts[level]

    def _levels(self, key: str) -> tuple[str, dict[int, _Level]]:
        """(id of the list's shape, its levels): a shape may stand in for another by a style's name."""
        shape = self._numbers.get(key, ("", {}))[0]
        for _ in range(3):
            levels, link = self._shapes.get(shape, ({}, ""))
            if levels or not link:
                return shape, levels
            numbered = next(
                (attribute(child_of(style, "pPr", "numPr", "numId"), "val")
                 for style in self._styles.chain(link)), "",
            )  # fmt: skip
            shape = self._numbers.get(numbered, ("", {}))[0]
        return shape, {}

    def _list_of(self, paragraph: XmlElement) -> tuple[str, int, ListKind]:
        """(list id, level, kind where only the style's name says that it is a list)."""
        key, level = _numbering(child_of(paragraph, "pPr"))
        by_name: ListKind = ""
        for style in self._styles.chain(self._styles.style_of(paragraph)):
            style_key, style_level = _numbering(child_of(style, "pPr"))
            if not key and style_key:
                key, level = style_key, style_level
            if match := _LIST_STYLE.fullmatch(attribute(child_of(style, "name"), "val")):
                by_name = by_name or ("number" if match["kind"].lower() == "number" else "bullet")
                # "List Bullet 2" is a list of its own at level 0, and is meant as the second level.
                level = max(level, int(match["depth"] or 1) - 1)
        return key, min(max(level, 0), DEEPEST), by_name


def _numbering(properties: XmlElement) -> tuple[str, int]:
    found = child_of(properties, "numPr")
    return (
        attribute(child_of(found, "numId"), "val"),
        figure(attribute(child_of(found, "ilvl"), "val")),
    )


def _shapes(root: XmlElement) -> dict[str, tuple[dict[int, _Level], str]]:
    """Id of a shape of lists → (its levels, the style it takes them from)."""
    found = {}
    for shape in root if root is not None else ():
        if local(shape) == "abstractNum":
            levels = {
                figure(attribute(level, "ilvl")): _level(level)
                for level in shape
                if local(level) == "lvl"
            }
            link = attribute(child_of(shape, "numStyleLink"), "val")
            found[attribute(shape, "abstractNumId")] = (levels, link)
    return found


def _level(element: XmlElement) -> _Level:
    shape = attribute(child_of(element, "numFmt"), "val") or "decimal"
    kind: ListKind = "" if shape == "none" else "bullet" if shape == "bullet" else "number"
    start = figure(attribute(child_of(element, "start"), "val"), 1)
    around = attribute(child_of(element, "lvlText"), "val")
    fonts = child_of(element, "rPr", "rFonts")
    font = attribute(fonts, "ascii") or attribute(fonts, "hAnsi")
    tick = tick_of(around, font) if kind == "bullet" else ""
    return _Level(kind, start, shape, around, tick)


def _numbers(root: XmlElement) -> dict[str, tuple[str, dict[int, int]]]:
    """List id → (id of its shape, level → number that it begins at anew)."""
    found = {}
    for number in root if root is not None else ():
        if local(number) == "num":
            starts = {}
            for change in number:
                start = child_of(change, "startOverride")
                if local(change) == "lvlOverride" and start is not None:
                    starts[figure(attribute(change, "ilvl"))] = figure(attribute(start, "val"), 1)
            shape = attribute(child_of(number, "abstractNumId"), "val")
            found[attribute(number, "numId")] = (shape, starts)
    return found
