"""What is asked beside the answers has one definition; columns, form and page agree with it."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings
from django.db import transaction
from django.db.models import ProtectedError

from examples.detail_form_fields import detail_fields
from examples.details import COLUMNS, DETAILS, Kind
from examples.draft_text import DraftText
from examples.models import PracticeExamplePage, Submission
from examples.vocabularies import VOCABULARIES
from knowledge.models import Topic


def test_every_detail_is_a_column_of_the_submission():
    columns = {field.attname for field in Submission._meta.concrete_fields}
    assert set(COLUMNS) <= columns


def test_what_a_detail_fills_is_there_on_the_page():
    columns = {field.attname for field in PracticeExamplePage._meta.concrete_fields}
    assert {each.page_column for each in DETAILS if each.page_column} <= columns
    for each in DETAILS:
        if each.page_links:
            vocabulary = VOCABULARIES[each.rows]
            link = PracticeExamplePage._meta.get_field(each.page_links).related_model
            assert link is vocabulary.link
            assert link._meta.get_field(vocabulary.link_name).related_model is vocabulary.model


def test_a_text_fits_its_columns():
    for each in DETAILS:
        if each.kind is Kind.TEXT:
            assert Submission._meta.get_field(each.column).max_length >= each.limit
            if each.page_column:
                column = PracticeExamplePage._meta.get_field(each.page_column)
                assert column.max_length >= each.limit


@pytest.mark.django_db
def test_the_form_asks_for_every_detail_in_order():
    fields = detail_fields()
    assert list(fields) == [each.key for each in DETAILS]
    assert [field.label for field in fields.values()] == [each.label for each in DETAILS]


def test_an_unknown_detail_is_refused():
    with pytest.raises(TypeError, match="colour"):
        DraftText("projects", {}, {"colour": "green"})


def test_a_details_words_stand_in_no_other_module():
    """Who changes a question changes it in one place."""
    files = [path for path in (Path(settings.BASE_DIR) / "examples").rglob("*.py")
             if path.name != "details.py" and "migrations" not in path.parts]  # fmt: skip
    for each in DETAILS:
        if len(each.label) > 20:
            holding = [path.name for path in files if f'"{each.label}"' in path.read_text()]
            assert holding == [], each.key


@pytest.mark.django_db
def test_a_topic_that_a_draft_holds_is_not_deleted_unseen(make_submission):
    topic = Topic.objects.create(name="Feeding", slug="feeding")
    draft = make_submission(topics=[topic.pk])
    with pytest.raises(ProtectedError, match="chosen in 1 example"), transaction.atomic():
        topic.delete()
    Submission.objects.filter(pk=draft.pk).update(topics=[])
    topic.delete()
    assert not Topic.objects.filter(slug="feeding").exists()


@pytest.fixture
def make_submission(django_user_model):
    """Makes a stored draft with these columns."""

    def make(**columns):
        owner = django_user_model.objects.create_user("amina@example.org")
        return Submission.objects.create(owner=owner, **columns)

    return make
