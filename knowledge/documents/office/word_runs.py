"""The words of a Word paragraph: runs, fields, links in each of Word's spellings, boxes to tick, formulas.

Text that tracked changes deleted is no text; text that they inserted is. Hidden text is a remark.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any, Literal

from knowledge.documents.office.choices import is_stressed, is_underlined, with_choice
from knowledge.documents.office.drawings import Drawings
from knowledge.documents.office.formula import formula
from knowledge.documents.office.items import (
    TICKED,
    UNTICKED,
    Control,
    OfficeBlock,
    Run,
    RunKind,
    merged,
)
from knowledge.documents.office.package import XmlElement, attribute, child_of, is_on, local
from knowledge.documents.office.signs import sign, signs
from knowledge.documents.office.word_fields import Field, form_answer
from knowledge.documents.office.word_hanging import NO_TEXT, Context, HangingReader, Line
from knowledge.documents.office.word_headings import is_in_capitals
from knowledge.documents.office.word_styles import Styles

_BREAKS = {"br": "\n", "cr": "\n", "tab": "\t", "ptab": "\t", "noBreakHyphen": "-"}
DEEPEST_FIELDS = 50
_GALLERIES = {"table of contents"}


class RunReader(HangingReader):
    """Reads one paragraph after the other: fields may span several."""

    def __init__(
        self,
        styles: Styles,
        drawings: Drawings,
        prompts: frozenset[str],
        box: Callable[[XmlElement, Context], list[OfficeBlock]],
    ) -> None:
        super().__init__(drawings, box)
        self.styles, self.prompts = styles, prompts
        self.fields: list[Field] = []
        self.paragraph: XmlElement | None = None
        self.bold: list[int | None] = []
        self.stressed: list[tuple[str, bool]] = []
        """Pieces of the line, and whether they stand out."""
        self.left_out_at: XmlElement = None
        """The last run that was left out."""

    def read(self, element: XmlElement, context: Context) -> Line:
        """The paragraph's line."""
        before = (self.paragraph, self.line, self.bold, self.stressed)
        self.paragraph, self.line, self.bold, self.stressed = element, Line(()), [], []
        in_contents = any(each.is_contents for each in self.fields)
        runs = tuple(run for run in merged(self._below(element, context)) if run.text or run.note)
        line = self.line
        line.runs = runs = with_choice(runs, self.stressed)
        in_contents |= line.is_contents or any(each.is_contents for each in self.fields)
        line.is_contents = self._is_row_of_contents(element, runs, in_contents)
        sizes = [size for size in self.bold if size != -1]
        if sizes and None not in sizes:
            line.bold_size = max(size for size in sizes if size is not None)
        elif is_in_capitals("".join(run.text for run in runs)):
            line.bold_size = 0
        self.paragraph, self.line, self.bold, self.stressed = before
        return line

    def _is_row_of_contents(
        self, element: XmlElement, runs: tuple[Run, ...], in_field: bool
    ) -> bool:
        if self.styles.is_contents(element):
            return True
        text = "".join(run.text for run in runs).rstrip()
        jumps = sum(len(words) for words in self.line.jumps)
        ends_in_page = text[-1:].isdigit() and "\t" in text
        all_jumps = jumps > 0 and jumps >= len(text.replace("\t", "")) - 4
        return (in_field and (ends_in_page or all_jumps)) or (ends_in_page and all_jumps)

    # --- what stands in a paragraph ---

    def _below(self, element: XmlElement, context: Context) -> Iterator[Run]:
        for child in element:
            name = local(child)
            reader = _READERS.get(name)
            if reader is not None:
                yield from reader(self, child, context)
            elif name and name not in NO_TEXT:
                yield from self._below(child, context)

    def _run(self, element: XmlElement, context: Context) -> Iterator[Run]:
        is_struck = any(
            self.styles.is_on(element, self.paragraph, name) for name in ("strike", "dstrike")
        )
        is_hidden = self.styles.is_on(element, self.paragraph, "vanish")
        if is_hidden or is_struck:
            words = "".join(node.text or "" for node in element.iter("{*}t"))
            if words and not self._in_code:
                self._leave_out("hidden" if is_hidden else "struck", words, element)
            if not any(local(child) in {"fldChar", "instrText"} for child in element):
                return
        font = self.styles.font(element, self.paragraph)
        bold = self.styles.is_marked(element, "b")
        italic = self.styles.is_marked(element, "i")
        for run in self._below(element, context):
            text = signs(run.text, font) if run.text else ""
            self.stressed.append((text, is_stressed(element)))
            if text.strip() and not run.is_prompt:
                looks = ("b", "caps") if context.href is None else ("b",)
                is_bold = any(self.styles.is_on(element, self.paragraph, each) for each in looks)
                is_bold |= context.href is None and is_underlined(element)
                self.bold.append(self.styles.size(element, self.paragraph) if is_bold else None)
            yield replace(run, text=text, bold=bold or run.bold, italic=italic or run.italic)

    def _leave_out(
        self, kind: Literal["hidden", "struck"], words: str, element: XmlElement
    ) -> None:
        """Keeps what is left out; Word splits a word into runs anywhere."""
        before = element.getprevious()
        last = self.line.left_out[-1] if self.line.left_out else None
        if last is not None and last[0] == kind and before is self.left_out_at:
            self.line.left_out[-1] = kind, last[1] + words
        elif words.strip():
            self.line.left_out.append((kind, words))
        self.left_out_at = element

    def _said(self, text: str, context: Context) -> Iterator[Run]:
        """A text, where it is no code of a field."""
        if not text or self._in_code or any(each.is_control for each in self.fields):
            return
        href = context.href
        for each in self.fields:
            if each.href is not None:
                href = each.href or None
                if not each.href:
                    self.line.jumps.append(text)
        kind: RunKind = "page" if any(each.is_of_pages for each in self.fields) else ""
        kind = "unsure" if context.is_prompt and context.is_unsure else kind
        yield Run(text, href, control=context.control, is_prompt=context.is_prompt, kind=kind)

    @property
    def _in_code(self) -> bool:
        return any(not each.in_result for each in self.fields)

    def _text(self, element: XmlElement, context: Context) -> Iterator[Run]:
        yield from self._said(element.text or "", context)

    def _break(self, element: XmlElement, context: Context) -> Iterator[Run]:
        yield from self._said(_BREAKS[local(element)], context)

    def _sign(self, element: XmlElement, context: Context) -> Iterator[Run]:
        try:
            code = int(attribute(element, "char"), 16)
        except ValueError:
            return
        if 0 < code < 0x10000 and not 0xD800 <= code < 0xE000:
            yield from self._said(sign(code, attribute(element, "font")), context)

    def _note(self, element: XmlElement, context: Context) -> Iterator[Run]:
        kind = local(element).removesuffix("Reference")
        yield Run("", note=f"{kind} {attribute(element, 'id')}", control=context.control)

    def _formula(self, element: XmlElement, context: Context) -> Iterator[Run]:
        for run in self._said(formula(element), context):
            yield replace(run, kind="formula")

    def _ruby(self, element: XmlElement, context: Context) -> Iterator[Run]:
        base, above = child_of(element, "rubyBase"), child_of(element, "rt")
        yield from self._below(base, context) if base is not None else ()
        for number, run in enumerate(
            list(self._below(above, context)) if above is not None else ()
        ):
            yield replace(run, text=f" ({run.text})" if not number else run.text)

    # --- links and fields ---

    def _link(self, element: XmlElement, context: Context) -> Iterator[Run]:
        anchor = attribute(element, "anchor")
        relation = self.drawings.relation(context.part, attribute(element, "id"))
        if relation is not None and relation.is_external and not relation.target.startswith("#"):
            address = relation.target
            href: str | None = f"{address}#{anchor}" if anchor and "#" not in address else address
        elif anchor or relation is not None:
            href = None
        else:
            href = ""
        runs = list(self._below(element, replace(context, href=href)))
        if href is None:
            self.line.jumps.append("".join(run.text for run in runs))
        yield from runs

    def _simple_field(self, element: XmlElement, context: Context) -> Iterator[Run]:
        self.fields.append(Field(attribute(element, "instr"), in_result=True))
        runs = list(self._below(element, context))
        yield from runs
        found = self.fields.pop()
        self.line.is_contents |= found.is_contents
        yield from self._without_result(found, context) if not runs else ()

    def _field_mark(self, element: XmlElement, context: Context) -> Iterator[Run]:
        kind = attribute(element, "fldCharType")
        if kind == "begin":
            answer = form_answer(element)
            if answer:
                yield from self._said(answer, context)
            # A damaged file may begin thousands and end none.
            del self.fields[: max(len(self.fields) - DEEPEST_FIELDS, 0)]
            self.fields.append(Field(is_control=answer is not None))
        elif kind == "separate" and self.fields:
            self.fields[-1].in_result = True
        elif kind == "end" and self.fields:
            found = self.fields.pop()
            # A table of one row begins and ends in it.
            self.line.is_contents |= found.is_contents
            if not found.in_result:
                yield from self._without_result(found, context)

    def _without_result(self, found: Field, context: Context) -> Iterator[Run]:
        yield from self._said(found.symbol, context)
        if found.button:
            yield Run(found.button, control=context.control, is_prompt=True)

    def _field_code(self, element: XmlElement, context: Context) -> Iterator[Run]:
        if self.fields and not self.fields[-1].in_result:
            self.fields[-1].code += element.text or ""
        yield from ()

    # --- boxes to fill in ---

    def control(self, element: XmlElement, context: Context) -> Context:
        """What holds inside a content control."""
        properties = child_of(element, "sdtPr")
        tag = attribute(child_of(properties, "tag"), "val")
        alias = attribute(child_of(properties, "alias"), "val")
        control = Control(tag, alias) if tag or alias else context.control
        if is_on(properties, "showingPlcHdr") and self._is_untouched(element):
            told = self._has_prompts_style(element) or self._prompts_name(element)
            return replace(
                context, control=control or Control("", ""), is_prompt=True, is_unsure=not told
            )
        return replace(context, control=control)

    def is_contents(self, element: XmlElement) -> bool:
        """Whether a content control is Word's own table of contents."""
        properties = child_of(element, "sdtPr")
        gallery = attribute(child_of(properties, "docPartObj", "docPartGallery"), "val")
        return gallery.strip().lower() in _GALLERIES

    def _is_untouched(self, element: XmlElement) -> bool:
        """Whether what stands in a control is its prompt: LibreOffice leaves the mark when one writes."""
        if self._has_prompts_style(element):
            return True
        text = " ".join("".join(node.text or "" for node in element.iter("{*}t")).split())
        return not self._prompts_name(element) or not self.prompts or text in self.prompts

    def _has_prompts_style(self, element: XmlElement) -> bool:
        runs = (run for run in element.iter("{*}r") if child_of(run, "t") is not None)
        return any(self.styles.is_prompt(run) for run in runs)

    def _prompts_name(self, element: XmlElement) -> str:
        return attribute(child_of(element, "sdtPr", "placeholder", "docPart"), "val")

    def _inline_control(self, element: XmlElement, context: Context) -> Iterator[Run]:
        inside = self.control(element, context)
        box = child_of(element, "sdtPr", "checkbox")
        runs = list(self._below(element, inside))
        if box is not None and not any(_is_mark(run.text) for run in runs):
            runs.insert(0, Run(ticked(box), control=inside.control))
        yield from (replace(run, is_prompt=run.is_prompt and box is None) for run in runs)


def _is_mark(text: str) -> bool:
    return any(ord(letter) > 0x2000 for letter in text.strip()) or text.strip() in {"x", "X"}


def ticked(box: XmlElement) -> str:
    """The mark of a content control that is a box to tick."""
    checked = child_of(box, "checked")
    is_ticked = checked is not None and attribute(checked, "val").lower() in {"", "1", "true", "on"}
    return TICKED if is_ticked else UNTICKED


_Reader = Callable[[RunReader, Any, Context], Iterator[Run]]
_READERS: dict[str, _Reader] = {
    "r": RunReader._run,
    "t": RunReader._text,
    **dict.fromkeys(_BREAKS, RunReader._break),
    "sym": RunReader._sign,
    "footnoteReference": RunReader._note,
    "endnoteReference": RunReader._note,
    "oMath": RunReader._formula,
    "ruby": RunReader._ruby,
    "hyperlink": RunReader._link,
    "fldSimple": RunReader._simple_field,
    "fldChar": RunReader._field_mark,
    "instrText": RunReader._field_code,
    "sdt": RunReader._inline_control,
    "drawing": RunReader._drawing,
    "pict": RunReader._drawing,
    "object": RunReader._object,
}
