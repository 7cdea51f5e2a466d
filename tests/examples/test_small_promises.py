"""What a contributor and those who decide rely on without thinking of it."""

from __future__ import annotations

import re

import pytest
from django.core.exceptions import ValidationError
from wagtail.models import Comment

from examples.draft_text import DraftText
from examples.submissions.completeness import what_is_missing
from knowledge.blocks.media import DescribedImageBlock
from knowledge.models import HubImage
from tests.examples.conftest import CONSENT
from tests.examples.reviewing import act, admin_client, review_of, send_example
from tests.examples.test_autosave import OpenForm
from tests.factories import make_image

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("no_second_factor"),
]


def test_a_request_for_changes_is_answered_in_words(place, contributor):
    example = send_example(contributor, place)
    browser = admin_client(place.moderator)
    act(browser, example, "changes", words="Who took part?")
    page = f"/my-examples/{contributor.submission.pk}/"
    html = contributor.client.get(page).content.decode()
    assert "Answer<span" in html
    for _ in range(2):
        contributor.client.post(f"{page}answer/", {"comment": "0", "answer": "Twelve parents."})
    comment = Comment.objects.get(page_id=example.pk)
    assert comment.text == "Who took part?"
    assert [reply.text for reply in comment.replies.all()] == ["Twelve parents."]
    seen = browser.get(f"/admin/reviews/{review_of(example).pk}/").content.decode()
    assert "The contributor answers: Twelve parents." in seen
    assert "Twelve parents." in contributor.client.get(page).content.decode()


def test_nothing_is_answered_where_nothing_was_asked(place, contributor):
    send_example(contributor, place)
    page = f"/my-examples/{contributor.submission.pk}/"
    response = contributor.client.post(f"{page}answer/", {"comment": "0", "answer": "Hello?"})
    assert response.status_code == 404
    assert not Comment.objects.exists()


@pytest.mark.parametrize("button", ["save", "preview"])
def test_the_tick_of_the_licence_stays(place, contributor, button):
    contributor.begin()
    contributor.post(button, aims="To listen.", licence="on")
    write = f"/share/{contributor.submission.pk}/"
    assert (
        'name="licence" type="checkbox" value="on" checked'
        in contributor.client.get(write).content.decode()
    )
    assert contributor.submission.licence_agreed_at is None
    contributor.post(button, aims="To listen.")
    assert contributor.submission.licence_ticked is False


def test_autosave_says_which_marks_still_stand(place, contributor):
    contributor.begin()
    form = OpenForm(contributor)
    assert len(form.save(aims="Ring Anna on 07700 900123.")["spots"]) >= 1
    assert form.save(aims="Ring us.")["spots"] == []


def test_what_was_never_sent_is_not_taken_back(place, contributor):
    contributor.begin()
    page = f"/my-examples/{contributor.submission.pk}/"
    assert "Take it back" not in contributor.client.get(page).content.decode()
    contributor.client.post(f"{page}withdraw/")
    assert contributor.submission.state == "draft"


NO_DESCRIPTIONS = [
    "IMG_2041.jpg",
    "C:\\Users\\anna\\walk.png",
    "A dog. Description automatically generated",
]


@pytest.mark.parametrize("words", NO_DESCRIPTIONS)
def test_a_file_name_is_no_description(words):
    text = DraftText(practice_template="projects", file_words={"7": {"alt": words}})
    said = what_is_missing(text, has_agreed=True, pictures=[7])
    assert "alt-7" in said
    image = make_image("IMG_2041.jpg")
    image.description = words
    assert image.default_alt_text == ""
    image.contextual_alt_text, image.decorative = words, False
    with pytest.raises(ValidationError):
        DescribedImageBlock().clean(image)
    image.decorative = True
    DescribedImageBlock().clean(image)


def test_the_title_of_a_picture_is_not_its_description():
    assert HubImage(title="IMG_2041.jpg").default_alt_text == ""
    assert HubImage(title="x", description="Parents in a circle").default_alt_text


def _moderator_writes(example, moderator, **said):
    draft = type(example).objects.get(pk=example.pk).get_latest_revision_as_object()
    for name, words in said.items():
        setattr(draft, name, words)
    draft.save_revision(user=moderator)


@pytest.mark.parametrize("is_public", [False, True])
def test_a_moderators_edit_is_not_dropped_by_a_form_fetched_before(place, contributor, is_public):
    example = send_example(contributor, place, scope="One ward.")
    browser = admin_client(place.moderator)
    if is_public:
        act(browser, example, "approve")
        contributor.client.post(f"/my-examples/{contributor.submission.pk}/correct/")
    else:
        act(browser, example, "changes", words="Who took part?")
    assert contributor.submission.rests_on
    _moderator_writes(example, place.moderator, aims="To listen well.")
    response = contributor.post("send", scope="Two wards.")
    html = response.content.decode()
    assert response.status_code == 409
    assert "A moderator changed your text" in html
    assert "To listen well." in html
    assert 'href="#conflict-aims"' in html
    assert 'href="#conflict-scope"' not in html
    assert contributor.submission.answers["scope"] == "Two wards."
    assert contributor.post("send", aims="To listen very well.").status_code == 302
    newest = type(example).objects.get(pk=example.pk).get_latest_revision_as_object()
    assert (newest.aims, newest.scope) == ("To listen very well.", "Two wards.")


def test_a_conflict_lists_only_what_the_other_window_touched(place, contributor):
    contributor.begin()
    contributor.post("save", aims="One", scope="Two")
    version = contributor.submission.version
    contributor.post("save", aims="From the phone", version=version)
    typed = {"aims": "From the laptop", "scope": "Mine", "credit_line": "Us"}
    html = contributor.post("save", **typed, version=version).content.decode()
    assert 'href="#conflict-aims"' in html
    assert 'href="#conflict-scope"' not in html
    assert 'href="#conflict-credit_line"' not in html


TOUCHED = {
    "credit_line": {"credit_line": "The Tuesday group"},
    "contact": {"contact": "hello@example.org"},
    "organisation_words": {"organisation_words": "Seaside parents"},
    "consent": {"agreed_by": "The whole group"},
}


@pytest.mark.parametrize("name", sorted(TOUCHED))
def test_a_conflict_beside_the_answers_lists_only_what_was_touched(place, contributor, name):
    contributor.begin()
    contributor.post("save", aims="One", credit_line="Us")
    version = contributor.submission.version
    before = {"credit_line": "Us", "contact": "", "organisation_words": ""}
    contributor.post("save", **TOUCHED[name])
    response = contributor.post(
        "save", **{**before, "agreed_by": CONSENT["agreed_by"]}, aims="Mine", version=version
    )
    assert response.status_code == 409
    html = response.content.decode()
    assert len(set(re.findall(r'href="#conflict-([^"]+)"', html))) == 1, html
    assert 'href="#conflict-aims"' not in html
