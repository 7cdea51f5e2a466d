"""Writes a document as a Word file, in a process of its own: it reads a folder and nothing else.

Asked as `knowledge.typesetting.pdf_work` is. Headings, lists, tables and links are Word's own, and each picture
has its words.
"""

from __future__ import annotations

from pathlib import Path

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor
from docx.text.paragraph import Paragraph
from lxml import html
from lxml.html import HtmlElement

from knowledge.typesetting.folder import DOCUMENT, PROGRESS
from knowledge.typesetting.word_files import repeat_as_head
from knowledge.typesetting.word_lists import Lists
from knowledge.typesetting.word_runs import Runs, bookmark, field

LANGUAGE = "en-GB"
TELL_EVERY = 200
SIZES = (24, 18, 15, 13, 11, 11)
"""Of headings, in points."""


def work(request: dict[str, str]) -> dict[str, str]:
    """Write the Word file."""
    folder = Path(request["folder"])
    page = html.document_fromstring((folder / DOCUMENT).read_bytes().decode())
    writer = Writer(folder)
    writer.prepare(page.findtext(".//title") or "", request["foot"])
    blocks = list(page.body)
    for number, block in enumerate(blocks):
        if number % TELL_EVERY == 0:
            (folder / PROGRESS).write_text(f"Writing, {100 * number // len(blocks)} % done")
        writer.block(block)
    writer.document.save(request["made"])
    return {}


class Writer:
    """A Word file that is being written."""

    def __init__(self, folder: Path) -> None:
        self.document: WordDocument = Document()
        self.lists = Lists(self.document)
        self.runs = Runs(self.document, folder)

    def prepare(self, title: str, words: str) -> None:
        """What is the whole file's: title, language, looks, and a foot with words and the page."""
        properties = self.document.core_properties
        properties.title, properties.language = title, LANGUAGE
        properties.author, properties.comments = "", ""
        styles = self.document.styles
        styles["Normal"].font.name, styles["Normal"].font.size = "Arial", Pt(11)
        _set_language(styles.element)
        for level in range(1, 7):
            font = styles[f"Heading {level}"].font
            font.name, font.size, font.italic = "Arial", Pt(SIZES[level - 1]), False
            font.color.rgb = RGBColor(0x21, 0x2B, 0x32)
            # The theme's font would win otherwise.
            fonts = styles[f"Heading {level}"].element.rPr.rFonts
            for name in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
                fonts.attrib.pop(qn(f"w:{name}"), None)
        link = styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER)
        link.font.color.rgb, link.font.underline = RGBColor(0x00, 0x5E, 0xB8), True
        foot = self.document.sections[0].footer.paragraphs[0]
        foot.add_run(f"{words}, page ")
        field(foot, "PAGE", "1")

    def block(self, source: HtmlElement) -> None:
        """One block of the document."""
        tag = source.tag
        if tag in {"h1", "h2", "h3", "h4", "h5", "h6"}:
            paragraph = self.document.add_paragraph(style=f"Heading {tag[1]}")
            classes = source.get("class", "").split()
            paragraph.paragraph_format.page_break_before = bool(
                {"level-1", "contents"} & {*classes}
            )
            self._fill(paragraph, source)
        elif tag in {"ul", "ol"}:
            if "contents" in source.get("class", ""):
                self._contents(source, 0)
            else:
                self._list(source, 0)
        elif tag == "table":
            self._table(source)
        elif tag == "blockquote":
            for part in source:
                self._fill(self.document.add_paragraph(style="Quote"), part)
        else:
            self._fill(self.document.add_paragraph(), source)

    def _fill(self, paragraph: Paragraph, source: HtmlElement) -> None:
        if source.get("id"):
            bookmark(paragraph, source.get("id"))
        self.runs.write(paragraph, source)

    def _contents(self, source: HtmlElement, level: int) -> None:
        """Links with the page's number, which Word and LibreOffice both work out."""
        for item in source.iterchildren("li"):
            line = item.find("span")
            paragraph = self.document.add_paragraph()
            paragraph.paragraph_format.left_indent = Pt(18 * level)
            paragraph.paragraph_format.space_after = Pt(2)
            self.runs.write(paragraph, line)
            paragraph.add_run(", page ")
            field(paragraph, f"PAGEREF {bookmark_name(line)} \\h", "…")
            for below in item.iterchildren("ul"):
                self._contents(below, level + 1)

    def _list(self, source: HtmlElement, level: int) -> None:
        number = self.lists.begin(source.tag == "ol", int(source.get("start", "1")))
        for item in source.iterchildren("li"):
            paragraph = self.document.add_paragraph(style="List Paragraph")
            self.lists.join(paragraph, number, level)
            if item.get("id"):
                bookmark(paragraph, item.get("id"))
            self.runs.write(paragraph, item, skip={"ul", "ol", "table"})
            for below in item:
                if below.tag in {"ul", "ol"}:
                    self._list(below, level + 1)
                elif below.tag == "table":
                    self._table(below)

    def _table(self, source: HtmlElement) -> None:
        caption = source.find("caption")
        if caption is not None:
            self._fill(self.document.add_paragraph(style="Caption"), caption)
        rows = list(source.iter("tr"))
        width = max(len(row) for row in rows)
        table = self.document.add_table(rows=0, cols=width, style="Table Grid")
        for row in rows:
            made = table.add_row()
            if row.getparent().tag == "thead":
                repeat_as_head(made)
            for cell, place in zip(row, made.cells, strict=False):
                paragraph = place.paragraphs[0]
                if cell.get("id"):
                    bookmark(paragraph, cell.get("id"))
                self.runs.write(paragraph, cell, skip={"ul", "ol"}, bold=cell.tag == "th")
                for item in cell.iter("li"):
                    line = place.add_paragraph(style="List Paragraph")
                    self.lists.join(line, self.lists.begin(numbered=False), 0)
                    self.runs.write(line, item, skip={"ul", "ol"})
        self.document.add_paragraph()


def bookmark_name(line: HtmlElement) -> str:
    """Where a line of the contents leads."""
    return str(line.get("data-to")).removeprefix("#")


def _set_language(styles: HtmlElement) -> None:
    """The language of everything that says nothing else."""
    usual = styles.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    language = usual.find(qn("w:lang"))
    if language is None:
        language = OxmlElement("w:lang")
        usual.append(language)
    language.set(qn("w:val"), LANGUAGE)
