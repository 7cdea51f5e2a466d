"""Consent and safety: asked at sending and not before, shown to moderators, never to the public."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from examples.models import PracticeExamplePage
from knowledge.models import Audience, Rung
from tests.examples.conftest import CONSENT
from tests.factories import PASSWORD

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("no_second_factor"),
]

NHS_NUMBER = "943 476 5919"


@pytest.fixture
def typed(place):
    return {
        "project_title": "Bumps together",
        "aims": "To listen.",
        "region": place.region.pk,
        "licence": "on",
    }


def admin_html(moderator, page) -> str:
    client = Client()
    client.post("/staff/sign-in/", {"login": moderator.email, "password": PASSWORD})
    return client.get(f"/admin/pages/{page.pk}/edit/").content.decode()


def test_saving_needs_no_consent_and_sending_does(contributor, typed):
    contributor.begin()
    nothing = dict.fromkeys(CONSENT, "")
    assert contributor.post("save", **{**typed, **nothing}).status_code == 302
    response = contributor.post("send", **{**typed, **nothing})
    html = response.content.decode()
    assert response.status_code == 400
    for key in CONSENT:
        assert f'href="#id_{key}"' in html
        assert f'id="id_{key}"' in html
    assert not PracticeExamplePage.objects.exists()


def test_an_nhs_number_is_shown_at_its_spot_and_can_be_answered(contributor, typed, place):
    contributor.begin()
    typed["aims"] = f"We kept {NHS_NUMBER} in the notes."
    response = contributor.post("send", **typed)
    html = response.content.decode()
    assert response.status_code == 400
    assert re.search(rf'<a href="#id_aims">“{NHS_NUMBER}”: ', html)
    assert f"We kept <mark>{NHS_NUMBER}</mark> in the notes." in html
    name = re.search(r'name="(reason-\w+)"', html).group(1)
    assert contributor.submission.answers["aims"] == typed["aims"]

    response = contributor.post("send", **typed, **{name: "It is the printed example number."})
    assert response.status_code == 302
    page = PracticeExamplePage.objects.get()
    seen = admin_html(place.moderator, page)
    assert "It is the printed example number." in seen
    assert f"<mark>{NHS_NUMBER}</mark>" in seen


def test_an_answer_goes_with_what_it_answered(contributor, typed):
    contributor.begin()
    html = contributor.post("send", **{**typed, "aims": NHS_NUMBER}).content.decode()
    name = re.search(r'name="(reason-\w+)"', html).group(1)
    contributor.post("save", **{**typed, "aims": NHS_NUMBER, name: "A reason"})
    assert contributor.submission.reasons == {name.removeprefix("reason-"): "A reason"}
    contributor.post("save", **{**typed, "aims": "Taken out."})
    assert contributor.submission.reasons == {}


def test_moderators_read_the_answers_and_the_public_does_not(contributor, typed, place):
    contributor.begin()
    answers = {
        **CONSENT,
        "identifiable": "agreed",
        "agreed_by": "The unlikely committee",
        "contact": "07700 900123",
    }
    contributor.post("send", **{**typed, **answers})
    page = PracticeExamplePage.objects.get()
    seen = admin_html(place.moderator, page)
    for words in ("The unlikely committee", "Yes, and each of them has agreed", "07700 900123"):
        assert words in seen
    page.get_latest_revision().publish()
    public = Client().get(page.url).content.decode()
    assert "The unlikely committee" not in public
    assert "07700" not in public


def test_what_was_chosen_is_on_the_page(contributor, typed, topic):
    audience = Audience.objects.create(name="Midwives", slug="midwives")
    rung = Rung.objects.create(number=5, name="Engagement", slug="engagement", description="d")
    contributor.begin()
    contributor.post(
        "send",
        **typed,
        topics=[topic.pk],
        audiences=[audience.pk],
        rungs=[rung.pk],
        contact="https://example.org/our-group",
        contact_is_public="on",
        sensitive="yes",
        content_note="It speaks about the death of a baby.",
    )
    page = PracticeExamplePage.objects.get()
    page.get_latest_revision().publish()
    page.refresh_from_db()
    assert [link.audience for link in page.audience_links.all()] == [audience]
    assert [link.rung for link in page.rung_links.all()] == [rung]
    assert page.is_sensitive
    public = Client().get(page.url).content.decode()
    for words in ("It speaks about the death of a baby.", "https://example.org/our-group"):
        assert words in public


def test_dates_show_the_month_that_was_read(contributor, typed):
    contributor.begin()
    contributor.post("save", **typed, date_commenced="Spring, so May 2021", date_completed="later")
    html = contributor.client.get(f"/share/{contributor.submission.pk}/").content.decode()
    assert "the hub reads: <strong>May 2021</strong>" in html
    assert "finds no month" in html


def test_hints_are_shown_and_never_stop_anybody(contributor, typed):
    contributor.begin()
    contributor.post("save", **typed)
    html = contributor.client.get(f"/share/{contributor.submission.pk}/").content.decode()
    assert '<a href="#id_evaluation">Evaluation, main impact and outcomes</a>: Nothing here' in html
    assert contributor.post("send", **typed).status_code == 302


def test_enter_in_a_one_line_field_saves(contributor):
    """Browsers press the form's first button."""
    html = contributor.client.get(f"/share/{contributor.begin().pk}/").content.decode()
    form = html[html.index('enctype="multipart') if "multipart" in html else 0 :]
    first = re.search(r'<button[^>]*type="submit"[^>]*name="(\w+)"', form)
    assert first.group(1) == "save"
