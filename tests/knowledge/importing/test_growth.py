"""The work to read and to plan grows with a file's length, whatever it is made of."""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest

from examples.template_fields import TEMPLATES
from examples.word.reading import read_word_form
from knowledge.importing.plan import Hub, make_plan
from knowledge.importing.runs import open_file
from tests.knowledge.documents.office_files import p, row, word

WORDS = "our ward listens to families and changes its letters because of number"


def tables(count: int) -> bytes:
    """Tables under each other that have one head."""
    made = (f"<w:tbl>{row('Name', 'About')}{row(f'R{n}', WORDS)}</w:tbl>" for n in range(count))
    return word("".join(made))


def runs(count: int) -> bytes:
    """One paragraph, in many pieces."""
    return word(f"<w:p>{''.join(p(f'{WORDS} {n} ')[5:-6] for n in range(count * 10))}</w:p>")


def open_fields(count: int) -> bytes:
    """Links that begin and never end."""
    begun = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>HYPERLINK "x"</w:instrText>'
        '</w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
    return word(
        "".join(p(f"{WORDS} {n}").replace("<w:r>", begun + "<w:r>", 1) for n in range(count * 3))
    )


def plan(data: bytes) -> None:
    make_plan(open_file("a.docx", data).drafts, Hub(), update=False)


def calls(work: Callable[[bytes], object], data: bytes) -> int:
    """How many functions are called meanwhile: the same on every machine, however busy it is."""
    count = 0

    def note(_frame: object, event: str, _said: object) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    sys.setprofile(note)
    try:
        work(data)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("made", [tables, runs, open_fields], ids=lambda made: made.__name__)
def test_four_times_the_length_takes_at_most_five_times_the_work(made):
    plan(made(5))  # What is made once is there.
    assert calls(plan, made(240)) < 5 * calls(plan, made(60))


def test_rows_that_no_form_has_take_work_for_each_and_no_more():
    template = next(iter(TEMPLATES.values()))

    def read(data: bytes) -> None:
        read_word_form("a.docx", data, template)

    def form(count: int) -> bytes:
        rows = "".join(row(f"Row {n} of my own label", f"{WORDS} {n}") for n in range(count))
        return word(f"<w:tbl>{rows}</w:tbl>")

    read(form(5))
    assert calls(read, form(200)) < 5 * calls(read, form(50))
