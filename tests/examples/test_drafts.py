"""Drafts: nothing typed is lost, two windows never overwrite each other, nobody else sees them."""

from __future__ import annotations

import re
import uuid

import pytest
from django.test import Client

from examples.models import Submission
from examples.template_fields import ANSWER_LIMIT, BUSINESS_AS_USUAL, PROJECTS
from tests.examples.conftest import Contributor

pytestmark = pytest.mark.django_db


@pytest.mark.each_database
def test_beginning_twice_makes_one_draft(place, contributor):
    token = str(uuid.uuid4())
    contributor.client.post("/share/", {"template": "projects", "token": token})
    contributor.sign_in()
    for _ in range(2):
        contributor.client.post("/share/", {"template": "projects", "token": token}, follow=True)
    assert Submission.objects.get().pk == uuid.UUID(token)


def test_a_token_of_somebody_else_begins_a_draft_of_ones_own(place, contributor):
    taken = contributor.begin()
    other = Contributor("other-person@example.org")
    other.sign_in()
    other.client.post("/share/", {"template": "projects", "token": str(taken.pk)}, follow=True)
    assert other.submission.pk != taken.pk
    assert Submission.objects.get(pk=taken.pk).owner.email == contributor.email


@pytest.mark.parametrize("data", [{}, {"template": "nonsense"}, {"template": "projects"}])
def test_choosing_nothing_is_said_beside_the_choice(place, client, data):
    token = str(uuid.uuid4()) if "projects" not in data.values() else "no-uuid"
    response = client.post("/share/", {**data, "token": token})
    assert response.status_code == 400
    assert "There is a problem" in response.content.decode()


@pytest.mark.parametrize("template", [PROJECTS, BUSINESS_AS_USUAL])
def test_the_form_asks_every_field_with_its_prompts(place, contributor, template):
    example = contributor.begin(template.key)
    html = contributor.client.get(f"/share/{example.pk}/").content.decode()
    for field in template.fields:
        assert f'<textarea class="nhsuk-textarea" id="id_{field.key}"' in html
        assert field.label in html
        for prompt in field.prompts:
            assert prompt in html
    assert html.count("<textarea") == len(template.fields)


@pytest.mark.each_database
def test_text_comes_back_exactly_as_typed(place, contributor):
    contributor.begin()
    typed = "\n  First line, indented\r\n\r\n<b>not bold</b> & “quotes” 💛 العربية  \n\n"
    contributor.post("save", aims=typed)
    assert contributor.submission.answers["aims"] == typed.replace("\r\n", "\n")
    html = contributor.client.get(f"/share/{contributor.submission.pk}/").content.decode()
    assert "&lt;b&gt;not bold&lt;/b&gt; &amp; “quotes” 💛 العربية" in html
    assert "<b>not bold" not in html


@pytest.mark.each_database
def test_two_windows_never_overwrite_each_other(place, contributor):
    contributor.begin()
    version = contributor.submission.version
    contributor.post("save", aims="From the phone", version=version)
    response = contributor.post("save", aims="From the laptop", scope="New", version=version)
    html = response.content.decode()
    assert response.status_code == 409
    assert "From the phone" in html
    assert "From the laptop" in html
    assert "There are two versions" in html
    assert contributor.submission.answers["aims"] == "From the phone"
    newest = int(re.search(r'name="version" value="(\d+)"', html).group(1))
    contributor.post("save", aims="Both, put together", version=newest)
    assert contributor.submission.answers["aims"] == "Both, put together"


def test_saving_the_same_text_twice_is_no_conflict(place, contributor):
    contributor.begin()
    version = contributor.submission.version
    for _ in range(2):
        assert contributor.post("save", aims="Same", version=version).status_code == 302


def test_conflicting_choices_are_named(place, contributor):
    contributor.begin()
    version = contributor.submission.version
    contributor.post("save", credit_line="A", version=version)
    html = contributor.post("save", credit_line="B", version=version).content.decode()
    assert '<a href="#conflict-credit_line">Credit line</a>' in html
    assert re.search(r"<pre[^>]*>A</pre>.*<pre[^>]*>B</pre>", html, re.S)


