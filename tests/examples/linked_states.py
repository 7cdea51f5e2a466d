"""Pages that somebody meets by a link: a guest's, a notice's, stopping mail, changed words."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.test import Client

from examples.guests import invite_guest
from examples.submissions.take_moderators_words import take_moderators_words
from examples.submissions.withdraw import withdraw_from_public
from knowledge.moderation.mail_choices import REMINDERS, stop_address
from knowledge.moderation.take_down import hide
from knowledge.users.models import User
from tests.examples.conftest import Contributor, Place
from tests.examples.reviewing import send_example
from tests.factories import make_admin


def linked_states(place: Place) -> dict[str, Any]:
    """Name → answer of each state; an example is sent, published, hidden and withdrawn for them."""
    contributor = Contributor("dora@example.org")
    page = send_example(contributor, place, aims="To hear families.")
    person = User.objects.get(email=contributor.email)
    _, token = invite_guest(page, place.moderator, name="A midwife", email="guest@example.org")
    link, guest = f"/guest/{token}/", Client()
    stop = urlsplit(stop_address(person, REMINDERS)).path
    found = {
        "guest": guest.get(link),
        "guest, nothing chosen": guest.post(link, {}),
        "guest, too much": guest.post(link, {"words": "x" * 5001, "comment_aims": "y" * 5001}),
        "guest, sent": guest.post(link, {"advice": "good"}, follow=True),
        "guest, ended": guest.get("/guest/no-such-key/"),
        "stop mail": guest.get(stop),
        "stopped": guest.post(stop),
    }
    assert "There is a problem" in found["guest, too much"].content.decode()
    draft = page.get_latest_revision_as_object()
    draft.aims = "To hear all families & friends."
    draft.save_revision(user=place.moderator)
    take_moderators_words(contributor.submission)
    found["changed words"] = contributor.client.get(f"/my-examples/{contributor.submission.pk}/")
    assert "share-changes" in found["changed words"].content.decode()
    page.get_latest_revision().publish()
    page.refresh_from_db()
    hide(page, make_admin())
    found["hidden"] = guest.get(page.get_url())
    withdraw_from_public(contributor.submission, person)
    found["withdrawn"] = guest.get(page.get_url())
    assert "was withdrawn" in found["withdrawn"].content.decode()
    return found
