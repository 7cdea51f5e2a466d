"""Promoted results: first, labelled, once, and only what everybody may see."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone
from wagtail.models import PageViewRestriction

from search.models import SearchPromotion
from tests.factories import make_editor, make_region
from tests.search.asking import ask, text_of, titles
from tests.signing_in import admin_client

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("each_engine"),
    pytest.mark.each_database,
]


@pytest.fixture
def editor() -> Client:
    """A regional editor with the admin open."""
    return admin_client(make_editor(region=make_region("Elsewhere")))


def promote(query: str, page, **kwargs) -> SearchPromotion:
    promotion = SearchPromotion(query=query, page=page, **kwargs)
    promotion.full_clean()
    promotion.save()
    return promotion


def promoted(address: str) -> list[str]:
    return [text_of(hit.title) for hit in ask(address).promoted]


def test_it_comes_first_at_once_and_is_not_shown_twice(library):
    before = ask("q=support")
    promote("support", library.audit)
    after = ask("q=support")
    assert promoted("q=support") == ["Audit of co-production"]
    assert "Audit of co-production" not in titles("q=support")
    assert after.total == before.total


def test_it_counts_where_the_words_do_not_find_it(library):
    promote("volunteers", library.ladder)
    found = ask("q=volunteers")
    assert found.total == 2
    assert promoted("q=volunteers") == ["The ladder of participation"]


def test_a_query_that_finds_nothing_can_have_one(client, library):
    promote("zzqqx", library.ladder)
    page = client.get("/search/", {"q": "zzqqx"}).content.decode()
    assert "Editors’ choice" in page
    assert "1 result for" in page
    assert "No results" not in page


def test_capitals_endings_filler_words_and_slips_make_no_difference(library):
    promote("volunteers", library.ladder)
    for query in ("Volunteer", "the+volunteers", "VOLUNTEERS", "volutneers"):
        assert promoted(f"q={query}") == ["The ladder of participation"], query


def test_other_queries_filters_and_orders_have_none(library):
    promote("support", library.audit)
    assert promoted("q=peer+support") == []
    assert promoted(f"q=support&topic={library.mental_health.pk}") == []
    assert promoted("q=support&sort=newest") == []
    assert "Audit of co-production" in titles(f"q=support&topic={library.mental_health.pk}")


def test_only_what_everybody_may_see(library):
    promote("support", library.draft)
    promote("support", library.audit)
    PageViewRestriction.objects.create(page=library.audit, restriction_type="login")
    assert promoted("q=support") == []


def test_only_in_its_period(library):
    now = timezone.now()
    promotion = promote("support", library.audit, starts_at=now + timedelta(days=1))
    assert promoted("q=support") == []
    promotion.starts_at, promotion.ends_at = None, now - timedelta(days=1)
    promotion.save()
    assert promoted("q=support") == []
    promotion.ends_at = now + timedelta(days=1)
    promotion.save()
    assert promoted("q=support") == ["Audit of co-production"]


def test_a_deleted_page_is_survived(library):
    promotion = promote("support", library.audit)
    library.audit.delete()
    promotion.refresh_from_db()
    assert promotion.page is None
    assert promoted("q=support") == []
    assert "gone" in str(promotion)


def test_the_form_says_what_is_wrong(library):
    promote("support", library.audit)
    with pytest.raises(ValidationError, match="promoted for these words already"):
        promote("Supports", library.audit)
    with pytest.raises(ValidationError, match="at least one word"):
        promote("?!", library.audit)
    now = timezone.now()
    with pytest.raises(ValidationError, match="after the beginning"):
        promote("peer", library.audit, starts_at=now, ends_at=now - timedelta(days=1))


def test_an_editor_opens_the_form_with_the_query_filled_in(editor, library):
    page = editor.get("/admin/promoted_results/new/", {"query": "CNST"}).content.decode()
    assert 'value="CNST"' in page
    sent = editor.post(
        "/admin/promoted_results/new/",
        {"query": "CNST", "page": library.audit.pk, "position": 1, "note": ""},
    )
    assert sent.status_code == 302
    assert promoted("q=cnst") == ["Audit of co-production"]
    assert "CNST" in editor.get("/admin/promoted_results/").content.decode()
