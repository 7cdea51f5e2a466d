"""The words of an OpenDocument paragraph: spans, links, notes, comments, boxes to tick.

White space is what OpenDocument means by it; what suggested changes deleted is no text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from typing import Any

from knowledge.documents.office.choices import BOLD, is_stressed_by
from knowledge.documents.office.items import (
    TICKED,
    UNTICKED,
    Control,
    OfficeBlock,
    Remark,
    Run,
    left_out,
)
from knowledge.documents.office.open_drawings import OpenDrawings
from knowledge.documents.office.open_styles import OpenStyles, points
from knowledge.documents.office.package import (
    Package,
    XmlElement,
    attribute,
    child_of,
    figure,
    local,
)
from knowledge.documents.office.signs import signs
from knowledge.documents.office.word_hanging import Context
from knowledge.documents.office.word_headings import Look

SKIPPED = {
    "tracked-changes", "annotation-end", "sequence-decls", "variable-decls", "user-field-decls",
    "forms", "change", "change-start", "change-end", "table-of-content-source", "title", "desc",
}  # fmt: skip
SHAPES = {
    "frame", "custom-shape", "rect", "g", "control", "ellipse", "circle", "line", "polyline", "polygon",
    "regular-polygon", "path", "connector", "caption", "measure",
}  # fmt: skip
_MOST_SPACES = 100


class OpenRuns:
    """Reads runs; who extends it reads blocks and what hangs on them."""

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
        self.stressed: list[tuple[str, bool]] = []
        """Pieces of the line, and whether they stand out."""
        self.text_style = self.span_style = ""
        self.jumps: list[str] = []
        self.contents: list[str] = []
        self.page_numbers: list[str] = []

    def blocks(self, element: XmlElement, context: Context) -> list[OfficeBlock]:
        """Paragraphs, lists and tables below an element."""
        raise NotImplementedError

    def hanging(
        self, element: XmlElement, context: Context, href: str | None = None
    ) -> list[OfficeBlock]:
        """A picture, a box, an object, a box to tick, or a group of them."""
        raise NotImplementedError

    def runs(
        self, element: XmlElement, context: Context, look: tuple[bool, bool] = (False, False)
    ) -> Iterator[Run]:
        yield from self._said(element.text, context, look)
        for child in element:
            name = local(child)
            reader = _READERS.get(name)
            if reader is not None:
                yield from reader(self, child, context, look)
            elif name and name not in SKIPPED:
                yield from self.runs(child, context, look)
            yield from self._said(child.tail, context, look)

    def _said(self, text: str | None, context: Context, look: tuple[bool, bool]) -> Iterator[Run]:
        """A text as OpenDocument means it: any white space is one space."""
        if not text:
            return
        said = signs(" ".join(f"x{text}x".split())[1:-1], self._font())
        if self._is_struck():
            if said.strip():
                self.remarks.append(left_out("struck", said.strip(), context.place))
            return
        if said.strip():
            whole = self.styles.says(self.text_style, "paragraph", "font-weight") == "bold"
            size = points(self.styles.says(self.text_style, "paragraph", "font-size"))
            self.bold.append(size if look[0] or whole else None)
        own = partial(self.styles.says, self.span_style, "text")
        self.stressed.append((said, bool(self.span_style) and is_stressed_by(own)))
        yield Run(
            said, context.href, look[0], look[1], context.control, context.is_prompt,
            kind="unsure" if context.is_prompt and context.is_unsure else "",
        )  # fmt: skip

    def _is_struck(self) -> bool:
        own = self.span_style and self.styles.says(
            self.span_style, "text", "text-line-through-style"
        )
        line = own or self.styles.says(self.text_style, "paragraph", "text-line-through-style")
        return line not in ("", "none")

    def _font(self) -> str:
        """The font of the letters that stand here."""
        if self.span_style and (font := self.styles.font(self.span_style, "text")):
            return font
        return self.styles.font(self.text_style, "paragraph")

    def _space(
        self, element: XmlElement, context: Context, look: tuple[bool, bool]
    ) -> Iterator[Run]:
        name = local(element)
        spaces = " " * min(figure(attribute(element, "c"), 1), _MOST_SPACES)
        text = {"tab": "\t", "line-break": "\n"}.get(name, spaces)
        self.stressed.append((text, False))
        yield Run(text, context.href, look[0], look[1], context.control, context.is_prompt)

    def _span(
        self, element: XmlElement, context: Context, look: tuple[bool, bool]
    ) -> Iterator[Run]:
        style = attribute(element, "style-name")
        if self.styles.says(style, "text", "display") == "none":
            self.hidden(element, context)
            return
        weight = self.styles.says(style, "text", "font-weight")
        slant = self.styles.says(style, "text", "font-style")
        bold = look[0] if not weight else weight in BOLD
        outer, self.span_style = self.span_style, style
        yield from self.runs(element, context, (bold, slant == "italic" if slant else look[1]))
        self.span_style = outer

    def _page_number(
        self, element: XmlElement, context: Context, look: tuple[bool, bool]
    ) -> Iterator[Run]:
        for run in self._said(element.text, context, look):
            yield replace(run, kind="page")

    def _link(
        self, element: XmlElement, context: Context, look: tuple[bool, bool]
    ) -> Iterator[Run]:
        address = attribute(element, "href").strip()
        if "drawing" in element.tag:
            self.floating += self.hanging(element, context)
            return
        runs = list(self.runs(element, replace(context, href=None), look))
        if address.startswith("#"):
            self.jumps.append(" ".join("".join(run.text for run in runs).split()))
            yield from runs
            return
        yield from (replace(run, href=address) if run.text else run for run in runs)

    def _note(
        self, element: XmlElement, context: Context, look: tuple[bool, bool]
    ) -> Iterator[Run]:
        kind = attribute(element, "note-class") or "footnote"
        key = f"{kind} {len(self.notes) + 1}"
        self.notes[key] = ()
        inside = replace(context, place=key, is_body=False, href=None)
        self.notes[key] = tuple(self.blocks(child_of(element, "note-body"), inside))
        yield Run("", note=key, control=context.control)

    def _comment(
        self, element: XmlElement, context: Context, look: tuple[bool, bool]
    ) -> Iterator[Run]:
        words = " ".join(text.strip() for text in element.itertext() if text.strip())
        if words:
            self.remarks.append(Remark("comment", "A comment in the margin", words, context.place))
        yield from ()

    def _ruby(
        self, element: XmlElement, context: Context, look: tuple[bool, bool]
    ) -> Iterator[Run]:
        base, above = child_of(element, "ruby-base"), child_of(element, "ruby-text")
        yield from self.runs(base, context, look) if base is not None else ()
        said = "".join(above.itertext()) if above is not None else ""
        yield from self._said(f" ({said})" if said else "", context, look)

    def _prompt(
        self, element: XmlElement, context: Context, look: tuple[bool, bool]
    ) -> Iterator[Run]:
        yield Run("".join(element.itertext()), control=context.control, is_prompt=True)

    def _control(
        self, element: XmlElement, context: Context, look: tuple[bool, bool]
    ) -> Iterator[Run]:
        """A content control: LibreOffice writes them since 7.4."""
        tag, alias = attribute(element, "tag"), attribute(element, "alias")
        inside = replace(context, control=Control(tag, alias) if tag or alias else context.control)
        if attribute(element, "showing-place-holder") == "true":
            inside = replace(inside, is_prompt=True, is_unsure=True)
        runs = list(self.runs(element, inside, look))
        if attribute(element, "checkbox") == "true":
            mark = TICKED if attribute(element, "checked") == "true" else UNTICKED
            said = "".join(run.text for run in runs).strip()
            if not said or said in {TICKED, UNTICKED, "☑"}:
                runs = [Run(mark, control=inside.control)]
        yield from runs

    def _field_mark(
        self, element: XmlElement, context: Context, look: tuple[bool, bool]
    ) -> Iterator[Run]:
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

    def _hidden_field(
        self, element: XmlElement, context: Context, look: tuple[bool, bool]
    ) -> Iterator[Run]:
        if attribute(element, "is-hidden") == "true":
            self.hidden(element, context)
        else:
            yield from self.runs(element, context, look)

    def _drawn(
        self, element: XmlElement, context: Context, look: tuple[bool, bool]
    ) -> Iterator[Run]:
        self.floating += self.hanging(element, context)
        yield from ()

    def hidden(self, element: XmlElement, context: Context) -> None:
        words = " ".join("".join(element.itertext()).split())
        if words:
            self.remarks.append(left_out("hidden", words, context.place))


_Reader = Callable[[OpenRuns, Any, Context, tuple[bool, bool]], Iterator[Run]]
_READERS: dict[str, _Reader] = {
    **dict.fromkeys(("s", "tab", "line-break"), OpenRuns._space),
    "span": OpenRuns._span,
    **dict.fromkeys(("page-number", "page-count", "page-continuation"), OpenRuns._page_number),
    "a": OpenRuns._link,
    "note": OpenRuns._note,
    "annotation": OpenRuns._comment,
    "ruby": OpenRuns._ruby,
    "placeholder": OpenRuns._prompt,
    "content-control": OpenRuns._control,
    "fieldmark": OpenRuns._field_mark,
    **dict.fromkeys(SHAPES, OpenRuns._drawn),
    **dict.fromkeys(("hidden-text", "hidden-paragraph"), OpenRuns._hidden_field),
}
