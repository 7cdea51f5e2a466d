"""The support text on painful stories: one person writes it, another publishes it."""

from __future__ import annotations

import pytest
from django.urls import reverse

from knowledge.models import SupportText
from tests.factories import make_admin, make_editor, make_moderator, make_region
from tests.signing_in import admin_client

pytestmark = pytest.mark.django_db

NEW = "Ring the line"


def post(user, **said):
    text = SupportText.load()
    url = reverse("wagtailsettings:edit", args=["knowledge", "supporttext", text.pk])
    typed = {"proposed_heading": text.proposed_heading, "proposed_text": '{"blocks": [{"key": "a", "text": "Call us.", "type": "unstyled", "depth": 0, "inlineStyleRanges": [], "entityRanges": [], "data": {}}], "entityMap": {}}'}  # fmt: skip
    return admin_client(user).post(url, {**typed, **said})


@pytest.mark.parametrize("who", ["editor", "moderator", "administrator"])
def test_what_one_person_writes_is_not_public(site_tree, who):
    region = make_region()
    made = {"editor": make_editor, "moderator": make_moderator}
    user = make_admin() if who == "administrator" else made[who](region=region)
    assert post(user, proposed_heading=NEW).status_code == 302
    assert SupportText.load().heading == "Where to get support"
    post(user, proposed_heading=NEW, publish="on")
    assert SupportText.load().heading == "Where to get support"


def test_another_moderator_publishes_it_as_it_is(site_tree):
    region = make_region()
    post(make_editor(region=region), proposed_heading=NEW)
    other = make_moderator(region=region)
    response = post(other, proposed_heading="And more", publish="on")
    assert "somebody else has to publish" in response.content.decode()
    assert SupportText.load().heading == "Where to get support"
    assert post(other, publish="on").status_code == 302
    text = SupportText.load()
    assert text.heading == NEW
    assert "Call us." in text.text


def test_another_editor_does_not(site_tree):
    region = make_region()
    post(make_editor(region=region), proposed_heading=NEW)
    assert "Only a moderator" in post(make_editor(region=region), publish="on").content.decode()
    assert SupportText.load().heading == "Where to get support"


def test_the_words_that_readers_see_are_shown_as_they_see_them(site_tree):
    text = SupportText.load()
    text.text = "<p>Call <b>us</b>.</p>"
    text.save()
    url = reverse("wagtailsettings:edit", args=["knowledge", "supporttext", text.pk])
    html = admin_client(make_moderator(region=make_region())).get(url).content.decode()
    assert "<p>Call <b>us</b>.</p>" in html
    assert "&lt;p&gt;Call" not in html
