"""What visitors searched for in vain is told to those who plan content, and nothing that tells of a visitor."""

from __future__ import annotations

import pytest
from django.utils import timezone

from knowledge.access.roles import ensure_roles
from knowledge.contracts.demand import wanted
from search.models import LoggedQuery, SearchEvent
from tests.factories import make_editor

pytestmark = pytest.mark.django_db


def searched(words, total, times, clicked=0):
    query = LoggedQuery.objects.create(key=words, text=words)
    for number in range(times):
        SearchEvent.objects.create(
            query=query,
            total=total,
            searched_on=timezone.localdate(),
            reports_clicks=True,
            is_clicked=number < clicked,
        )


def test_what_found_nothing_or_led_nowhere_the_most_asked_first():
    ensure_roles()
    searched("doula", 0, 2)
    searched("tongue tie", 3, 8, clicked=1)
    searched("found", 3, 8, clicked=8)
    searched("only once", 3, 1)
    editor = make_editor()
    assert [(each.words, each.outcome) for each in wanted(editor)] == [
        ("tongue tie", "few opened a result"),
        ("doula", "found nothing"),
    ]
    acts = dict(wanted(editor)[1].acts)
    assert set(acts) == {"Other name", "Promote"}
    assert all(address.endswith("?query=doula") for address in acts.values())
