"""Both templates are whole: the definition, the page's columns and the real Word forms agree."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from django.db import models

from examples.models import PracticeExamplePage
from examples.recognition import field_from_label, plain_label, template_from_labels
from examples.template_fields import BUSINESS_AS_USUAL, FIELDS, PROJECTS, TEMPLATES

PACK = Path(os.environ.get("HUB_PACK_DIR", Path(__file__).parents[3] / "shared" / "pack"))


def test_templates_have_eleven_and_nine_fields():
    assert len(PROJECTS.fields) == 11
    assert len(BUSINESS_AS_USUAL.fields) == 9
    assert [field.label for field in PROJECTS.fields] == [
        "Title of project/programme or service area",
        "Aims and objectives",
        "Scope and target audience",
        "Date commenced",
        "Date completed",
        "Stakeholders",
        "Description/additional information",
        "Training or guidance provided to support the co-production process",
        "Evaluation, main impact and outcomes",
        "Learning points",
        "Future plans",
    ]


def test_every_field_is_a_column_of_the_page():
    for key in FIELDS:
        assert isinstance(PracticeExamplePage._meta.get_field(key), models.TextField)


def test_every_label_and_alias_is_recognised_as_its_own_field():
    for template in TEMPLATES.values():
        for field in template.fields:
            for wording in (field.label, *field.aliases):
                assert field_from_label(wording, template) == field, wording
                assert field_from_label(wording.upper() + ":", template) == field, wording


@pytest.mark.parametrize(
    "text",
    ["", "Title deeds were lost", "We evaluated it", "Training was given to all", "Sticky notes"],
)
def test_answers_are_not_taken_for_labels(text):
    assert field_from_label(text) is None


def test_a_table_of_two_known_rows_is_told_by_the_label_only_one_template_has():
    assert (
        template_from_labels(["Title of project/programme or service area", "Aims and objectives"])
        is PROJECTS
    )
    assert template_from_labels(["Aims and objectives", "Anything"]) is None
    assert template_from_labels(["Name", "Telephone", "Region"]) is None


@pytest.mark.pack
@pytest.mark.parametrize(
    ("file", "template"),
    [
        ("template-projects-and-programmes.docx", PROJECTS),
        ("template-business-as-usual.docx", BUSINESS_AS_USUAL),
        ("example-sussex-personalised-care.docx", PROJECTS),
    ],
)
def test_definition_matches_the_real_forms(file, template):
    docx = pytest.importorskip("docx")
    if not PACK.is_dir():
        pytest.skip("the real pack is not here")
    (table,) = docx.Document(str(PACK / file)).tables
    labels = [row.cells[0].text for row in table.rows]
    assert template_from_labels(labels) is template
    assert [field_from_label(label) for label in labels] == list(template.fields)
    for label, field in zip(labels, template.fields, strict=True):
        wordings = (field.label, *field.aliases)
        assert plain_label(label).startswith(tuple(plain_label(each) for each in wordings))
