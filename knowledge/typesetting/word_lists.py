"""Lists in a Word file: one numbering of several levels for each list, so that each begins anew."""

from __future__ import annotations

from docx.document import Document as WordDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.text.paragraph import Paragraph

BULLETS, NUMBERS = "900", "901"
LEVELS = 9
INDENT = 360
"""Twentieths of a point, for each level."""


class Lists:
    """The lists of one file."""

    def __init__(self, document: WordDocument) -> None:
        self.numbering = document.part.numbering_part.element
        self.last = 1000
        first = self.numbering.find(qn("w:num"))
        for name, form, text in ((BULLETS, "bullet", "•"), (NUMBERS, "decimal", "%{level}.")):
            # Word wants every definition before the lists that use it.
            first.addprevious(_definition(name, form, text))

    def begin(self, numbered: bool, start: int = 1) -> int:
        """A new list."""
        self.last += 1
        made = _element("w:num", numId=str(self.last))
        made.append(_element("w:abstractNumId", val=NUMBERS if numbered else BULLETS))
        if numbered:
            for level in range(LEVELS):
                override = _element("w:lvlOverride", ilvl=str(level))
                override.append(_element("w:startOverride", val=str(start if level == 0 else 1)))
                made.append(override)
        self.numbering.append(made)
        return self.last

    def join(self, paragraph: Paragraph, number: int, level: int) -> None:
        """Make the paragraph an item of the list."""
        properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
        properties.get_or_add_ilvl().val = min(level, LEVELS - 1)
        properties.get_or_add_numId().val = number


def _definition(name: str, form: str, text: str) -> BaseOxmlElement:
    made = _element("w:abstractNum", abstractNumId=name)
    made.append(_element("w:multiLevelType", val="hybridMultilevel"))
    for level in range(LEVELS):
        each = _element("w:lvl", ilvl=str(level))
        each.append(_element("w:start", val="1"))
        each.append(_element("w:numFmt", val=form))
        each.append(_element("w:lvlText", val=text.format(level=level + 1)))
        each.append(_element("w:lvlJc", val="left"))
        place = OxmlElement("w:pPr")
        place.append(_element("w:ind", left=str(INDENT * (level + 2)), hanging=str(INDENT)))
        each.append(place)
        made.append(each)
    return made


def _element(name: str, **attributes: str) -> BaseOxmlElement:
    made = OxmlElement(name)
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made
