"""A formula in one line of characters: "a/b", "x^2", "√(x+1)". Every character of it is kept. Pure."""

from __future__ import annotations

from knowledge.documents.office.package import XmlElement, attribute, child_of, local

_ACCENTS = {"limLow": ("e", "lim", "_"), "limUpp": ("e", "lim", "^")}


def formula(element: XmlElement) -> str:
    """The characters below an m:oMath, in the order in which one reads them."""
    return "".join(_of(child) for child in element if isinstance(child.tag, str))


def _of(element: XmlElement) -> str:
    name = local(element)
    if name.endswith("Pr") or name in {"del", "moveFrom"}:
        return ""
    if name in {"t", "delText"}:
        return (element.text or "") if name == "t" else ""
    writer = _WRITERS.get(name)
    return writer(element) if writer else formula(element)


def _part(element: XmlElement, name: str) -> str:
    found = child_of(element, name)
    return formula(found) if found is not None else ""


def _grouped(text: str) -> str:
    return text if len(text) < 2 or text.isalnum() else f"({text})"


def _fraction(element: XmlElement) -> str:
    return f"{_grouped(_part(element, 'num'))}/{_grouped(_part(element, 'den'))}"


def _scripts(element: XmlElement) -> str:
    low, high = _part(element, "sub"), _part(element, "sup")
    said = _part(element, "e")
    said += f"_{_grouped(low)}" if low else ""
    return said + (f"^{_grouped(high)}" if high else "")


def _left_scripts(element: XmlElement) -> str:
    return (
        f"_{_grouped(_part(element, 'sub'))}^{_grouped(_part(element, 'sup'))}{_part(element, 'e')}"
    )


def _root(element: XmlElement) -> str:
    return f"{_part(element, 'deg')}√{_grouped(_part(element, 'e'))}"


def _sum(element: XmlElement) -> str:
    sign = attribute(child_of(element, "naryPr", "chr"), "val") or "∫"
    low, high = _part(element, "sub"), _part(element, "sup")
    said = sign + (f"_{_grouped(low)}" if low else "") + (f"^{_grouped(high)}" if high else "")
    return f"{said} {_part(element, 'e')}"


def _brackets(element: XmlElement) -> str:
    properties = child_of(element, "dPr")
    marks = []
    for name, usual in (("begChr", "("), ("endChr", ")"), ("sepChr", "|")):
        found = child_of(properties, name)
        marks.append(usual if found is None else attribute(found, "val"))
    inside = [formula(child) for child in element if local(child) == "e"]
    return marks[0] + marks[2].join(inside) + marks[1]


def _function(element: XmlElement) -> str:
    return f"{_part(element, 'fName')} {_part(element, 'e')}"


def _limit(element: XmlElement) -> str:
    base, mark, joint = _ACCENTS[local(element)]
    return f"{_part(element, base)}{joint}{_grouped(_part(element, mark))}"


def _rows(element: XmlElement) -> str:
    rows = [child for child in element if local(child) in {"mr", "e"}]
    return "; ".join(
        ", ".join(formula(cell) for cell in row if local(cell) == "e")
        if local(row) == "mr"
        else formula(row)
        for row in rows
    )


def _accented(element: XmlElement) -> str:
    return _part(element, "e") + attribute(child_of(element, "accPr", "chr"), "val")


_WRITERS = {
    "acc": _accented,
    "f": _fraction,
    "sSub": _scripts,
    "sSup": _scripts,
    "sSubSup": _scripts,
    "sPre": _left_scripts,
    "rad": _root,
    "nary": _sum,
    "d": _brackets,
    "func": _function,
    "limLow": _limit,
    "limUpp": _limit,
    "m": _rows,
    "eqArr": _rows,
}