def test_a_stale_version_cannot_send(place, contributor):
    contributor.begin()
    version = contributor.submission.version
    contributor.post("save", aims="Newer", version=version)
    response = contributor.post(
        "send",
        aims="Older",
        project_title="T",
        region=place.region.pk,
        licence="on",
        version=version,
    )
    assert response.status_code == 409
    assert contributor.submission.state == Submission.State.DRAFT


@pytest.mark.each_database
def test_an_answer_too_long_is_said_and_the_text_kept(place, contributor):
    contributor.begin()
    long = "x" * (ANSWER_LIMIT + 1)
    response = contributor.post("save", aims=long, scope="Also kept")
    html = response.content.decode()
    assert response.status_code == 400
    assert f"is too long: {ANSWER_LIMIT + 1} characters" in html
    assert 'href="#id_aims"' in html
    assert long in html
    assert "Also kept" in html
    assert contributor.post("save", aims="x" * ANSWER_LIMIT).status_code == 302


@pytest.mark.each_database
def test_null_characters_are_dropped_not_an_error(place, contributor):
    contributor.begin()
    assert contributor.post("save", aims="a\x00b").status_code == 302
    assert contributor.submission.answers["aims"] == "ab"


@pytest.mark.parametrize(
    "typed",
    [
        {"region": "99999"},
        {"region": "nonsense"},
        {"organisation": "-1"},
        {"topics": ["99999"]},
        {"requirements": ["x"]},
        {"credit_line": "x" * 201},
        {"organisation_words": "x" * 201},
    ],
)
def test_a_wrong_choice_is_said_and_the_text_kept(place, contributor, typed):
    contributor.begin()
    response = contributor.post("save", aims="Kept on the screen", **typed)
    assert response.status_code == 400
    assert "Kept on the screen" in response.content.decode()


@pytest.mark.parametrize("typed", [{"version": ""}, {"version": "x"}, {"token": "x"}])
def test_a_mangled_form_is_refused_politely(place, contributor, typed):
    contributor.begin()
    response = contributor.post("save", aims="Kept on the screen", **typed)
    assert response.status_code == 400
    assert "Kept on the screen" in response.content.decode()


def test_typed_text_survives_a_session_that_ran_out(place, contributor):
    example = contributor.begin()
    contributor.client.logout()
    response = contributor.post("save", aims="Typed after the session had gone")
    assert response.url.startswith("/sign-in/?next=")
    contributor.client.get(response.url)
    contributor.client.post("/sign-in/", {"email": contributor.email})
    from tests.examples.conftest import newest_code

    back = contributor.client.post("/sign-in/code/", {"code": newest_code(contributor.email)})
    assert back.url == f"/share/{example.pk}/"
    html = contributor.client.get(back.url).content.decode()
    assert "Typed after the session had gone" in html
    assert "not saved yet" in html
    contributor.post("save", aims="Typed after the session had gone")
    assert "kept what you typed" not in contributor.client.get(back.url).content.decode()


def test_signing_in_again_elsewhere_loses_no_open_form(place, contributor):
    """Django changes the form token at sign-in; the form that was open comes back with its text."""
    example = contributor.begin()
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = contributor.client.cookies
    path = f"/share/{example.pk}/"
    token = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')
    data = {"aims": "Typed for an hour", "version": 1, "token": str(uuid.uuid4()), "save": "1"}
    response = strict.post(path, {**data, "csrfmiddlewaretoken": "x" * 64})
    html = response.content.decode()
    assert response.status_code == 403
    assert "Typed for an hour" in html
    assert "press the button again" in html
    assert contributor.submission.answers == {}
    response = strict.post(path, {**data, "csrfmiddlewaretoken": token.search(html).group(1)})
    assert response.status_code == 302
    assert contributor.submission.answers["aims"] == "Typed for an hour"


