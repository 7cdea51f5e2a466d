"""Suggestions stand at the field where they would be followed, and a good example gets none."""

from __future__ import annotations

import pytest

from examples.quality_hints import quality_hints
from examples.template_fields import BUSINESS_AS_USUAL, PROJECTS

GOOD = {
    "project_title": "Walking group for new parents",
    "date_commenced": "May 2021",
    "stakeholders": "Parents and two midwives.",
    "description": "We met on Tuesdays.",
    "evaluation": "One mother wrote: “I felt heard at last”.",
    "learning_points": "Bring biscuits.",
}
GOOD_USUAL = {
    "topic_description": "Monthly walk through the wards",
    "how_it_works": "Since 2019 parents and managers walk round.",
    "evaluation": "A father said signs are clearer.",
    "learning_points": "Fix a date.",
}


def hinted(answers, template=PROJECTS):
    return [hint.field for hint in quality_hints(answers, template)]


def test_good_examples_get_no_hints():
    assert hinted(GOOD) == []
    assert hinted(GOOD_USUAL, BUSINESS_AS_USUAL) == []


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"evaluation": " "}, "evaluation"),
        ({"evaluation": "Fewer complaints."}, "evaluation"),
        ({"learning_points": ""}, "learning_points"),
        ({"date_commenced": "a while ago"}, "date_commenced"),
        ({"project_title": "word " * 40}, "project_title"),
        ({"description": "word " * 300}, "description"),
    ],
)
def test_each_gap_is_hinted_at_its_field(change, field):
    assert hinted({**GOOD, **change}) == [field]


def test_nobody_who_uses_the_service():
    answers = {
        **GOOD,
        "project_title": "Signs",
        "stakeholders": "Managers.",
        "evaluation": "A porter said: “much better now”.",
    }
    assert hinted(answers) == ["stakeholders"]


def test_one_date_is_enough():
    assert hinted({**GOOD, "date_commenced": "", "date_completed": "June 2022"}) == []


def test_business_as_usual_asks_for_a_year():
    answers = {**GOOD_USUAL, "how_it_works": "Parents and managers walk round."}
    assert hinted(answers, BUSINESS_AS_USUAL) == ["how_it_works"]


def test_a_long_text_with_paragraphs_is_fine():
    assert hinted({**GOOD, "description": "word " * 200 + "\n\n" + "word " * 200}) == []


@pytest.mark.parametrize("template", [PROJECTS, BUSINESS_AS_USUAL])
def test_an_empty_draft_gets_hints_in_the_templates_order(template):
    hints = quality_hints({}, template)
    fields = [hint.field for hint in hints]
    assert fields == sorted(fields, key=template.keys.index)
    assert {"stakeholders", "evaluation", "learning_points"} <= set(fields)
    assert all(hint.text.endswith((".", "?")) for hint in hints)
