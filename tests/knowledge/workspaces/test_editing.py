"""An assessment is written, reviewed and compared like any page."""

from __future__ import annotations

import re

import pytest
from django.core.exceptions import ValidationError
from django.test import RequestFactory
from wagtail.models import ReferenceIndex

from knowledge.contracts.findable import source_named
from knowledge.moderation.comparison import changes_to_public
from knowledge.workspaces.models import AssessmentPage
from tests.factories import make_editor

pytestmark = pytest.mark.django_db


def test_a_moderator_sees_which_statement_changes(assessment):
    draft = AssessmentPage.objects.get(pk=assessment.pk)
    raw = list(draft.areas.raw_data)
    raw[0]["value"]["statements"][0]["value"]["text"] = "We write the agenda together"
    draft.areas = raw
    draft.save_revision()
    request = RequestFactory().get("/")
    request.user = make_editor()
    (changed,) = changes_to_public(draft, request)
    change = changed.comparison
    assert "<dt>Statement</dt>" in str(change.htmldiff())
    assert re.search(r'class="addition">[^<]*together', str(change.htmldiff()))


@pytest.mark.parametrize("levels", ["One", "A\nB\nA", "\n".join("ABCDEFGH"), "", "x" * 61 + "\nB"])
def test_a_scale_has_two_to_seven_steps_with_words_of_their_own(assessment, levels):
    assessment.levels = levels
    with pytest.raises(ValidationError, match="levels"):
        assessment.full_clean()


def test_it_is_found_by_its_statements(assessment):
    (text,) = source_named("page").texts([assessment.pk]).values()
    assert any("We share the money" in passage.text for passage in text.passages)
    assert {passage.anchor for passage in text.passages} >= {"area-1", "area-2"}


def test_pages_that_help_know_where_they_are_used(assessment, helpful):
    assert ReferenceIndex.get_references_to(helpful).filter(content_type__model="assessmentpage")


def test_one_without_areas_offers_no_start(client, assessment):
    assessment.areas = []
    assessment.save_revision().publish()
    assert "Start a gap analysis" not in client.get(assessment.get_url()).content.decode()
    start = client.get(f"/workspaces/start/gap-analysis/{assessment.pk}/")
    assert start.status_code == 404
