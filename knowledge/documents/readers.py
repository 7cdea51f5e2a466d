"""Reads the text of files, each sort in stretches that a search hit can open at.

No Django here: it runs in a process of its own (`knowledge.documents.reading_process`), because a
file from anybody may be broken, hostile or endless. Every reader yields passages in reading order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from knowledge.documents.office.deck import read_deck_file
from knowledge.documents.office.guard import UnsafeArchive, office_kind
from knowledge.documents.office.open_document import read_open_text
from knowledge.documents.office.sheets import sheets_of
from knowledge.documents.office.word import read_word_document
from knowledge.documents.passages import Said, passages_of_deck, passages_of_document, said
from knowledge.documents.pdf import EncryptedPdf, pages_of
from knowledge.documents.transcripts import has_times, passages_of_transcript

MOST_CHARACTERS = 5_000_000
LONGEST_PASSAGE = 4_000
"""Characters after which a passage ends at its next line: a hit in it still shows the right place."""


class Encrypted(Exception):
    """The file is protected by a password."""


class TooBig(Exception):
    """The file is bigger, unpacked, than we are willing to read."""


def read(path: Path, extension: str) -> list[Said]:
    """What the file says; empty if it holds no text. Encrypted, TooBig or the reader's own error."""
    reader = READERS.get(extension.lower().lstrip("."))
    if reader is None:
        return []
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


def read_pdf(path: Path) -> Iterator[Said]:
    """A passage for each page; it opens there. A page that cannot be read costs no other its words."""
    try:
        for number, text in pages_of(path):
            yield said(text, anchor=f"page={number}", place=f"page {number}")
    except EncryptedPdf as error:
        raise Encrypted from error


def read_docx(path: Path) -> Iterator[Said]:
    """A passage for each heading, in the order of the document; then notes, headers and footers."""
    return passages_of_document(read_word_document(_allowed(path)))


def read_odt(path: Path) -> Iterator[Said]:
    """As a .docx is read."""
    return passages_of_document(read_open_text(_allowed(path)))


def read_pptx(path: Path) -> Iterator[Said]:
    """A passage for each slide, with tables, grouped shapes, diagrams and the speaker's notes."""
    return passages_of_deck(read_deck_file(_allowed(path)))


def read_xlsx(path: Path) -> Iterator[Said]:
    """A passage for each sheet."""
    allowed = _allowed(path)
    try:
        for title, lines in sheets_of(allowed):
            yield said("\n".join(lines), heading=title, place=title)
    except UnsafeArchive as error:
        raise TooBig from error


def _allowed(path: Path) -> Path:
    """The path, when the guard of archives lets it through. Encrypted, TooBig, or what is wrong."""
    try:
        with path.open("rb") as file:
            office_kind(file)
    except UnsafeArchive as error:
        if error.fault == "password" or (error.fault == "old format"):
            raise Encrypted from error
        if error.fault == "too much":
            raise TooBig from error
        raise
    return path


def read_plain(path: Path) -> Iterator[Said]:
    """Text as it is; captions by time."""
    text = decoded(path.read_bytes())
    if not has_times(text):
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


READERS: dict[str, Callable[[Path], Iterator[Said]]] = {
    "pdf": read_pdf,
    "docx": read_docx,
    "pptx": read_pptx,
    "xlsx": read_xlsx,
    "odt": read_odt,
    "txt": read_plain,
    "csv": read_plain,
    "vtt": read_plain,
    "srt": read_plain,
}
"""By extension. A file of any other sort has no text for us."""
