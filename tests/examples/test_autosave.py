"""Saving by itself: what it answers is true, and it never overwrites what somebody else saved."""

from __future__ import annotations

import uuid

import pytest
from django.test import Client

from tests.examples.conftest import Contributor
from tests.factories import make_moderator

pytestmark = pytest.mark.django_db


class OpenForm:
    """A form open in one window, which saves itself as draft.js does."""

    def __init__(self, contributor: Contributor) -> None:
        self.contributor = contributor
        self.example = contributor.submission
        self.version, self.token, self.saves = self.example.version, str(uuid.uuid4()), 0

    def post(self, **typed):
        self.saves += 1
        data = {
            "version": self.version,
            "token": self.token,
            "saves": self.saves,
            **typed,
        }
        return self.contributor.client.post(f"/share/{self.example.pk}/autosave/", data)

    def save(self, **typed):
        """Save, and take the answer in."""
        answer = self.post(**typed)
        assert answer.status_code == 200, answer.content
        self.version = answer.json()["version"]
        return answer.json()


@pytest.fixture
def form(place, contributor) -> OpenForm:
    contributor.begin()
    return OpenForm(contributor)


@pytest.mark.each_database
def test_saves_and_says_when_and_what_was_read(form, contributor):
    answer = form.save(aims="To listen.", date_commenced="From May 2021", identifiable="no")
    saved = contributor.submission
    assert saved.answers["aims"] == "To listen."
    assert saved.consent == {"identifiable": "no"}
    assert answer["version"] == saved.version
    assert "May 2021" in answer["months"]["date_commenced"]
    assert "Learning points" in answer["hints"]
    assert len(answer["saved_at"]) == 5


@pytest.mark.each_database
def test_an_answer_lost_on_the_way_is_no_conflict(form, contributor):
    form.post(aims="One")  # saved, but this window never hears of it
    form.save(aims="One and two")
    assert contributor.submission.answers["aims"] == "One and two"


@pytest.mark.each_database
def test_what_comes_late_changes_nothing(form, contributor):
    early = {"version": form.version, "aims": "Early"}
    form.saves = 1
    form.save(aims="Later")
    form.saves = 0
    assert form.post(**early).status_code == 200
    assert contributor.submission.answers["aims"] == "Later"


@pytest.mark.each_database
def test_two_windows_meet_side_by_side(form, contributor):
    other = OpenForm(contributor)
    form.save(aims="From the phone", credit_line="Us")
    answer = other.post(aims="From the laptop")
    assert answer.status_code == 409
    said = answer.json()
    assert said["reason"] == "two_versions"
    for words in ("From the phone", "From the laptop", "Credit line"):
        assert words in said["html"]
    assert contributor.submission.answers["aims"] == "From the phone"
    other.version = said["version"]
    other.save(aims="Both")
    # And now the first window is the one that is behind, although it saved before.
    assert form.post(aims="Phone again").status_code == 409
    assert contributor.submission.answers["aims"] == "Both"


@pytest.mark.each_database
def test_a_window_without_script_is_not_taken_for_a_late_one(form, contributor):
    contributor.post("save", aims="First", token=form.token, version=1)
    assert contributor.post("save", aims="Second", token=form.token, version=1).status_code == 409


def test_signed_out(form, contributor):
    contributor.client.logout()
    answer = form.post(aims="Typed")
    assert answer.status_code == 401
    assert answer.json() == {"reason": "signed_out"}
    assert contributor.submission.answers == {}


def test_a_form_token_of_an_earlier_sign_in_is_renewed(form, contributor):
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = contributor.client.cookies
    path = f"/share/{form.example.pk}/autosave/"
    data = {"aims": "Typed", "version": 1, "token": form.token, "saves": 1}
    answer = strict.post(path, data)
    assert answer.status_code == 403
    assert contributor.submission.answers == {}
    token = answer.json()["token"]
    assert strict.post(path, {**data, "csrfmiddlewaretoken": token}).status_code == 200
    assert contributor.submission.answers["aims"] == "Typed"


def test_somebody_elses_does_not_exist(form):
    stranger = Contributor("stranger@example.org")
    stranger.sign_in()
    form.contributor = stranger
    assert form.post(aims="Mine now").status_code == 404
    form.example.refresh_from_db()
    assert form.example.answers == {}


def test_with_a_moderator_it_says_so(form, contributor, place):
    make_moderator(region=place.region)
    contributor.post("send", project_title="A", aims="B", region=place.region.pk, licence="on")
    answer = form.post(aims="C")
    assert (answer.status_code, answer.json()) == (409, {"reason": "locked"})


def test_what_is_wrong_is_named(form, contributor):
    answer = form.post(aims="Kept", credit_line="x" * 201)
    assert answer.status_code == 400
    (error,) = answer.json()["errors"]
    assert error["name"] == "credit_line"
    assert "200 characters" in error["text"]


def test_only_posts_and_no_cache(form, contributor):
    path = f"/share/{form.example.pk}/autosave/"
    assert contributor.client.get(path).status_code == 405
    assert form.post(aims="A")["Cache-Control"] == "private, no-store"


@pytest.mark.each_database
def test_a_long_answer_fits(form, contributor):
    """3,000 words and more in every field, in one save."""
    words = "co-production " * 2_100
    form.save(**dict.fromkeys(contributor.submission.definition.keys, words))
    assert all(text == words for text in contributor.submission.answers.values())
