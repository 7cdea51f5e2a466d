"""The tags of a PDF as a reader for people who cannot see it walks through them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import pikepdf
from pikepdf import Array, Dictionary, Name


@dataclass
class Tag:
    """An element: its sort, what it says of itself, and what stands in it."""

    sort: str
    attributes: dict[str, object] = field(default_factory=dict)
    kids: list[Tag | str] = field(default_factory=list)

    def every(self, *sorts: str) -> Iterator[Tag]:
        """Elements of these sorts below it, in the order of reading."""
        for kid in self.kids:
            if isinstance(kid, Tag):
                if kid.sort in sorts:
                    yield kid
                yield from kid.every(*sorts)

    def text(self, between: str = "") -> str:
        """What is read out; lines end without a space."""
        parts = [kid if isinstance(kid, str) else kid.text(between) for kid in self.kids]
        return between.join(parts)

    def elements(self) -> list[Tag]:
        return [kid for kid in self.kids if isinstance(kid, Tag)]


def tag_tree(pdf: pikepdf.Pdf) -> Tag:
    """The document's tags with the text that belongs to each."""
    texts = {page.obj.objgen: _marked_texts(page) for page in pdf.pages}
    return _tag(pdf.Root.StructTreeRoot.K[0], texts)


def artifacts(pdf: pikepdf.Pdf) -> str:
    """What stands on pages and is not read out."""
    return " ".join(_marked_texts(page).get(-1, "") for page in pdf.pages)


def _tag(element: Dictionary, texts: dict[tuple[int, int], dict[int, str]]) -> Tag:
    made = Tag(str(element.S).lstrip("/"))
    for name in (Name.Alt, Name.Lang):
        if name in element:
            made.attributes[str(name)] = str(element[name])
    if Name.A in element:
        made.attributes |= {str(key): element.A[key] for key in element.A.keys()}  # noqa: SIM118
    kids = element.get(Name.K, [])
    for kid in kids if isinstance(kids, Array) else [kids]:
        if isinstance(kid, Dictionary) and Name.S in kid:
            made.kids.append(_tag(kid, texts))
        elif isinstance(kid, Dictionary):
            made.attributes["OBJR"] = kid.get(Name.Obj)
        else:
            made.kids.append(texts[element.Pg.objgen].get(int(kid), ""))
    return made


def _marked_texts(page: pikepdf.Page) -> dict[int, str]:
    """Number of marked content → its text; −1 for artifacts."""
    fonts = {
        str(name): _letters(font) for name, font in page.obj.Resources.get(Name.Font, {}).items()
    }
    found: dict[int, str] = {}
    marks: list[int | None] = []
    letters: dict[int, str] = {}
    for each in pikepdf.parse_content_stream(page):
        operator, operands = str(each.operator), list(each.operands)
        if operator == "BDC":
            is_artifact = operands[0] == Name.Artifact
            marks.append(-1 if is_artifact else int(operands[1].get(Name.MCID, -2)))
        elif operator == "BMC":
            marks.append(-1 if operands[0] == Name.Artifact else None)
        elif operator == "EMC":
            marks.pop()
        elif operator == "Tf":
            letters = fonts[str(operands[0])]
        elif operator in {"Tj", "TJ"} and marks and marks[-1] is not None:
            parts = operands[0] if operator == "TJ" else [operands[0]]
            said = "".join(
                _decoded(part, letters) for part in parts if isinstance(part, pikepdf.String)
            )
            found[marks[-1]] = found.get(marks[-1], "") + said
    return found


def _decoded(part: pikepdf.String, letters: dict[int, str]) -> str:
    raw = bytes(part)
    return "".join(
        letters.get(int.from_bytes(raw[at : at + 2], "big"), "") for at in range(0, len(raw), 2)
    )


def _letters(font: Dictionary) -> dict[int, str]:
    """Code → letters, as the font's own table says."""
    table = font.ToUnicode.read_bytes().decode().partition("beginbfchar")[2]
    return {
        int(code, 16): bytes.fromhex(letters).decode("utf-16-be")
        for code, letters in re.findall(r"<([0-9a-f]+)> <([0-9a-f]+)>", table)
    }
