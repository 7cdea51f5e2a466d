"""A label is parted from what was written behind it, and no word falls between the two."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examples.recognition import field_from_prompt, split_label
from examples.rewordings import field_called, likely_field
from examples.template_fields import BUSINESS_AS_USUAL, FIELDS, PROJECTS
from examples.word.wording import words_of


@pytest.mark.parametrize(
    ("text", "key", "rest"),
    [
        ("Aims and objectives", "aims", ""),
        ("AIMS & OBJECTIVES:", "aims", ""),
        ("2. Aims: to listen", "aims", "to listen"),
        ("Title: “Baby café”", "project_title", "“Baby café”"),
        ("Date commenced – May 2021", "date_commenced", "May 2021"),
        ("Future plans\n- more\n- of it", "future_plans", "- more\n- of it"),
        (
            "Learning points e.g. • What went well? • Challenges and resolutions",
            "learning_points",
            "",
        ),
        ("Stakeholders e.g. • Who? Mums", "stakeholders", "Mums"),
        ("Training (include name and details of training provider): none", "training", "none"),
    ],
)
def test_label_and_rest(text, key, rest):
    split = split_label(text)
    assert (split.field.key, split.rest) == (key, rest)


@pytest.mark.parametrize("text", ["", "Title deeds were lost", "We evaluated it", "Scope creep"])
def test_other_texts_begin_with_no_label(text):
    assert split_label(text) is None


def test_a_field_of_the_other_template_is_not_seen():
    assert split_label("Date commenced", BUSINESS_AS_USUAL) is None
    assert likely_field("Date comenced", BUSINESS_AS_USUAL) is None
    assert likely_field("Date comenced", PROJECTS) is FIELDS["date_commenced"]


@given(
    st.sampled_from([w for f in FIELDS.values() for w in (f.label, *f.aliases, *f.prompts)]),
    st.sampled_from(["", " ", ": ", "\n", "\n- ", " (", " e.g. ", " – “"]),
    st.text(max_size=40),
)
def test_no_word_is_lost_between_label_and_rest(label, between, text):
    whole = label + between + text
    if split := split_label(whole):
        assert words_of(split.label) + words_of(split.rest) == words_of(whole)


def test_prompts_that_stand_alone():
    assert field_from_prompt("What went well?") is FIELDS["learning_points"]
    assert field_from_prompt("How were they involved?", PROJECTS) is FIELDS["stakeholders"]
    assert field_from_prompt("e.g.") is None
    assert field_from_prompt("What went wrong?") is None


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Project name", "project_title"),
        ("Title of initiative", "project_title"),
        ("Name of the project:", "project_title"),
        ("Impact / benefits", "evaluation"),
        ("Q3. Key learning", "learning_points"),
        ("2) Overview", "description"),
        ("1.2 What we did", "description"),
        ("What did you learn?", "learning_points"),
        ("Your aims", "aims"),
    ],
)
def test_names_that_people_give_a_field(text, key):
    assert field_called(text) is FIELDS[key]
    assert likely_field(text) is FIELDS[key]


@pytest.mark.parametrize("text", ["", "Region", "Contact", "Benefits were many", "Our team meets"])
def test_other_texts_are_no_such_names(text):
    assert field_called(text) is None
