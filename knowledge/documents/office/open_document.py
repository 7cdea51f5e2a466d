"""Reads a .odt as a .docx is read: headings, lists, tables, boxes, notes, headers, boxes to tick.

What suggested changes deleted is no text, comments are remarks, and a bad detail is never an error.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from knowledge.documents.office.items import (
    TICKED,
    UNTICKED,
    Cell,
    Control,
    OfficeBlock,
    OfficeDocument,
    Paragraph,
    Remark,
    Run,
    Table,
    merged,
)
from knowledge.documents.office.open_drawings import OpenDrawings, form_controls
from knowledge.documents.office.open_styles import OpenStyles, points
from knowledge.documents.office.package import (
    Package,
    UnreadablePackage,
    attribute,
    child_of,
    figure,
    local,
)
from knowledge.documents.office.word_headings import Look, with_bold_headings
from knowledge.documents.office.word_runs import Context

_SKIPPED = {
    "tracked-changes", "annotation-end", "sequence-decls", "variable-decls", "user-field-decls",
    "forms", "change", "change-start", "change-end", "table-of-content-source", "title", "desc",
}  # fmt: skip
_INDEXES = {
    "table-of-content", "illustration-index", "table-index", "object-index", "user-index",
    "alphabetical-index", "bibliography",
}  # fmt: skip
_MOST_SPACES = 100


def read_open_text(source: bytes | Path) -> OfficeDocument:
    """The document. UnreadablePackage where there is no text to read."""
    package = Package(source)
    root = package.xml("content.xml", must_be_whole=True)
    body = child_of(root, "body", "text")
    if body is None:
        raise UnreadablePackage
    styles = package.xml("styles.xml")
    reader = _OpenReader(package, OpenStyles(root, styles), form_controls(body))
    document = OfficeDocument(reader.body(body), reader.notes, reader.remarks)
    if styles is not None:
        reader.beside(styles)
    document.title = package.title()
    document.words = [*_own_words(body), *((each.kind, each.text) for each in reader.furniture)]
    document.remarks += [Remark("unread", fault) for fault in dict.fromkeys(package.faults)]
    return document


class _OpenReader:
    """Walks the body once, then headers and footers."""

    def __init__(self, package: Package, styles: OpenStyles, forms: dict[str, str]) -> None:
        self.styles, self.forms = styles, forms
        self.remarks: list[Remark] = []
        self.furniture: list[Remark] = []
        self.notes: dict[str, tuple[OfficeBlock, ...]] = {}
        self.looks: dict[str, Look] = {}
        self.drawings = OpenDrawings(package, self.remarks)
        self.floating: list[OfficeBlock] = []
        self.count = 0
        self.counts: dict[tuple[str, int], int] = {}
        self.bold: list[int | None] = []
        self.text_style = ""
        self.jumps: list[str] = []
        self.contents: list[str] = []

    def body(self, body: Any) -> list[OfficeBlock]:
        """Everything in reading order."""
        blocks = self.blocks(body, Context("content.xml", is_body=True))
        if self.contents:
            what = "The table of contents, which the hub makes by itself"
            self.remarks.append(Remark("contents", what, "\n".join(self.contents)))
        return with_bold_headings(blocks, self.looks)

    def blocks(self, element: Any, context: Context) -> list[OfficeBlock]:
        """Paragraphs, lists, tables and what hangs on them below an element."""
        found: list[OfficeBlock] = []
        for child in element:
            name = local(child)
            if context.is_body and name in {"p", "h", "table"}:
                self.count += 1
                context = replace(context, place=f"paragraph {self.count}")
            if name in {"p", "h"}:
                found += self._paragraph(child, context)
            elif name == "table":
                found.append(self._table(child, context))
            elif name == "list":
                found += self._list(child, context, 0, "")
            elif name in _INDEXES:
                self._contents(child)
            elif name == "section" and attribute(child, "display") == "none":
                self._hidden(child, context)
            elif name in {"frame", "custom-shape", "rect", "g", "a", "control"}:
                found += self._hanging(child, context)
            elif name and name not in _SKIPPED:
                found += self.blocks(child, context)
        return found

    # --- paragraphs ---

    def _paragraph(
        self, element: Any, context: Context, item: tuple[str, int, int | None] = ("", 0, None)
    ) -> list[OfficeBlock]:
        outer, self.floating = self.floating, []
        outer_bold, self.bold = self.bold, []
        style = attribute(element, "style-name")
        self.text_style = style
        if self.styles.says(style, "paragraph", "display") == "none":
            self._hidden(element, context)
            self.floating, self.bold = outer, outer_bold
            return []
        runs = tuple(run for run in merged(self._runs(element, context)) if run.text or run.note)
        text = " ".join("".join(run.text for run in runs).split())
        jumps, self.jumps = self.jumps, []
        if context.is_body and self._is_row_of_contents(style, text, runs, jumps):
            self.contents.append(text)
            self.floating, self.bold = outer, outer_bold
            return []
        for words in jumps:
            what = "A jump inside the document is plain text now"
            self.remarks.append(Remark("jump", what, words, context.place))
        level = figure(attribute(element, "outline-level"), 1) if local(element) == "h" else 0
        level = level or (self.styles.outline(style) if context.is_body else 0)
        is_title = self.styles.is_title(style) and context.is_body and bool(text)
        is_heading = bool(level) and context.is_body and bool(text) and not is_title
        kind: Any = "" if is_heading or is_title else item[0]
        paragraph = Paragraph(
            runs, kind, item[1] if kind else 0, heading=level if is_heading else 0,
            place=context.place, number=item[2] if kind else None, is_title=is_title,
        )  # fmt: skip
        if context.is_body and not kind and not is_heading:
            sizes = [size for size in self.bold if size is not None]
            is_bold = bool(self.bold) and None not in self.bold
            self.looks[context.place] = Look(max(sizes, default=0) if is_bold else None, len(text))
        floating, self.floating, self.bold = self.floating, outer, outer_bold
        return [paragraph, *floating]

    def _is_row_of_contents(
        self, style: str, text: str, runs: tuple[Run, ...], jumps: list[str]
    ) -> bool:
        if text and self.styles.is_contents(style):
            return True
        has_page = text[-1:].isdigit() and any("\t" in run.text for run in runs)
        return has_page and " ".join(jumps) == text

    def _runs(
        self, element: Any, context: Context, look: tuple[bool, bool] = (False, False)
    ) -> Iterator[Run]:
        yield from self._said(element.text, context, look)
        for child in element:
            name = local(child)
            reader = _READERS.get(name)
            if reader is not None:
                yield from reader(self, child, context, look)
            elif name and name not in _SKIPPED:
                yield from self._runs(child, context, look)
            yield from self._said(child.tail, context, look)

    def _said(self, text: str | None, context: Context, look: tuple[bool, bool]) -> Iterator[Run]:
        """A text as OpenDocument means it: any white space is one space."""
        if not text:
            return
        said = " ".join(f"x{text}x".split())[1:-1]
        if said.strip():
            whole = self.styles.says(self.text_style, "paragraph", "font-weight") == "bold"
            size = points(self.styles.says(self.text_style, "paragraph", "font-size"))
            self.bold.append(size if look[0] or whole else None)
        yield Run(said, context.href, *look, context.control, context.is_prompt)

    def _space(self, element: Any, context: Context, look: tuple[bool, bool]) -> Iterator[Run]:
        name = local(element)
        spaces = " " * min(figure(attribute(element, "c"), 1), _MOST_SPACES)
        text = {"tab": "\t", "line-break": "\n"}.get(name, spaces)
        yield Run(text, context.href, *look, context.control, context.is_prompt)

    def _span(self, element: Any, context: Context, look: tuple[bool, bool]) -> Iterator[Run]:
        style = attribute(element, "style-name")
        if self.styles.says(style, "text", "display") == "none":
            self._hidden(element, context)
            return
        weight = self.styles.says(style, "text", "font-weight")
        slant = self.styles.says(style, "text", "font-style")
        bold = look[0] if not weight else weight in {"bold", "600", "700", "800", "900"}
        yield from self._runs(element, context, (bold, slant == "italic" if slant else look[1]))

    def _link(self, element: Any, context: Context, look: tuple[bool, bool]) -> Iterator[Run]:
        address = attribute(element, "href").strip()
        if "drawing" in element.tag:
            self.floating += self._hanging(element, context)
            return
        runs = list(self._runs(element, replace(context, href=None), look))
        if address.startswith("#"):
            self.jumps.append(" ".join("".join(run.text for run in runs).split()))
            yield from runs
            return
        yield from (replace(run, href=address) if run.text else run for run in runs)

    def _note(self, element: Any, context: Context, look: Any) -> Iterator[Run]:
        kind = attribute(element, "note-class") or "footnote"
        key = f"{kind} {len(self.notes) + 1}"
        self.notes[key] = ()
        inside = replace(context, place=key, is_body=False, href=None)
        self.notes[key] = tuple(self.blocks(child_of(element, "note-body"), inside))
        yield Run("", note=key, control=context.control)

    def _comment(self, element: Any, context: Context, look: Any) -> Iterator[Run]:
        words = " ".join(text.strip() for text in element.itertext() if text.strip())
        if words:
            self.remarks.append(Remark("comment", "A comment in the margin", words, context.place))
        yield from ()

    def _ruby(self, element: Any, context: Context, look: Any) -> Iterator[Run]:
        base, above = child_of(element, "ruby-base"), child_of(element, "ruby-text")
        yield from self._runs(base, context, look) if base is not None else ()
        said = "".join(above.itertext()) if above is not None else ""
        yield from self._said(f" ({said})" if said else "", context, look)

    def _prompt(self, element: Any, context: Context, look: Any) -> Iterator[Run]:
        yield Run("".join(element.itertext()), control=context.control, is_prompt=True)

    def _control(self, element: Any, context: Context, look: Any) -> Iterator[Run]:
        """A content control: LibreOffice writes them since 7.4."""
        tag, alias = attribute(element, "tag"), attribute(element, "alias")
        inside = replace(context, control=Control(tag, alias) if tag or alias else context.control)
        if attribute(element, "showing-place-holder") == "true":
            inside = replace(inside, is_prompt=True)
        runs = list(self._runs(element, inside, look))
        if attribute(element, "checkbox") == "true":
            mark = TICKED if attribute(element, "checked") == "true" else UNTICKED
            said = "".join(run.text for run in runs).strip()
            if not said or said in {TICKED, UNTICKED, "☑"}:
                runs = [Run(mark, control=inside.control)]
        yield from runs

    def _field_mark(self, element: Any, context: Context, look: Any) -> Iterator[Run]:
        """A form field as Word knows it: its answer stands in its parameters."""
        kind = attribute(element, "type").rsplit(".", 1)[-1]
        values: dict[str, list[str]] = {}
        for each in element:
            values.setdefault(attribute(each, "name"), []).append(attribute(each, "value"))
        said = "".join(element.itertext())
        if kind == "FORMCHECKBOX":
            ticked = values.get("Checkbox_Checked", [""])[0].lower() in {"true", "1"}
            said = TICKED if ticked else UNTICKED
        elif kind == "FORMDROPDOWN":
            entries = values.get("Dropdown_ListEntry", [])
            at = figure(values.get("Dropdown_Selected", ["0"])[0])
            said = entries[at] if 0 <= at < len(entries) else said
        yield from self._said(said, context, look)

    def _drawn(self, element: Any, context: Context, look: Any) -> Iterator[Run]:
        self.floating += self._hanging(element, context)
        yield from ()

    # --- what hangs on a paragraph ---

    def _hanging(
        self, element: Any, context: Context, href: str | None = None
    ) -> list[OfficeBlock]:
        """A picture, a box, an object, a box to tick, or a group of them."""
        name = local(element)
        inside = replace(context, is_body=False, href=None)
        if name == "a":
            address = attribute(element, "href")
            return [b for child in element for b in self._hanging(child, context, address)]
        if name == "control":
            said = self.forms.get(attribute(element, "control"), "")
            return [Paragraph((Run(said),), place=context.place, is_box=True)] if said else []
        if name == "frame":
            objects = self.drawings.objects(element, context.place, href)
            if objects is not None:
                return objects
        found: list[OfficeBlock] = []
        for child in element:
            if local(child) in {"frame", "g", "custom-shape", "rect", "control", "a"}:
                found += self._hanging(child, context, href)
            elif local(child) in {"text-box", "p", "list", "table", "h"}:
                holder = child if local(child) == "text-box" else element
                found += [
                    replace(b, is_box=True) if isinstance(b, Paragraph) else b
                    for b in self.blocks(holder, inside)
                ]
                if holder is element:
                    break
        return found

    def _hidden(self, element: Any, context: Context) -> None:
        words = " ".join("".join(element.itertext()).split())
        if words:
            self.remarks.append(
                Remark("hidden", "Text that is hidden in the file", words, context.place)
            )

    def _contents(self, element: Any) -> None:
        body = child_of(element, "index-body")
        for row in body.iter("{*}p", "{*}h") if body is not None else ():
            if text := " ".join("".join(_own_pieces(row)).split()):
                self.contents.append(text)

    # --- lists and tables ---

    def _list(self, element: Any, context: Context, level: int, style: str) -> list[OfficeBlock]:
        style = attribute(element, "style-name") or style
        if attribute(element, "continue-numbering") != "true":
            self.counts.pop((style, level), None)
        found: list[OfficeBlock] = []
        for entry in element:
            if local(entry) not in {"list-item", "list-header"}:
                continue
            is_first = local(entry) == "list-item"
            start = attribute(entry, "start-value")
            for child in entry:
                if local(child) == "list":
                    found += self._list(child, context, level + 1, style)
                elif local(child) in {"p", "h"}:
                    if context.is_body:
                        self.count += 1
                        context = replace(context, place=f"paragraph {self.count}")
                    item = self._item(style, level, start) if is_first else ("", 0, None)
                    is_first = False
                    found += self._paragraph(child, context, item)
        return found

    def _item(self, style: str, level: int, start: str) -> tuple[str, int, int | None]:
        kind, first = self.styles.list_level(style, level)
        if kind != "number":
            return kind, level, None
        key = style, level
        number = figure(start, first) if start else self.counts.get(key, first - 1) + 1
        self.counts[key] = number
        return kind, level, number

    def _table(self, element: Any, context: Context) -> Table:
        inside = replace(context, is_body=False)
        rows = [
            tuple(
                Cell(tuple(self.blocks(cell, inside)), local(cell) == "covered-table-cell")
                for cell in row
                if local(cell) in {"table-cell", "covered-table-cell"}
            )
            for row in element.iter("{*}table-row")
            if next(a for a in row.iterancestors() if local(a) == "table") is element
        ]
        return Table(tuple(row for row in rows if row), place=context.place)

    # --- beside the body ---

    def beside(self, styles: Any) -> None:
        """Headers and footers go to the remarks, each text once."""
        seen: set[str] = set()
        for element in styles.iter("{*}header", "{*}footer", "{*}header-first", "{*}footer-first",
                                   "{*}header-left", "{*}footer-left"):  # fmt: skip
            kind: Any = local(element).split("-")[0]
            blocks = self.blocks(element, Context("styles.xml"))
            text = "\n".join(b.text for b in blocks if isinstance(b, Paragraph) and b.text)
            if any(map(str.isalpha, text)) and text not in seen:
                seen.add(text)
                remark = Remark(kind, f"The {kind} of the pages", text)
                self.remarks.append(remark)
                self.furniture.append(remark)


def _own_words(body: Any) -> Iterator[tuple[str, str]]:
    """(place, words) of every paragraph that the file shows or keeps as a comment."""
    for number, element in enumerate(body.iter("{*}p", "{*}h"), start=1):
        if any(local(above) in _SKIPPED for above in element.iterancestors()):
            continue
        text = "".join(_own_pieces(element))
        if text.strip():
            yield f"paragraph {number}", " ".join(text.split())


def _own_pieces(element: Any) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        name = local(child)
        if name in {"s", "tab", "line-break"}:
            yield " "
        elif (
            name and name not in _SKIPPED and name not in {"note", "annotation", "frame", "p", "h"}
        ):
            yield from _own_pieces(child)
        yield child.tail or ""


_Reader = Callable[[_OpenReader, Any, Context, tuple[bool, bool]], Iterator[Run]]
_READERS: dict[str, _Reader] = {
    **dict.fromkeys(("s", "tab", "line-break"), _OpenReader._space),
    "span": _OpenReader._span,
    "a": _OpenReader._link,
    "note": _OpenReader._note,
    "annotation": _OpenReader._comment,
    "ruby": _OpenReader._ruby,
    "placeholder": _OpenReader._prompt,
    "content-control": _OpenReader._control,
    "fieldmark": _OpenReader._field_mark,
    **dict.fromkeys(("frame", "custom-shape", "rect", "g", "control"), _OpenReader._drawn),
}
