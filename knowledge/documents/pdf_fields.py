"""What was typed, ticked or chosen in the fields of a PDF, as whoever opens it sees it. Pure."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from pypdf.generic import ArrayObject, ByteStringObject, DictionaryObject, NameObject, StreamObject

from knowledge.documents.office.items import TICKED, UNTICKED

_HIDDEN = 0b100010
"""Flags of an annotation that nobody sees: hidden, or not to be viewed."""
_SECRET = 1 << 13
"""Flag of a field that holds a password."""
_RADIO, _PUSH_BUTTON = 1 << 15, 1 << 16
_NEAR = 100
"""Points within which words belong to a box left of them."""
_SAME_LINE = 6
"""Points within which two fields stand in one line."""
_GIVEN_NAME = re.compile(
    r"(?:check ?box|radio ?button|option ?button|button|group|text ?field|field|untitled|undefined|topmostsubform"
    r"|form|page|c|cb|f|t|fld)?[\W\d_]*",
    re.I,
)
"""Names that programs give fields by themselves."""
_SAYS_NOTHING = {"yes", "on", "true", "checked", "x", "choice"}
"""Names of the ticked state that programs give by themselves; so are figures."""


class Printed(NamedTuple):
    """Words that a page prints, and where they begin."""

    left: float
    baseline: float
    text: str


def lines_of(
    annotations: Sequence[DictionaryObject], printed: Callable[[], Sequence[Printed]] = tuple
) -> Iterator[str]:
    """The lines of a page's fields and boxes, from top to bottom and left to right.

    A box to tick that has no words of its own takes those that are `printed` beside it; boxes that
    share them are counted.
    """
    lines: list[tuple[str, Printed | None]] = []
    for annotation in sorted(annotations, key=_place):
        try:
            line = line_of(annotation)
            is_bare = line in {TICKED, UNTICKED}
            lines.append((line, _beside(annotation, printed()) if is_bare else None))
        except Exception:  # noqa: S112 - one broken field costs no other its words
            continue
    shared = Counter(words for _, words in lines if words)
    counted: Counter[Printed] = Counter()
    for line, words in lines:
        if words is not None:
            counted[words] += 1
            count = f" ({counted[words]} of {shared[words]})" if shared[words] > 1 else ""
            line = f"{line} {' '.join(words.text.split())}{count}"
        if line:
            yield line


def _place(annotation: DictionaryObject) -> tuple[float, float]:
    """Down and across; what says no place comes last."""
    edges = _inherited(annotation, "/Rect")
    if not isinstance(edges, ArrayObject) or len(edges) != 4:
        return math.inf, math.inf
    left, bottom, right, top = (float(each.get_object()) for each in edges)
    return -round((bottom + top) / 2 / _SAME_LINE), min(left, right)


def _beside(annotation: DictionaryObject, printed: Sequence[Printed]) -> Printed | None:
    """The words right of a box on its line, or else those left of it."""
    edges = _inherited(annotation, "/Rect")
    if not isinstance(edges, ArrayObject) or len(edges) != 4:
        return None
    left, bottom, right, top = (float(each.get_object()) for each in edges)
    left, right, bottom, top = (
        min(left, right),
        max(left, right),
        min(bottom, top),
        max(bottom, top),
    )
    line = [each for each in printed if bottom - _SAME_LINE <= each.baseline <= top]
    after = [each for each in line if right - _SAME_LINE <= each.left <= right + _NEAR]
    before = [each for each in line if each.left < left]
    return min(after or line, default=None) if after or not before else max(before)


def line_of(annotation: DictionaryObject) -> str:
    """The line of a field or of a box of text that was laid over the page; "" for any other."""
    if int(annotation.get("/F", 0)) & _HIDDEN:
        return ""
    if annotation.get("/Subtype") == "/FreeText":
        return str(annotation.get("/Contents", ""))
    if annotation.get("/Subtype") != "/Widget":
        return ""
    kind, flags = _inherited(annotation, "/FT"), int(_inherited(annotation, "/Ff") or 0)
    name = str(_inherited(annotation, "/TU") or "")
    if kind == "/Btn":
        return (
            "" if flags & _PUSH_BUTTON else _box(annotation, name, is_choice=bool(flags & _RADIO))
        )
    value = _inherited(annotation, "/V")
    if kind not in {"/Tx", "/Ch"} or value is None or flags & _SECRET:
        return ""
    shown = _shown_choices(annotation) if kind == "/Ch" else {}
    values = value if isinstance(value, list) else [value]
    said = ", ".join(shown.get(each, each) for each in map(_text, values))
    return f"{name}: {said}" if name and said.strip() else said


def _box(annotation: DictionaryObject, name: str, *, is_choice: bool) -> str:
    """A box to tick, or one choice of several: with its own name, or "given" and "refused" look alike."""
    state = annotation.get("/AS")
    on = _ticked_state(annotation)
    if state is None:
        # All boxes of one question have its answer: this one's, where it is the state of this one.
        chosen = _inherited(annotation, "/V")
        state = chosen if on in ("", str(chosen)) else None
    is_ticked = state not in (None, "/Off")
    own = _own_name(annotation, on or (str(state) if is_ticked else ""))
    name = name or _field_name(annotation)
    if own.isdecimal() or (not is_choice and own.lower().rstrip("0123456789") in _SAYS_NOTHING):
        own = ""
    words = f"{name}: {own}" if name and own and own.lower() != name.lower() else name or own
    return f"{TICKED if is_ticked else UNTICKED} {words}".strip()


def _ticked_state(annotation: DictionaryObject) -> str:
    """The state of a box that is ticked, as its looks have it; "" where they do not say."""
    looks = annotation.get("/AP")
    normal = looks.get_object().get("/N") if looks is not None else None
    states = list(normal.get_object()) if normal is not None else []
    return next((each for each in states if each != "/Off"), "")


def _own_name(annotation: DictionaryObject, on: str) -> str:
    """What ticking this box means: its choice in the list of its field, else the name of that state."""
    on = on.removeprefix("/")
    choices = _inherited(annotation, "/Opt")
    if choices and on.isdecimal() and int(on) < len(choices):
        return _text(choices[int(on)])
    return on.replace("_", " ")


def _field_name(annotation: DictionaryObject) -> str:
    """The name of a field that has no words for people, if a person gave it."""
    given = re.sub(r"\[\d+\]$", "", _text(_inherited(annotation, "/T") or ""))
    name = " ".join(given.replace("_", " ").split())
    return "" if _GIVEN_NAME.fullmatch(name) else name


def _shown_choices(annotation: DictionaryObject) -> dict[str, str]:
    """What a list keeps → what it shows, where the two differ."""
    pairs = (each.get_object() for each in _inherited(annotation, "/Opt") or ())
    return {
        _text(pair[0]): _text(pair[1]) for pair in pairs if isinstance(pair, list) and len(pair) > 1
    }


def _text(value: object) -> str:
    value = value.get_object() if hasattr(value, "get_object") else value
    if isinstance(value, StreamObject):
        data = value.get_data()
        data = data if isinstance(data, bytes) else data.encode()
        is_wide = data.startswith((b"\xfe\xff", b"\xff\xfe"))
        return data.decode("utf-16" if is_wide else "utf-8", "replace")
    if isinstance(value, ByteStringObject):
        return bytes(value).decode("latin-1")
    return str(value).removeprefix("/") if isinstance(value, NameObject) else str(value)


def _inherited(field: Any, key: str) -> Any:
    """A property of a field, or of the field that it is a part of."""
    for _ in range(8):
        if key in field:
            return field[key].get_object() if hasattr(field[key], "get_object") else field[key]
        if "/Parent" not in field:
            return None
        field = field["/Parent"].get_object()
    return None
