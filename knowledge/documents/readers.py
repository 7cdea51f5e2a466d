"""Reads the text of files, each sort in stretches that a search hit can open at.

No Django here: it runs in a process of its own (`knowledge.documents.reading_process`), because a
file from anybody may be broken, hostile or endless. Every reader yields passages in reading order.
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypedDict

from knowledge.documents.transcripts import is_webvtt, passages_of_transcript

MOST_CHARACTERS = 5_000_000
MOST_UNPACKED_BYTES = 300 * 1024 * 1024
MOST_PARTS = 10_000
LONGEST_PASSAGE = 4_000
"""Characters after which a passage ends at its next line: a hit in it still shows the right place."""


class Said(TypedDict):
    """A passage as it is stored: see `knowledge.contracts.findable.Passage`."""

    text: str
    heading: str
    anchor: str
    place: str


class Encrypted(Exception):
    """The file is protected by a password."""


class TooBig(Exception):
    """The file is bigger, unpacked, than we are willing to read."""


def said(text: str, *, heading: str = "", anchor: str = "", place: str = "") -> Said:
    """A passage."""
    return Said(text=text.strip(), heading=heading.strip(), anchor=anchor, place=place)


def read(path: Path, extension: str) -> list[Said]:
    """What the file says; empty if it holds no text. Encrypted, TooBig or the reader's own error."""
    reader = READERS.get(extension.lower().lstrip("."))
    if reader is None:
        return []
    if zipfile.is_zipfile(path):
        refuse_bombs(path)
    passages: list[Said] = []
    characters = 0
    for passage in reader(path):
        characters += len(passage["text"])
        if characters > MOST_CHARACTERS:
            raise TooBig
        # PostgreSQL keeps no NUL in text.
        clean = {key: str(value).replace("\0", "") for key, value in passage.items()}
        passages += [said(**{**clean, "text": part}) for part in stretches(clean["text"])]
    return passages


def stretches(text: str, longest: int = LONGEST_PASSAGE) -> Iterator[str]:
    """The text cut at ends of lines into parts of about `longest` characters, a long line at a blank."""
    part: list[str] = []
    length = 0
    for line in text.splitlines():
        while len(line) > 2 * longest:
            cut = line.rfind(" ", 0, longest)
            head, line = (line[:cut], line[cut:]) if cut > 0 else (line[:longest], line[longest:])
            part.append(head)
            yield "\n".join(part)
            part, length = [], 0
        part.append(line)
        length += len(line) + 1
        if length > longest:
            yield "\n".join(part)
            part, length = [], 0
    if "".join(part).strip():
        yield "\n".join(part)


def refuse_bombs(path: Path) -> None:
    """TooBig for an archive that unpacks to more than we read, or to too many parts."""
    with zipfile.ZipFile(path) as archive:
        parts = archive.infolist()
        if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED_BYTES:
            raise TooBig


def read_pdf(path: Path) -> Iterator[Said]:
    """A passage for each page; it opens there. A page that cannot be read costs no other its words."""
    from pypdf import PdfReader

    reader = PdfReader(path)
    # Many files that forbid printing are encrypted with an empty password.
    if reader.is_encrypted and not reader.decrypt(""):
        raise Encrypted
    broken: list[Exception] = []
    for number, page in enumerate(reader.pages, start=1):
        try:
            text = page.extract_text() or ""
        except Exception as error:
            broken.append(error)
            continue
        yield said(text, anchor=f"page={number}", place=f"page {number}")
    if broken and len(broken) == len(reader.pages):
        raise broken[0]


def read_docx(path: Path) -> Iterator[Said]:
    """A passage for each heading, in the order of the document; then notes, headers and footers.

    Read from the XML: what stands in fields to fill in, in text boxes and in suggested insertions is
    there for whoever opens the file, and python-docx passes it over.
    """
    from docx import Document

    document = _opened(Document, path)
    styles = {style.style_id: style for style in document.styles}
    heading, lines = "", list[str]()
    for block in _word_blocks(document.element.body):
        text = "\n".join(_word_lines(block))
        if not text:
            continue
        if _is_word_heading(block, styles):
            yield said("\n".join(lines), heading=heading)
            heading, lines = " ".join(text.split()), [text]
        else:
            lines.append(text)
    yield said("\n".join(lines), heading=heading)
    beside = [
        line
        for relation in document.part.rels.values()
        if relation.reltype.rsplit("/", 1)[-1] in {"footnotes", "endnotes", "header", "footer"}
        for line in _word_lines(_xml_of(relation.target_part))
    ]
    yield said("\n".join(dict.fromkeys(beside)))


_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_WORD_SKIPPED = {
    *(f"{_WORD}{name}" for name in ("del", "moveFrom", "pPr", "rPr", "instrText", "sdtPr")),
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
}
"""What nobody sees, and what is there a second time for old programs."""


def _word_blocks(element: Any) -> Iterator[Any]:
    """Paragraphs and tables, also those inside a field to fill in."""
    for child in element:
        if child.tag in {f"{_WORD}p", f"{_WORD}tbl"}:
            yield child
        elif child.tag not in _WORD_SKIPPED:
            yield from _word_blocks(child)


