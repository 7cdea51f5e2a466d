"""The marks of list items, which a .docx keeps apart from their words: "- " and "1. "."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Any

_NUMBERS = {"decimal", "decimalZero", "lowerLetter", "upperLetter", "lowerRoman", "upperRoman"}
_DEEPEST = 8
_LIST_STYLE = re.compile(r"list (?P<kind>bullet|number) ?(?P<depth>[2-5])?", re.I)


class ListMarks:
    """Gives each list item's mark in turn; counts numbered items as Word would show them."""

    def __init__(self, numbering: Any, styles: Any) -> None:
        self._formats = _formats(numbering)
        self._styles = _styles(styles)
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)

    def mark(self, paragraph: Any) -> str:
        """What stands before a paragraph's words, indented by its level; "" when it is no item.

        Numbered items of every kind are counted in figures.
        """
        key, level, by_name = self._list_of(paragraph)
        if key == "0" or (not key and not by_name):
            return ""
        kind = self._formats.get((key, level)) or by_name or "bullet"
        indent = "  " * level
        if kind != "number":
            return f"{indent}- "
        counts = self._counts[key or by_name]
        counts[level] = counts.get(level, 0) + 1
        for deeper in [each for each in counts if each > level]:
            del counts[deeper]
        return f"{indent}{counts[level]}. "

    def _list_of(self, paragraph: Any) -> tuple[str, int, str]:
        """(list id, level, "bullet" or "number" when only the style's name says that it is a list)."""
        properties = _child(paragraph, "pPr")
        key, level = _numbering(properties)
        style_id = _val(_child(properties, "pStyle"))
        by_name = ""
        for _ in range(10):
            style = self._styles.get(style_id)
            if style is None:
                break
            style_key, style_level = _numbering(_child(style, "pPr"))
            if not key and style_key:
                key, level = style_key, style_level
            if match := _LIST_STYLE.fullmatch(_val(_child(style, "name"))):
                by_name = by_name or match["kind"].lower()
                # "List Bullet 2" is a list of its own at level 0, and is meant as the second level.
                level = max(level, int(match["depth"] or 1) - 1)
            style_id = _val(_child(style, "basedOn"))
        return key, min(level, _DEEPEST), by_name


def _styles(root: Any) -> dict[str, Any]:
    found = {}
    for style in root if root is not None else ():
        if _name(style) == "style":
            found[_attribute(style, "styleId")] = style
    return found


def _formats(root: Any) -> dict[tuple[str, int], str]:
    """(list id, level) → "number" or "bullet"."""
    if root is None:
        return {}
    shapes = {
        _attribute(each, "abstractNumId"): each for each in root if _name(each) == "abstractNum"
    }
    formats = {}
    for number in (each for each in root if _name(each) == "num"):
        shape = shapes.get(_val(_child(number, "abstractNumId")))
        for level in shape if shape is not None else ():
            if _name(level) == "lvl":
                depth = _figure(_attribute(level, "ilvl"))
                is_number = _val(_child(level, "numFmt")) in _NUMBERS
                formats[_attribute(number, "numId"), depth] = "number" if is_number else "bullet"
    return formats


def _numbering(properties: Any) -> tuple[str, int]:
    found = _child(properties, "numPr")
    return _val(_child(found, "numId")), _figure(_val(_child(found, "ilvl")))


def _child(element: Any, name: str) -> Any:
    if element is None:
        return None
    return next((child for child in element if _name(child) == name), None)


def _name(element: Any) -> str:
    return element.tag.rsplit("}", 1)[-1] if isinstance(element.tag, str) else ""


def _attribute(element: Any, name: str) -> str:
    return next((str(v) for key, v in element.items() if key.rsplit("}", 1)[-1] == name), "")


def _val(element: Any) -> str:
    return _attribute(element, "val") if element is not None else ""


def _figure(text: str) -> int:
    return int(text) if text.isdecimal() else 0
