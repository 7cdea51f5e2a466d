"""A template as an accessible Word file: title, language, headings, and a content control for each field.

Every box is tagged with its field's key, so that what is written in it is found again whatever
happens to the labels. Sub-prompts stay visible beside the box while somebody writes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from examples.template_fields import PracticeTemplate, TemplateField
from examples.word import wording
from knowledge.contracts.later import later
from knowledge.typesetting.word_files import content_of, repeat_as_head, set_up, tidy

if TYPE_CHECKING:
    from docx import Document
    from docx.document import Document as WordDocument
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.shared import Cm, Pt
    from docx.table import _Cell
    from docx.text.paragraph import Paragraph
else:
    Document = later("docx", "Document")
    OxmlElement, qn = later("docx.oxml", "OxmlElement"), later("docx.oxml.ns", "qn")
    Cm, Pt = later("docx.shared", "Cm"), later("docx.shared", "Pt")

_GREY = "4C6272"  # 6.2:1 on white
_LABEL_WIDTH, _ANSWER_WIDTH = 6.0, 11.4
"""Centimetres."""
_BULLET = re.compile(r"- (?=\S)(.*)", re.S)


def blank_word(
    template: PracticeTemplate, share_link: str = "", *, author: str = "Co-production Hub"
) -> bytes:
    """The .docx to fill in; `share_link` is the full address of the same form on the web."""
    document = _begun(template, wording.form_title(template), author)
    document.add_heading(wording.INSTRUCTIONS_HEADING, level=2)
    for line in wording.INSTRUCTIONS:
        document.add_paragraph(line, style="List Bullet")
    if share_link:
        document.add_paragraph(f"{wording.WEB_FORM} {share_link}")
    _add_table(document, template, {})
    document.add_heading(wording.YOU_HEADING, level=2)
    document.add_paragraph(wording.YOU)
    return content_of(document)


def form_with(
    template: PracticeTemplate,
    answers: Mapping[str, str],
    *,
    title: str,
    author: str,
    about: Mapping[str, str],
) -> bytes:
    """The .docx with these answers (field key → text).

    `title` is the document's title in its properties; `about` (label → text) stands below the table.
    """
    document = _begun(template, tidy(title), author)
    _add_table(document, template, answers)
    if about:
        document.add_heading(wording.ABOUT_HEADING, level=2)
    for label, text in about.items():
        document.add_paragraph(f"{label}: {tidy(text)}")
    return content_of(document)


def _begun(template: PracticeTemplate, title: str, author: str) -> WordDocument:
    document = Document()
    _set_up(document, template, title, author)
    document.add_heading(wording.form_title(template), level=1)
    document.add_paragraph(template.purpose)
    return document


def _set_up(document: WordDocument, template: PracticeTemplate, title: str, author: str) -> None:
    """As all our Word files, with a subject, a little air and page numbers."""
    set_up(document, title, author=author, sizes={"Normal": 11, "Heading 1": 20, "Heading 2": 14})
    properties = document.core_properties
    properties.subject, properties.keywords = template.name, ""
    section = document.sections[0]
    section.top_margin = section.bottom_margin = Cm(2.0)
    for language in document.settings.element.iter(qn("w:themeFontLang")):
        language.set(qn("w:val"), "en-GB")
    document.styles["Normal"].paragraph_format.space_after = Pt(6)
    document.styles["Heading 2"].paragraph_format.space_before = Pt(14)
    document.styles["Heading 2"].paragraph_format.space_after = Pt(6)
    _add_page_number(section.footer.paragraphs[0])


def _add_page_number(paragraph: Paragraph) -> None:
    paragraph.add_run("Page ")
    for number, code in enumerate(("PAGE", "NUMPAGES")):
        if number:
            paragraph.add_run(" of ")
        field = OxmlElement("w:fldSimple")
        field.set(qn("w:instr"), code)
        field.append(_run("1"))
        paragraph._p.append(field)


def _add_table(
    document: WordDocument, template: PracticeTemplate, answers: Mapping[str, str]
) -> None:
    document.add_heading(wording.FORM_HEADING, level=2)
    table = document.add_table(rows=1, cols=2, style="Table Grid")
    table.autofit = False
    table._tbl.tblPr.insert_element_before(_cell_margins(), "w:tblLook")
    head = table.rows[0]
    repeat_as_head(head)
    for cell, text in zip(head.cells, (wording.FIELD_HEADING, wording.ANSWER_HEADING), strict=True):
        cell.paragraphs[0].add_run(text).bold = True
        _shade(cell)
    for number, field in enumerate(template.fields, start=1):
        row = table.add_row()
        _write_label(row.cells[0], field)
        _write_answer(row.cells[1], field, tidy(answers.get(field.key, "")), number)
        if not answers:
            # An empty row broken over two pages reads badly; a full one must be free to go on.
            row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    for row in table.rows:
        row.cells[0].width, row.cells[1].width = Cm(_LABEL_WIDTH), Cm(_ANSWER_WIDTH)
    for column, width in zip(table.columns, (_LABEL_WIDTH, _ANSWER_WIDTH), strict=True):
        column.width = Cm(width)


def _cell_margins() -> BaseOxmlElement:
    margins = OxmlElement("w:tblCellMar")
    for side, twips in (("top", 80), ("left", 110), ("bottom", 60), ("right", 110)):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), str(twips))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    return margins


def _shade(cell: _Cell) -> None:
    shade = OxmlElement("w:shd")
    for key, value in (("w:val", "clear"), ("w:color", "auto"), ("w:fill", "E8EDEE")):
        shade.set(qn(key), value)
    cell._tc.get_or_add_tcPr().append(shade)


def _write_label(cell: _Cell, field: TemplateField) -> None:
    _shade(cell)
    label = cell.paragraphs[0]
    label.add_run(field.label).bold = True
    label.paragraph_format.space_after = Pt(4)
    lines = [(field.help, "Normal"), *((prompt, "List Bullet") for prompt in field.prompts)]
    for text, style in lines:
        paragraph = cell.add_paragraph(style=style)
        paragraph.paragraph_format.space_after = Pt(3)
        paragraph.add_run(text).font.size = Pt(10)


def _write_answer(cell: _Cell, field: TemplateField, text: str, number: int) -> None:
    """A block content control with the text's lines, or the hint that vanishes when one writes."""
    control = OxmlElement("w:sdt")
    properties = OxmlElement("w:sdtPr")
    control.append(properties)
    if not text:
        properties.append(_placeholder_style())
    for name, value in (
        ("w:alias", field.label),
        ("w:tag", field.key),
        ("w:id", str(1000 + number)),
    ):
        element = OxmlElement(name)
        element.set(qn("w:val"), value)
        properties.append(element)
    if not text:
        properties.append(OxmlElement("w:showingPlcHdr"))
    content = OxmlElement("w:sdtContent")
    control.append(content)
    for paragraph in list(cell._tc.iterchildren(qn("w:p"))):
        cell._tc.remove(paragraph)
    for line in text.split("\n") if text else [wording.placeholder(field)]:
        content.append(_paragraph(line, is_hint=not text))
    cell._tc.append(control)


def _paragraph(line: str, *, is_hint: bool) -> BaseOxmlElement:
    """A line as a paragraph; "- item" as an item of a real list."""
    paragraph = OxmlElement("w:p")
    item = None if is_hint else _BULLET.fullmatch(line)
    if item:
        style = OxmlElement("w:pStyle")
        style.set(qn("w:val"), "ListBullet")
        properties = OxmlElement("w:pPr")
        properties.append(style)
        paragraph.append(properties)
    text = item[1] if item else line
    if text:
        paragraph.append(_run(text, is_hint=is_hint))
    return paragraph


def _run(text: str, *, is_hint: bool = False) -> BaseOxmlElement:
    run = OxmlElement("w:r")
    if is_hint:
        run.append(_placeholder_style())
    for number, part in enumerate(text.split("\t")):
        if number:
            run.append(OxmlElement("w:tab"))
        if part:
            words = OxmlElement("w:t")
            words.set(qn("xml:space"), "preserve")
            words.text = part
            run.append(words)
    return run


def _placeholder_style() -> BaseOxmlElement:
    properties = OxmlElement("w:rPr")
    colour = OxmlElement("w:color")
    colour.set(qn("w:val"), _GREY)
    properties.append(colour)
    return properties
