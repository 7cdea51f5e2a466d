"""Whoever sends, corrects or withdraws an example with a page locks the page first, as whoever decides about it does."""

from __future__ import annotations

import uuid
from functools import partial

import pytest

from examples.models import Submission
from examples.submissions.correct import begin_correction, drop_correction
from examples.submissions.submit import submit
from examples.submissions.withdraw import withdraw, withdraw_from_public
from tests.row_locks import locked_tables

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db]


def test_what_waits_is_taken_back_and_sent_again(sent_example):
    example = Submission.objects.get(page_id=sent_example.pk)
    order = ["wagtailcore_page", "examples_submission"]
    assert locked_tables(lambda: withdraw(example, example.owner))[:2] == order
    Submission.objects.update(state=Submission.State.DRAFT)
    example.refresh_from_db()
    again = partial(submit, example, example.owner, uuid.uuid4(), has_agreed=True)
    assert locked_tables(again)[:2] == order


def test_what_is_public_is_corrected_and_withdrawn(approved_example):
    example = Submission.objects.get(page_id=approved_example.pk)
    for act in (
        lambda: begin_correction(example),
        lambda: drop_correction(example, example.owner),
        lambda: withdraw_from_public(example, example.owner),
    ):
        assert locked_tables(act)[:2] == ["wagtailcore_page", "examples_submission"]