def _word_lines(element: Any) -> list[str]:
    """The lines below an element; every paragraph begins a new one, also in cells and text boxes."""
    lines = [""]

    def take(node: Any) -> None:
        for child in node:
            if child.tag in _WORD_SKIPPED or _is_prompt(child):
                continue
            if child.tag == f"{_WORD}t":
                lines[-1] += child.text or ""
            elif child.tag in {f"{_WORD}{name}" for name in ("tab", "br", "cr", "ptab")}:
                lines[-1] += " "
            elif child.tag == f"{_WORD}noBreakHyphen":
                lines[-1] += "-"
            elif child.tag == f"{_WORD}p":
                lines.append("")
                take(child)
                lines.append("")
            else:
                take(child)

    take(element)
    return [line for line in lines if line.strip()]


def _is_prompt(element: Any) -> bool:
    """Whether it is a field nobody has filled in: its "click here" is no text."""
    return (
        element.tag == f"{_WORD}sdt"
        and element.find(f"{_WORD}sdtPr/{_WORD}showingPlcHdr") is not None
    )


def _is_word_heading(element: Any, styles: dict[str, Any]) -> bool:
    """Whether a paragraph's style is a heading's, or is based on one."""
    named = element.find(f"{_WORD}pPr/{_WORD}pStyle")
    style = styles.get(named.get(f"{_WORD}val")) if named is not None else None
    while style is not None:
        if (style.name or "").startswith(("Heading", "Title")):
            return True
        style = style.base_style
    return False


def _xml_of(part: Any) -> Any:
    """A part's root, parsed without following anything it names."""
    from defusedxml.ElementTree import fromstring

    return fromstring(part.blob)


def read_pptx(path: Path) -> Iterator[Said]:
    """A passage for each slide, with tables, grouped shapes, diagrams and the speaker's notes."""
    from pptx import Presentation

    for number, slide in enumerate(_opened(Presentation, path).slides, start=1):
        title = slide.shapes.title
        lines = list(_shape_lines(slide.shapes))
        lines += [
            node.text or ""
            for relation in slide.part.rels.values()
            if relation.reltype.endswith("/diagramData")
            for node in _xml_of(relation.target_part).iter(
                "{http://schemas.openxmlformats.org/drawingml/2006/main}t"
            )
        ]
        if slide.has_notes_slide and slide.notes_slide.notes_text_frame is not None:
            lines.append(slide.notes_slide.notes_text_frame.text)
        yield said(
            "\n".join(lines),
            heading=title.text_frame.text if title is not None else "",
            place=f"slide {number}",
        )


def _shape_lines(shapes: Any) -> Iterator[str]:
    for shape in shapes:
        if shape.has_text_frame:
            yield shape.text_frame.text
        elif getattr(shape, "has_table", False) and shape.has_table:
            for row in shape.table.rows:
                # A merged cell is given once for each column, and said once.
                yield "\n".join(dict.fromkeys(cell.text_frame.text.strip() for cell in row.cells))
        elif hasattr(shape, "shapes"):
            yield from _shape_lines(shape.shapes)


def read_xlsx(path: Path) -> Iterator[Said]:
    """A passage for each sheet."""
    from openpyxl import load_workbook

    workbook = _opened(lambda file: load_workbook(file, read_only=True, data_only=True), path)
    for sheet in workbook.worksheets:
        rows = (
            " ".join(str(value) for value in row if value is not None)
            for row in sheet.iter_rows(values_only=True)
        )
        yield said("\n".join(row for row in rows if row), heading=sheet.title, place=sheet.title)


def read_odt(path: Path) -> Iterator[Said]:
    """One passage with every paragraph and heading."""
    from defusedxml.ElementTree import fromstring

    if not zipfile.is_zipfile(path):
        raise ValueError("not an OpenDocument file")
    with zipfile.ZipFile(path) as archive:
        if b"encryption-data" in archive.read("META-INF/manifest.xml"):
            raise Encrypted
        tree = fromstring(archive.read("content.xml"))
    space = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
    paragraphs = (each for each in tree.iter() if each.tag in {f"{space}p", f"{space}h"})
    yield said("\n".join("".join(each.itertext()) for each in paragraphs))


def read_plain(path: Path) -> Iterator[Said]:
    """Text as it is; captions by time."""
    text = decoded(path.read_bytes())
    if not is_webvtt(text):
        yield said(text)
        return
    for passage in passages_of_transcript(text):
        yield said(
            passage.text, heading=passage.heading, anchor=passage.anchor, place=passage.place
        )


def decoded(content: bytes) -> str:
    """Bytes as text: UTF-8, UTF-16 with its mark, else what Windows writes."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _opened(opener: Callable[[str], Any], path: Path) -> Any:
    """An Office file opened; one with a password is no zip archive but an OLE container."""
    if path.read_bytes()[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        raise Encrypted
    return opener(str(path))


READERS: dict[str, Callable[[Path], Iterator[Said]]] = {
    "pdf": read_pdf,
    "docx": read_docx,
    "pptx": read_pptx,
    "xlsx": read_xlsx,
    "odt": read_odt,
    "txt": read_plain,
    "csv": read_plain,
    "vtt": read_plain,
}
"""By extension. A file of any other sort has no text for us."""
