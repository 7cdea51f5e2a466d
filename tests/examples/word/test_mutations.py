"""Whatever people and programs do to a form: no word is lost, none is added, nothing written is hidden."""

from __future__ import annotations

import io
import random
from collections import Counter

import pytest
from docx import Document
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from examples.template_fields import BUSINESS_AS_USUAL, PROJECTS
from examples.word.blank import blank_word
from examples.word.document import read_document
from examples.word.filled import filled_word
from examples.word.matching import matched
from examples.word.wording import words_of
from tests.examples.word.forms import (
    ANSWERS,
    OLDER_ROWS,
    read_whole,
    saved,
    source_words,
    word_file,
    words_said,
)
from tests.examples.word.mutations import Choose, Mutator
from tests.libreoffice import convert

TITLE = "Co-production good or promising practice example – projects & programmes"
LABELS_ABOVE = [
    ("Project name", "Aims", "Who was involved?"),
    ("Walking group", "To hear from families.", "Parents"),
    ("Scope", "Families in Hove.", ""),
    ("Start date", "Budget", "End date"),
    ("May 2020", "None", "June 2021"),
    ("Evaluation", "", "Learning points"),
    ("", "", ""),
]
FORMS = {
    "older form": word_file(TITLE, OLDER_ROWS),
    "our form": filled_word(PROJECTS, ANSWERS),
    "our empty form": blank_word(BUSINESS_AS_USUAL),
    "labels above": word_file(LABELS_ABOVE),
}


def mutated(data: bytes, choose: Choose) -> tuple[bytes, list[str]]:
    """A changed copy, and the words that were written into it and are still there."""
    mutator = Mutator(Document(io.BytesIO(data)), choose)
    mutator.change()
    result = saved(mutator.document)
    there = source_words(result)
    return result, [word for word in mutator.written if there[word]]


def shown_words(read) -> Counter[str]:
    """The words that the contributor sees: in the fields, or beside them."""
    texts = [*read.answers.values(), *(f"{each.label} {each.text}" for each in read.unplaced)]
    return Counter(word for text in texts for word in words_of(text))


def assert_nothing_is_lost(data: bytes, written: list[str]) -> None:
    """All words are somewhere, and what was written is shown, not taken for the form's own."""
    shown = shown_words(read_whole(data))
    assert [word for word in written if not shown[word]] == []


# A failing file is found at once and told by its draws; making it smaller takes minutes a file.
FAST = settings(
    max_examples=40,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@pytest.mark.parametrize("name", FORMS)
@FAST
@given(data=st.data())
def test_mutated_forms_lose_no_word(name, data):
    assert_nothing_is_lost(*mutated(FORMS[name], lambda n: data.draw(st.integers(0, n - 1))))


@pytest.mark.pack
@FAST
@given(data=st.data())
def test_mutated_copies_of_the_real_example_lose_no_word(real_pack, data):
    form = (real_pack / "example-sussex-personalised-care.docx").read_bytes()
    assert_nothing_is_lost(*mutated(form, lambda n: data.draw(st.integers(0, n - 1))))


@pytest.fixture(scope="module")
def resaved(tmp_path_factory):
    """name → (file as it was, the same after LibreOffice saved it again, words written into it)."""
    folder = tmp_path_factory.mktemp("resaved")
    files = {"older": (FORMS["older form"], []), "empty": (FORMS["our empty form"], [])}
    files["ours"] = (FORMS["our form"], [])
    for seed in range(12):
        form = list(FORMS.values())[seed % 3]
        files[f"mutant-{seed}"] = mutated(form, random.Random(seed).randrange)  # noqa: S311
    for name, (data, _) in files.items():
        (folder / f"{name}.docx").write_bytes(data)
    convert([folder / f"{name}.docx" for name in files], "docx:MS Word 2007 XML", folder / "out")
    return {
        name: (data, (folder / "out" / f"{name}.docx").read_bytes(), written)
        for name, (data, written) in files.items()
    }


@pytest.mark.libreoffice
def test_forms_that_libreoffice_saved_again_lose_no_word(resaved):
    for name, (_, data, written) in resaved.items():
        read = matched(read_document(data))
        # Page numbers are counted anew; all else is as the file has it.
        assert words_said(read) == source_words(data), name
        shown = shown_words(read)
        assert [word for word in written if not shown[word]] == [], name


@pytest.mark.libreoffice
def test_libreoffice_changes_no_answer(resaved):
    for name in ("older", "ours"):
        read = matched(read_document(resaved[name][1]))
        assert (read.template, read.answers, read.unplaced) == (PROJECTS, ANSWERS, []), name
    empty = matched(read_document(resaved["empty"][1]))
    assert (empty.template, empty.answers, empty.unplaced) == (BUSINESS_AS_USUAL, {}, [])