def test_kept_text_is_not_shown_to_the_next_person(place, contributor):
    example = contributor.begin()
    contributor.client.logout()
    contributor.post("save", aims="Private words")
    other = Contributor("next-person@example.org")
    other.client = contributor.client
    other.sign_in()
    assert other.client.get(f"/share/{example.pk}/").status_code == 404
    for path in ("/my-examples/", "/share/"):
        assert "Private words" not in other.client.get(path).content.decode()
    assert "hub_stashed_form" not in other.client.session


PRIVATE_PATHS = (
    "/share/{pk}/",
    "/share/{pk}/preview/",
    "/my-examples/{pk}/",
)


@pytest.mark.parametrize("path", PRIVATE_PATHS)
def test_somebody_elses_example_does_not_exist(place, contributor, path):
    example = contributor.begin()
    contributor.post("save", aims="unique-private-word")
    other = Contributor("stranger@example.org")
    other.sign_in()
    address = path.format(pk=example.pk)
    assert other.client.get(address).status_code == 404
    assert other.client.get(path.format(pk=uuid.uuid4())).status_code == 404
    assert "unique-private-word" not in other.client.get("/my-examples/").content.decode()


@pytest.mark.parametrize(
    "path", ["/share/{pk}/", "/my-examples/{pk}/withdraw/", "/my-examples/{pk}/reopen/"]
)
def test_somebody_else_cannot_post_to_it(place, contributor, path):
    example = contributor.begin()
    other = Contributor("stranger@example.org")
    other.sign_in()
    data = {"aims": "Overwritten", "version": 1, "token": str(uuid.uuid4()), "save": "1"}
    assert other.client.post(path.format(pk=example.pk), data).status_code == 404
    example.refresh_from_db()
    assert example.answers == {}
    assert example.state == Submission.State.DRAFT


@pytest.mark.parametrize("path", ["/my-examples/", *PRIVATE_PATHS])
def test_strangers_are_asked_to_sign_in_and_nothing_is_cached(place, contributor, path):
    example = contributor.begin()
    address = path.format(pk=example.pk)
    response = Client().get(address)
    assert response.status_code == 302
    assert response.url.startswith("/sign-in/?next=")
    for answer in (response, contributor.client.get(address)):
        assert answer["Cache-Control"] == "private, no-store"
        assert "noindex" in answer["X-Robots-Tag"]


def test_preview_looks_like_the_page_and_makes_none(place, contributor, topic):
    from examples.models import PracticeExamplePage

    contributor.begin()
    response = contributor.post(
        "preview",
        project_title="A preview",
        aims="Seen before it is sent.",
        region=place.region.pk,
        topics=[topic.pk],
    )
    html = contributor.client.get(response.url).content.decode()
    assert "This is a preview" in html
    assert 'id="field-aims"' in html
    assert "Seen before it is sent." in html
    assert "Not recorded" in html
    assert place.region.name in html
    assert not PracticeExamplePage.objects.exists()


def test_the_list_of_examples_costs_the_same_however_long(
    place, contributor, django_assert_max_num_queries
):
    contributor.begin()
    contributor.post("send", project_title="A", aims="B", region=place.region.pk, licence="on")
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as few:
        contributor.client.get("/my-examples/")
    for number in range(5):
        contributor.begin()
        contributor.post(
            "send", project_title=f"N {number}", aims="B", region=place.region.pk, licence="on"
        )
    with CaptureQueriesContext(connection) as many:
        contributor.client.get("/my-examples/")
    assert len(many) == len(few)


def test_a_window_that_says_no_region_fits_is_compared_in_words(place, contributor):
    contributor.begin()
    version = contributor.submission.version
    contributor.post("save", region=place.region.pk, version=version)
    html = contributor.post("save", region="none", version=version).content.decode()
    assert '<a href="#conflict-region">Your region</a>' in html
    assert re.search(r"<pre[^>]*>South East</pre>.*<pre[^>]*>My region is not listed", html, re.S)
