"""The words of a Word paragraph: runs, lists, headings, and links in each of Word's three spellings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from docx.oxml.ns import qn

from knowledge.importing.items import ListKind, Paragraph, Run

_FIELD = re.compile(r'^\s*HYPERLINK\s+(?P<local>\\l\s+)?"?(?P<href>[^"\s]*)"?', re.I)
_HEADING_NAME = re.compile(r"^heading (\d)$", re.I)
_NUMBERS = {"decimal", "lowerLetter", "upperLetter", "lowerRoman", "upperRoman"}
_SKIPPED = {
    qn("w:del"),
    qn("w:moveFrom"),
    qn("w:pPr"),
    qn("w:rPr"),
    qn("w:drawing"),
    qn("w:pict"),
    qn("w:object"),
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent",
}


class WordText:
    """Reads paragraphs of one document; `oddities` says what could not become text."""

    def __init__(self, document: Any) -> None:
        self._part = document.part
        self._styles = {style.style_id: style for style in document.styles}
        self._formats = self._number_formats(document)
        self.oddities: list[tuple[str, str]] = []

    # --- paragraphs ---

    def heading_level(self, element: Any) -> int | None:
        """1 and more for a heading, 0 for the document's title, None for any other paragraph."""
        style = self._style_of(element)
        while style is not None:
            name = style.name or ""
            if name.lower() == "title":
                return 0
            if match := _HEADING_NAME.match(name):
                return int(match[1])
            style = style.base_style
        outline = element.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}")
        if outline is not None and int(outline.get(qn("w:val"), 9)) < 9:
            return int(outline.get(qn("w:val"))) + 1
        return None

    def paragraph(self, element: Any, place: str, part: Any = None) -> Paragraph:
        """A paragraph with its runs; text boxes in it are not its own text."""
        kind, level = self._list_of(element)
        runs = tuple(_merged(self._runs(element, part or self._part)))
        return Paragraph(runs, kind, level, place=place)

    def texts_of(self, root: Any) -> Iterator[str]:
        """Every text below an element, for parts that only the report shows."""
        for node in root.iter(qn("w:t"), qn("w:p")):
            yield node.text or "" if node.tag == qn("w:t") else " "

    def _style_of(self, element: Any) -> Any:
        style = element.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        return self._styles.get(style.get(qn("w:val"))) if style is not None else None

    def _list_of(self, element: Any) -> tuple[ListKind, int]:
        numbering = element.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
        style = self._style_of(element)
        name = (style.name or "").lower() if style is not None else ""
        if numbering is None and style is not None:
            numbering = style.element.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
        level = 0
        if numbering is not None:
            ilvl, num = numbering.find(qn("w:ilvl")), numbering.find(qn("w:numId"))
            level = int(ilvl.get(qn("w:val"), 0)) if ilvl is not None else 0
            key = num.get(qn("w:val")) if num is not None else None
            if key == "0":
                return "", 0
            if (key, level) in self._formats:
                return self._formats[key, level], level
        if name.startswith("list number"):
            return "number", level
        if name.startswith("list bullet") or numbering is not None:
            return "bullet", level
        return "", 0

    def _number_formats(self, document: Any) -> dict[tuple[str | None, int], ListKind]:
        try:
            root = document.part.numbering_part.element
        except (KeyError, NotImplementedError, AttributeError):
            return {}
        abstract = {
            item.get(qn("w:abstractNumId")): item for item in root.findall(qn("w:abstractNum"))
        }
        formats: dict[tuple[str | None, int], ListKind] = {}
        for num in root.findall(qn("w:num")):
            link = num.find(qn("w:abstractNumId"))
            item = abstract.get(link.get(qn("w:val"))) if link is not None else None
            for level in item.findall(qn("w:lvl")) if item is not None else []:
                shape = level.find(qn("w:numFmt"))
                value = shape.get(qn("w:val")) if shape is not None else "bullet"
                formats[num.get(qn("w:numId")), int(level.get(qn("w:ilvl"), 0))] = (
                    "number" if value in _NUMBERS else "bullet"
                )
        return formats

    # --- runs ---

    def _runs(self, element: Any, part: Any, href: str | None = None) -> Iterator[Run]:
        field_href: str | None = None
        field_code, depth, in_result = "", 0, False
        for child in element:
            if child.tag == qn("w:hyperlink"):
                yield from self._runs(child, part, self._address(child, part))
                continue
            if child.tag == qn("w:fldSimple"):
                code = child.get(qn("w:instr")) or ""
                yield from self._runs(child, part, self._field_address(code) or href)
                continue
            if child.tag in _SKIPPED:
                continue
            if child.tag != qn("w:r"):
                yield from self._runs(child, part, href)
                continue
            mark = child.find(qn("w:fldChar"))
            if mark is not None:
                kind = mark.get(qn("w:fldCharType"))
                if kind == "begin":
                    depth, field_code, in_result = depth + 1, "", False
                elif kind == "separate":
                    in_result, field_href = True, self._field_address(field_code)
                elif kind == "end":
                    depth, in_result, field_href = max(depth - 1, 0), False, None
            code = "".join(node.text or "" for node in child.findall(qn("w:instrText")))
            if code and depth and not in_result:
                field_code += code
            if text := _text_of_run(child):
                yield self._run(child, text, field_href if field_href is not None else href)

    def _run(self, element: Any, text: str, href: str | None) -> Run:
        properties = element.find(qn("w:rPr"))
        return Run(text, href, bold=_is_on(properties, "w:b"), italic=_is_on(properties, "w:i"))

    def _address(self, link: Any, part: Any) -> str | None:
        key, anchor = link.get(qn("r:id")), link.get(qn("w:anchor"))
        if key and key in part.rels and part.rels[key].is_external:
            address = str(part.rels[key].target_ref).strip()
            return f"{address}#{anchor}" if anchor and "#" not in address else address
        if anchor:
            words = "".join(node.text or "" for node in link.iter(qn("w:t")))
            self.oddities.append(("A jump inside the document is plain text now", words))
            return None
        return ""

    def _field_address(self, code: str) -> str | None:
        match = _FIELD.match(code)
        if match is None or match["local"]:
            return None
        return match["href"]


def _text_of_run(element: Any) -> str:
    texts = []
    for node in element:
        if node.tag == qn("w:t"):
            texts.append(node.text or "")
        elif node.tag in {qn("w:br"), qn("w:cr"), qn("w:tab"), qn("w:ptab")}:
            texts.append(" ")
        elif node.tag == qn("w:noBreakHyphen"):
            texts.append("-")
    return "".join(texts)


def _is_on(properties: Any, tag: str) -> bool:
    found = properties.find(qn(tag)) if properties is not None else None
    return found is not None and found.get(qn("w:val")) not in {"0", "false", "off"}


def _merged(runs: Iterator[Run]) -> Iterator[Run]:
    """Neighbours in one format as one run: Word splits them anywhere, as in "31" + "st"."""
    last: Run | None = None
    for run in runs:
        if last is not None and (last.href, last.bold, last.italic) == (
            run.href,
            run.bold,
            run.italic,
        ):
            last = Run(last.text + run.text, last.href, last.bold, last.italic)
            continue
        if last is not None:
            yield last
        last = run
    if last is not None:
        yield last
