"""What was typed, ticked or chosen in the fields of a PDF, as whoever opens it sees it. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pypdf.generic import DictionaryObject, StreamObject

from knowledge.documents.office.items import TICKED, UNTICKED
from knowledge.documents.office.package import local, parsed

_HIDDEN = 0b100010
"""Flags of an annotation that nobody sees: hidden, or not to be viewed."""
_SECRET = 1 << 13
"""Flag of a field that holds a password."""
_RADIO, _PUSH_BUTTON = 1 << 15, 1 << 16
_SAYS_NOTHING = {"yes", "on", "true", "checked", "x", "choice"}
"""Names of the ticked state that programs give by themselves; so are figures."""


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
    state = annotation.get("/AS", _inherited(annotation, "/V"))
    is_ticked = state not in (None, "/Off")
    own = _own_name(annotation, str(state) if is_ticked else "")
    if own.isdecimal() or (not is_choice and own.lower().rstrip("0123456789") in _SAYS_NOTHING):
        own = ""
    words = f"{name}: {own}" if name and own and own.lower() != name.lower() else name or own
    return f"{TICKED if is_ticked else UNTICKED} {words}".strip()


def _own_name(annotation: DictionaryObject, state: str) -> str:
    """What ticking this box means: its choice in the list of its field, else the name of that state."""
    looks = annotation.get("/AP")
    normal = looks.get_object().get("/N") if looks is not None else None
    states = list(normal.get_object()) if normal is not None else []
    on = next((each for each in states if each != "/Off"), state).removeprefix("/")
    choices = _inherited(annotation, "/Opt")
    if choices and on.isdecimal() and int(on) < len(choices):
        return _text(choices[int(on)])
    return on.replace("_", " ")


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
    return str(value)


def _inherited(field: Any, key: str) -> Any:
    """A property of a field, or of the field that it is a part of."""
    for _ in range(8):
        if key in field:
            return field[key].get_object() if hasattr(field[key], "get_object") else field[key]
        if "/Parent" not in field:
            return None
        field = field["/Parent"].get_object()
    return None


def words_of_xfa(parts: Mapping[str, object] | None, shown: str) -> str:
    """The answers of an XFA form, one a line, that the pages do not show themselves."""
    data = (parts or {}).get("datasets")
    root, _ = parsed(data) if isinstance(data, bytes) else (None, True)
    held = (
        next((each for each in root.iter() if local(each) == "data"), None)
        if root is not None
        else None
    )
    answers = (
        " ".join((each.text or "").split()) for each in (held.iter() if held is not None else ())
    )
    return "\n".join(answer for answer in answers if answer and answer not in shown)
