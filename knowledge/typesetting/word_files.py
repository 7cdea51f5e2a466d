"""What every Word file that we write has: a title, a language, a readable font, an A4 page. No Django."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from knowledge.contracts.later import later

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt, RGBColor
    from docx.styles.style import BaseStyle
    from docx.table import _Row
else:
    OxmlElement, qn = later("docx.oxml", "OxmlElement"), later("docx.oxml.ns", "qn")
    Cm, Pt = later("docx.shared", "Cm"), later("docx.shared", "Pt")
    RGBColor = later("docx.shared", "RGBColor")

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_LANGUAGE = "en-GB"
_FONT = "Arial"
_INK = (0x21, 0x2B, 0x32)
# What XML 1.0 cannot hold at all.
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def tidy(text: str) -> str:
    """A text as an Office file can hold it: one kind of line break, no control characters."""
    return _NOT_XML.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def set_up(document: WordDocument, title: str, *, author: str, sizes: Mapping[str, float]) -> None:
    """Title, author, language and page; fonts of the styles named in `sizes` (name → points)."""
    properties = document.core_properties
    properties.title = title[:250]
    properties.language = _LANGUAGE
    properties.author = properties.last_modified_by = author
    properties.comments = ""
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21.0), Cm(29.7)
    section.left_margin = section.right_margin = Cm(1.8)
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), _LANGUAGE)
    for name, size in sizes.items():
        style = document.styles[name]
        style.font.size, style.font.color.rgb = Pt(size), RGBColor(*_INK)
        _set_font(style)


def _set_font(style: BaseStyle) -> None:
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    # The theme's fonts would win otherwise.
    fonts.attrib.clear()
    for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(script), _FONT)


def repeat_as_head(row: _Row) -> None:
    """Make it the head of its table: shown again on each page, and read with each cell."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def content_of(document: WordDocument) -> bytes:
    """The .docx."""
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()
