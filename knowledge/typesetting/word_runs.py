"""Words, links and pictures within a paragraph of a Word file."""

from __future__ import annotations

import io
import re
from collections.abc import Collection
from pathlib import Path
from zlib import crc32

from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm
from docx.text.paragraph import Paragraph
from docx.text.run import Run
from lxml.html import HtmlElement
from PIL import Image

from knowledge.typesetting.folder import FILE
from knowledge.typesetting.print_pictures import printable

WIDEST, HIGHEST = Cm(15.5), Cm(11)
LONGEST_NAME = 40
"""Word takes no longer name of a place."""
# Word's files hold no such sign.
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


class Runs:
    """Writes what stands in a block."""

    def __init__(self, document: WordDocument, folder: Path) -> None:
        self.document, self.folder = document, folder

    def write(
        self,
        paragraph: Paragraph,
        source: HtmlElement,
        *,
        skip: Collection[str] = (),
        styles: frozenset[str] = frozenset(),
        bold: bool = False,
    ) -> None:
        """The block's words, each with the styles around it; what is named in `skip` is written elsewhere."""
        styles = styles | {"strong"} if bold else styles
        if source.tag in {"strong", "em", "sub", "sup", "mark", "code"}:
            styles |= {source.tag}
        self._say(paragraph, source.text, styles)
        for child in source:
            if child.tag == "br":
                paragraph.add_run().add_break()
            elif child.tag == "img":
                self._picture(paragraph, child)
            elif child.tag == "a":
                self._link(paragraph, child, styles)
            elif child.tag not in skip:
                if child.get("id"):
                    bookmark(paragraph, child.get("id"))
                self.write(paragraph, child, skip=skip, styles=styles)
            self._say(paragraph, child.tail, styles)

    def _say(self, paragraph: Paragraph, words: str | None, styles: frozenset[str]) -> None:
        # What tells apart the lines of the document is no space between words.
        if words and words.strip("\n"):
            _style(paragraph.add_run(_NOT_IN_XML.sub("", words)), styles)

    def _link(self, paragraph: Paragraph, source: HtmlElement, styles: frozenset[str]) -> None:
        link = OxmlElement("w:hyperlink")
        address = source.get("href")
        if address.startswith("#"):
            link.set(qn("w:anchor"), place_name(address[1:]))
        else:
            link.set(
                qn("r:id"),
                paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True),
            )
        run = paragraph.add_run(_NOT_IN_XML.sub("", source.text_content()), style="Hyperlink")
        _style(run, styles)
        link.append(run._r)
        paragraph._p.append(link)

    def _picture(self, paragraph: Paragraph, source: HtmlElement) -> None:
        """A picture of a kind that every Word shows, with its words."""
        content = printable(self.folder / source.get("src").removeprefix(FILE))
        with Image.open(io.BytesIO(content)) as picture:
            width, height = picture.size
        widest = min(WIDEST, int(HIGHEST * width / height))
        shape = paragraph.add_run().add_picture(io.BytesIO(content), width=widest)
        shape._inline.docPr.set("descr", source.get("alt"))


def _style(run: Run, styles: frozenset[str]) -> None:
    font = run.font
    if "strong" in styles:
        font.bold = True
    if "em" in styles:
        font.italic = True
    if "mark" in styles:
        font.underline = True
    if "sub" in styles:
        font.subscript = True
    if "sup" in styles:
        font.superscript = True


def place_name(name: str) -> str:
    """The name of a place as Word takes it."""
    return re.sub(r"\W", "_", name)[:LONGEST_NAME]


def bookmark(paragraph: Paragraph, name: str) -> None:
    """A place that links lead to."""
    number = str(crc32(name.encode()) % 2**31)
    for tag in ("w:bookmarkStart", "w:bookmarkEnd"):
        mark = OxmlElement(tag)
        mark.set(qn("w:id"), number)
        if tag == "w:bookmarkStart":
            mark.set(qn("w:name"), place_name(name))
        paragraph._p.append(mark)


def field(paragraph: Paragraph, instruction: str, shown: str) -> None:
    """Something that Word works out, such as a page's number."""
    made = OxmlElement("w:fldSimple")
    made.set(qn("w:instr"), instruction)
    run = paragraph.add_run(shown)
    made.append(run._r)
    paragraph._p.append(made)
