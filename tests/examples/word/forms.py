"""Word files as people send them, built anew for each test, and the words that stand in one."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from collections.abc import Callable, Iterable

from docx import Document
from docx.oxml import parse_xml
from lxml import etree

from examples.word.document import read_document
from examples.word.matching import matched
from examples.word.results import ReadTemplate
from examples.word.wording import words_of

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMESPACES = (
    f'xmlns:w="{W}" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)

OLDER_ROWS = [
    ("Title of project/programme or service area", "Walking group for new parents"),
    ("Aims and objectives", "To hear from families who seldom come to meetings."),
    ("Scope and target audience", "Families in Hove and Portslade."),
    ("Date commenced", "January 2020 (lead appointed September 2020)"),
    ("Date completed", "Due to be reviewed in June 2022"),
    (
        "Stakeholders e.g. • How involved? • Who? (include equality, diversity and inclusion)",
        "Parents, two midwives & a health visitor.",
    ),
    ("Description/additional information", "We met on Tuesdays.\nRain or shine."),
    ("Training or guidance provided to support the co-production process", ""),
    ("Evaluation, main impact and outcomes", "Twelve families said: “at last”."),
    ("Learning points e.g. • What went well? • Challenges and resolutions", "Bring biscuits."),
    ("Future plans", "A second group in spring."),
]
"""A form as the older ones are: a plain table of two columns, prompts in the label's cell."""


ANSWERS = {
    "project_title": "Walking group for new parents",
    "aims": "To hear from families who seldom come to meetings.",
    "scope": "Families in Hove and Portslade.",
    "date_commenced": "January 2020 (lead appointed September 2020)",
    "date_completed": "Due to be reviewed in June 2022",
    "stakeholders": "Parents, two midwives & a health visitor.",
    "description": "We met on Tuesdays.\nRain or shine.",
    "evaluation": "Twelve families said: “at last”.",
    "learning_points": "Bring biscuits.",
    "future_plans": "A second group in spring.",
}
"""What the older form says, field by field."""


def word_file(*parts: str | Iterable[Iterable[str]]) -> bytes:
    """A .docx of paragraphs (texts) and plain tables (rows of cells), in this order."""
    document = Document()
    for part in parts:
        if isinstance(part, str):
            document.add_paragraph(part)
            continue
        rows = [list(row) for row in part]
        table = document.add_table(rows=len(rows), cols=max(len(row) for row in rows))
        for row, texts in zip(table.rows, rows, strict=True):
            for cell, text in zip(row.cells, texts, strict=False):
                cell.text = text
    return saved(document)


def saved(document) -> bytes:
    """The bytes of a python-docx document."""
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def changed(data: bytes, change: Callable) -> bytes:
    """A copy after `change(document)`."""
    document = Document(io.BytesIO(data))
    change(document)
    return saved(document)


def xml(markup: str):
    """An element from markup with the usual prefixes; the first `>` gets their declarations."""
    head, _, tail = markup.partition(">")
    closed = head.endswith("/")
    head = f"{head.rstrip('/')} {NAMESPACES}{'/' if closed else ''}"
    return parse_xml(f"{head}>{tail}")


def with_part(data: bytes, name: str, kind: str, content_type: str, content: str) -> bytes:
    """A copy with one more part that the document refers to, such as footnotes."""
    source = zipfile.ZipFile(io.BytesIO(data))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        for item in source.namelist():
            text = source.read(item)
            if item == "[Content_Types].xml":
                part = f'<Override PartName="/word/{name}" ContentType="{content_type}"/></Types>'
                text = text.replace(b"</Types>", part.encode())
            elif item == "word/_rels/document.xml.rels":
                relation = (
                    f'<Relationship Id="rId999" Target="{name}" Type="http://schemas.openxmlformats'
                    f'.org/officeDocument/2006/relationships/{kind}"/></Relationships>'
                )
                text = text.replace(b"</Relationships>", relation.encode())
            target.writestr(item, text)
        target.writestr(f"word/{name}", content)
    return buffer.getvalue()


def source_words(data: bytes) -> Counter[str]:
    """Every word in the parts of a .docx that hold text, however they are laid out.

    Read on its own: not by the product's reader. Deleted text and the copy of a text box for old
    versions of Word do not count; equal headers count once.
    """
    counts: Counter[str] = Counter()
    seen = set()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            kind = re.sub(r"\d*\.xml$", "", name.removeprefix("word/"))
            if not name.startswith("word/") or kind not in _TEXT_PARTS:
                continue
            root = etree.fromstring(archive.read(name))
            words = [word for text in _paragraphs(root) for word in words_of(text)]
            is_edge = kind in ("header", "footer")
            if is_edge and (kind, tuple(words)) in seen:
                continue
            seen.add((kind, tuple(words)))
            counts.update(words)
    return counts


_TEXT_PARTS = ("document", "header", "footer", "footnotes", "endnotes", "comments")
_UNSEEN = {f"{{{W}}}del", f"{{{W}}}moveFrom"}
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


def _paragraphs(root) -> list[str]:
    """The text of each paragraph, the text boxes on it apart."""
    texts: dict = {}
    for node in root.iter(f"{{{W}}}t", f"{{{W}}}br", f"{{{W}}}tab", f"{{{W}}}cr"):
        above = list(node.iterancestors())
        if any(each.tag in _UNSEEN or each.tag == _FALLBACK for each in above):
            continue
        paragraph = next(each for each in above if each.tag == f"{{{W}}}p")
        texts.setdefault(paragraph, []).append(node.text or "" if node.tag == f"{{{W}}}t" else " ")
    return ["".join(parts) for parts in texts.values()]


def words_said(read: ReadTemplate) -> Counter[str]:
    """All words of a reading, wherever they went."""
    texts = [
        *read.answers.values(),
        *read.form_words,
        *(text for each in read.unplaced for text in (each.label, each.text)),
    ]
    said = Counter(word for text in texts for word in words_of(text))
    # The form says a head once, whatever stands below it.
    return said - Counter(word for head in read.heads for word in words_of(head))


def read_whole(data: bytes, expected=None) -> ReadTemplate:
    """The reading of a file, after a check that no word was lost or added."""
    read = matched(read_document(data), expected)
    assert words_said(read) == source_words(data)
    return read
