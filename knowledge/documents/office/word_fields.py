"""Word's fields: a code and, as a rule, what was last computed from it. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from knowledge.documents.office.items import TICKED, UNTICKED
from knowledge.documents.office.package import XmlElement, attribute, child_of, figure, is_on, local
from knowledge.documents.office.signs import sign

_LINK = re.compile(r'^\s*HYPERLINK\s+(?!\\)"?(?P<href>[^"\s]+)"?', re.I)
_JUMP = re.compile(r'\\l\s+"?(?P<anchor>[^"\s]+)"?', re.I)
_SYMBOL = re.compile(
    r'^\s*SYMBOL\s+(?P<code>0x[0-9a-f]+|\d+)(?:.*\\f\s+"?(?P<font>[^"\\]+)"?)?', re.I
)
_BUTTON = re.compile(r"^\s*(?:MACROBUTTON|GOTOBUTTON)\s+\S+\s+(?P<words>.*)$", re.I)
_CONTENTS = re.compile(r"^\s*TO[CA]\b", re.I)
_PAGES = re.compile(r"^\s*(?:PAGE|NUMPAGES|SECTIONPAGES)\b", re.I)


@dataclass
class Field:
    """A field that has begun. Before its result its texts are code and nobody's words."""

    code: str = ""
    in_result: bool = False
    is_control: bool = False
    """Whether it is a box or list of a form: its answer stands in its data, not in its result."""

    @property
    def href(self) -> str | None:
        """Where it leads; "" for a jump inside the file, None for what is no link."""
        if not self.code.strip().upper().startswith("HYPERLINK"):
            return None
        link, jump = _LINK.match(self.code), _JUMP.search(self.code)
        if link is None:
            return ""
        anchor = jump["anchor"] if jump else ""
        address = link["href"]
        return f"{address}#{anchor}" if anchor and "#" not in address else address

    @property
    def is_contents(self) -> bool:
        """Whether it makes a table of contents, of figures or of authorities."""
        return bool(_CONTENTS.match(self.code))

    @property
    def is_of_pages(self) -> bool:
        """Whether it says which page this is, or how many there are."""
        return bool(_PAGES.match(self.code))

    @property
    def button(self) -> str:
        """What a button says that is only code: a prompt, as "[click and type]"."""
        match = _BUTTON.match(self.code)
        return match["words"].strip() if match else ""

    @property
    def symbol(self) -> str:
        """The sign of a SYMBOL field, which has no result."""
        match = _SYMBOL.match(self.code)
        if match is None:
            return ""
        code = int(match["code"], 16 if match["code"].lower().startswith("0x") else 10)
        return sign(code, (match["font"] or "").strip()) if 0 < code < 0x10000 else ""


def form_answer(mark: XmlElement) -> str | None:
    """What was ticked or chosen in an old form field, by its beginning; None where it is no such."""
    data = child_of(mark, "ffData")
    box, choices = child_of(data, "checkBox"), child_of(data, "ddList")
    if box is not None:
        answers = (is_on(box, "checked"), is_on(box, "default"))
        return TICKED if next((each for each in answers if each is not None), False) else UNTICKED
    if choices is not None:
        entries = [attribute(each, "val") for each in choices if local(each) == "listEntry"]
        chosen = child_of(choices, "result")
        if chosen is None:
            chosen = child_of(choices, "default")
        at = figure(attribute(chosen, "val"))
        return entries[at] if 0 <= at < len(entries) else ""
    return None
