"""Mends the tags of a PDF that WeasyPrint wrote, so that they mean what the page means.

It writes no scope for headings of tables, puts a list inside a list beside its item, and leaves the lines at
the foot of each page as text that hangs nowhere. Checkers pass all three; readers stumble over them.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Operator, Pdf

Key = tuple[int, int]
ARTIFACT = Dictionary(Type=Name.Pagination, Subtype=Name.Footer)


def repair(path: str | Path) -> None:
    """Mend the file in its place."""
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        root = pdf.Root.StructTreeRoot
        reached: set[Key] = set()
        for element in _walk(root.K[0], reached):
            if element.S == Name.L:
                _put_lists_into_their_items(element)
                for item in _elements(element):
                    if item.S == Name.LI:
                        _gather_body(pdf, item)
            elif element.S == Name.TR:
                _say_scopes(element)
        _make_artifacts(pdf, root, reached)
        pdf.save(path, object_stream_mode=pikepdf.ObjectStreamMode.generate)


def _kids(element: Object) -> list[Object]:
    kids = element.get(Name.K)
    if kids is None:
        return []
    return list(kids) if isinstance(kids, Array) else [kids]


def _elements(element: Object) -> list[Object]:
    """Its kids that are elements: no marked content and no annotation."""
    return [kid for kid in _kids(element) if isinstance(kid, Dictionary) and Name.S in kid]


def _walk(element: Object, reached: set[Key]) -> Iterator[Object]:
    """Every element below, those above first; notes which were met."""
    waiting = [element]
    while waiting:
        element = waiting.pop()
        reached.add(element.objgen)
        yield element
        waiting += _elements(element)


def _put_lists_into_their_items(outer: Object) -> None:
    kids: list[Object] = []
    for kid in _kids(outer):
        if kids and kid.S == Name.L and kids[-1].S == Name.LI:
            kids[-1].K = Array([*_kids(kids[-1]), kid])
            kid.P = kids[-1]
        else:
            kids.append(kid)
    outer.K = Array(kids)


def _gather_body(pdf: Pdf, item: Object) -> None:
    """An item is a label and one body, which holds everything else."""
    kids = _kids(item)
    labels = [kid for kid in kids if _is(kid, Name.Lbl)]
    bodies = [kid for kid in kids if _is(kid, Name.LBody)]
    others = [kid for kid in kids if not _is(kid, Name.Lbl) and not _is(kid, Name.LBody)]
    if not others and len(bodies) <= 1:
        return
    body = (
        bodies[0] if bodies else pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.LBody))
    )
    body.P = item
    if Name.Pg in item:
        body.Pg = item.Pg
    inside: list[Object] = []
    for kid in kids:
        if _is(kid, Name.LBody):
            inside += _kids(kid)
        elif not _is(kid, Name.Lbl):
            inside.append(kid)
    for kid in inside:
        if isinstance(kid, Dictionary) and Name.S in kid:
            kid.P = body
    body.K = Array(inside)
    item.K = Array([*labels, body])


def _is(kid: Object, sort: Name) -> bool:
    return isinstance(kid, Dictionary) and kid.get(Name.S) == sort


def _say_scopes(row: Object) -> None:
    """A heading in the head is its column's, any other one its row's."""
    scope = Name.Column if Name.THead == row.P.S else Name.Row
    for cell in _elements(row):
        if cell.S == Name.TH:
            attributes = cell.get(Name.A, Dictionary(O=Name.Table))
            attributes.Scope = scope
            cell.A = attributes


def _make_artifacts(pdf: Pdf, root: Object, reached: set[Key]) -> None:
    """What stands on a page and hangs nowhere is no part of the text."""
    numbers = root.ParentTree.Nums
    owners = {int(numbers[at]): numbers[at + 1] for at in range(0, len(numbers), 2)}
    for page in pdf.pages:
        owned = owners.get(int(page.obj.get(Name.StructParents, -1)))
        if not isinstance(owned, Array):
            continue
        loose = {at for at, element in enumerate(owned) if element.objgen not in reached}
        if loose:
            _mark_as_artifacts(pdf, page, loose)
            for at in loose:
                owned[at] = None


def _mark_as_artifacts(pdf: Pdf, page: pikepdf.Page, loose: set[int]) -> None:
    instructions = []
    for each in pikepdf.parse_content_stream(page):
        operands, operator = list(each.operands), each.operator
        if operator == Operator("BDC") and _number(operands) in loose:
            operands = [Name.Artifact, ARTIFACT]
        instructions.append((operands, operator))
    page.obj.Contents = pdf.make_stream(pikepdf.unparse_content_stream(instructions))


def _number(operands: list[Object]) -> int:
    """The number of the marked content; -1 where it has none."""
    if len(operands) < 2 or not isinstance(operands[1], Dictionary):
        return -1
    return int(operands[1].get(Name.MCID, -1))
