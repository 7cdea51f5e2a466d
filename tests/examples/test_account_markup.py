"""The pages of one's own account are valid HTML, in each of their states."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from examples.models import CoAuthor
from knowledge.people.organisations.joining import ask_for_unlisted, ask_to_join
from knowledge.users.models import User
from tests.machine import VNU

pytestmark = [pytest.mark.django_db, pytest.mark.any_database, pytest.mark.vnu]


def test_the_html_is_valid(contributor, place, tmp_path: Path):
    contributor.begin()
    contributor.post("save", project_title="A walk & a talk")
    client, person = contributor.client, User.objects.get(email=contributor.email)
    people = f"/my-examples/{contributor.submission.pk}/people/"
    client.post(people, {"email": "bea@example.org"})
    key = CoAuthor.objects.get().key
    ask_to_join(person, place.organisation)
    ask_for_unlisted(person, "New Town MVP", None)
    client.post("/account/address/", {"email": "new@example.org"})
    client.post("/account/delete/", {"mail": "1"})
    answers = [
        client.get(address)
        for address in (
            "/account/",
            "/account/organisation/",
            "/account/address/",
            "/account/address/code/",
            "/account/delete/",
            "/account/deleted/",
            "/my-examples/",
            f"/my-examples/{contributor.submission.pk}/",
            people,
            f"/write-together/{key}/",
            "/write-together/no-such-key/",
            "/check/?next=/account/",
        )
    ]
    answers += [
        client.post("/account/organisation/", {}),
        client.post(people, {"email": "nothing"}),
        client.post("/check/", {"altcha": ""}),
    ]
    for number, answer in enumerate(answers):
        (tmp_path / f"{number}.html").write_bytes(answer.content)
    command = ["java", "-jar", str(VNU), "--errors-only", "--skip-non-html", "--format", "json"]
    done = subprocess.run([*command, str(tmp_path)], capture_output=True, text=True, check=False)
    faults = json.loads(done.stderr or done.stdout)["messages"]
    assert [f"{f['url'][-9:]}:{f['message']}: {f.get('extract', '')}" for f in faults] == []
