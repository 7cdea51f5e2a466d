"""What visitors searched for in vain is told to those who plan content, and nothing that tells of a visitor."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import timezone

from knowledge.access.roles import ensure_roles
from knowledge.admin.waiting_lists import list_of
from knowledge.contracts.demand import wanted
from search.models import LoggedQuery, SearchEvent
from tests.factories import make_editor
from tests.signing_in import admin_client

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
    assert set(acts) == {"Other name", "Promote", "Ask the partnerships"}
    assert all(address.endswith("?query=doula") for address in acts.values())


def test_both_lists_lead_to_the_same_three_acts():
    ensure_roles()
    searched("doula & co", 0, 2)
    desk = admin_client(make_editor())
    for address in (reverse("coverage"), list_of(LoggedQuery)):
        html = desk.get(address).content.decode()
        for view in ("wagtailsnippets_knowledge_term:add", "promoted_results:add", "coverage_ask"):
            assert f'href="{reverse(view)}?query=doula+%26+co"' in html, (address, view)
    form = desk.get(f"{reverse('coverage_ask')}?query=doula+%26+co").content.decode()
    assert 'value="doula &amp; co"' in form


def test_who_may_not_ask_partnerships_is_not_led_there():
    ensure_roles()
    searched("doula", 0, 2)
    editor = make_editor()
    for group in editor.groups.all():
        group.permissions.remove(*group.permissions.filter(codename="add_commission"))
    html = admin_client(editor).get(list_of(LoggedQuery)).content
    assert b"Other name" in html
    assert b"Ask the partnerships" not in html
