"""Pages that somebody meets by a link are valid HTML: a guest's, a notice's, stopping mail, changed words."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest
from django.core import mail
from django.test import Client

from examples.guests import invite_guest
from examples.submissions.take_moderators_words import take_moderators_words
from examples.submissions.withdraw import withdraw_from_public
from knowledge.moderation.mail_choices import REMINDERS, stop_address
from knowledge.moderation.take_down import hide
from knowledge.users.models import User
from tests.examples.reviewing import send_example
from tests.factories import make_admin
from tests.machine import VNU

pytestmark = [pytest.mark.django_db, pytest.mark.any_database, pytest.mark.vnu]


def pages(contributor, place) -> dict[str, object]:
    """Name → answer of each page in each of its states."""
    page = send_example(contributor, place, aims="To hear families.")
    person = User.objects.get(email=contributor.email)
    _, token = invite_guest(page, place.moderator, name="A midwife", email="guest@example.org")
    link, guest = f"/guest/{token}/", Client()
    stop = stop_address(person, REMINDERS).removeprefix("http://testserver")
    found = {
        "guest": guest.get(link),
        "guest-faults": guest.post(link, {"words": "x" * 5001, "comment_aims": "y" * 5001}),
        "guest-sent": guest.post(link, {"advice": "good"}, follow=True),
        "guest-ended": guest.get("/guest/no-such-key/"),
        "stop-mail": guest.get(re.sub(r"^https?://[^/]+", "", stop)),
        "stopped": guest.post(re.sub(r"^https?://[^/]+", "", stop)),
    }
    draft = page.get_latest_revision_as_object()
    draft.aims = "To hear all families & friends."
    draft.save_revision(user=place.moderator)
    take_moderators_words(contributor.submission)
    found["changed-words"] = contributor.client.get(f"/my-examples/{contributor.submission.pk}/")
    assert "share-changes" in found["changed-words"].content.decode()
    page.get_latest_revision().publish()
    page.refresh_from_db()
    hide(page, make_admin())
    found["hidden"] = guest.get(page.get_url())
    withdraw_from_public(contributor.submission, person)
    found["withdrawn"] = guest.get(page.get_url())
    return found


def test_they_are_valid_html(contributor, place, tmp_path: Path):
    for name, answer in pages(contributor, place).items():
        html = answer.content.decode()
        assert "<h1" in html, name
        (tmp_path / f"{name}.html").write_text(html)
    assert "was withdrawn" in (tmp_path / "withdrawn.html").read_text()
    assert "There is a problem" in (tmp_path / "guest-faults.html").read_text()
    command = ["java", "-jar", str(VNU), "--errors-only", "--skip-non-html", "--format", "json"]
    done = subprocess.run([*command, str(tmp_path)], capture_output=True, text=True, check=False)
    faults = json.loads(done.stderr or done.stdout)["messages"]
    assert [f"{f['url'][-16:]}:{f['message']}: {f.get('extract', '')}" for f in faults] == []
    assert mail.outbox
