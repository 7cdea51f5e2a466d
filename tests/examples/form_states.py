"""The form of an example in each state that the server gives it, from choosing a template to after sending."""

from __future__ import annotations

import datetime
from typing import Any

from django.core import mail
from django.utils import timezone
from freezegun import freeze_time

from examples.models import PracticeExamplePage, SubmissionFile
from examples.submissions.follow_up import ask_for_outcomes
from tests.examples.conftest import Contributor, Place, newest_code
from tests.examples.reviewing import committed, send_begun
from tests.examples.test_files import leaflet, photo
from tests.examples.test_word_upload import bring_in, confirm, older_form_with_a_letter, word
from tests.factories import make_topic

NHS_NUMBER = "943 476 5919"


def form_states(place: Place) -> dict[str, Any]:
    """Name → answer of each state; people and examples are made on the way."""
    return {**signing_in(), **filling_in(), **sent(place)}


def signing_in() -> dict[str, Any]:
    """A contributor's way in: the code is asked for, and a wrong one refused."""
    person = Contributor("newcomer@example.org")
    asked = person.client.post("/sign-in/", {"email": person.email}, follow=True)
    assert newest_code(person.email)
    wrong = person.client.post("/sign-in/code/", {"code": "0000 0000"})
    assert "There is a problem" in wrong.content.decode()
    mail.outbox.clear()
    return {"code": asked, "wrong code": wrong}


def filling_in() -> dict[str, Any]:
    """The form: empty, full, with every kind of fault, in conflict, with a Word form, and its preview."""
    person = Contributor("amina@example.org")
    example = person.begin()
    form = f"/share/{example.pk}/"
    get = person.client.get
    found = {"empty": get(form)}
    found["nothing written"] = person.post("send")
    found["word refused"] = person.post("read_word", word_form=word(b"MZ\x90 program"))
    confirming = bring_in(person, older_form_with_a_letter(), aims="Mine")
    found["confirming word"] = get(confirming)
    found["word waiting"] = get(form)
    confirm(person, confirming)
    person.post("add_file", files=[photo("a.jpg"), photo("b.jpg"), leaflet()])
    found["unplaced text"] = get(form)
    left = person.submission.unplaced_texts.first()
    person.post("unplaced", unplaced=f"done-{left.pk}")
    words = {f"alt-{file.pk}": "A circle" for file in files_of(person)}
    aims = {"aims": f"Write to jo@example.org or {NHS_NUMBER}", **words}
    found["faults"] = person.post("send", **aims)
    assert NHS_NUMBER in found["faults"].content.decode()
    found["full"] = get(form)
    topic = make_topic("Peer support")
    found["conflict"] = person.post("save", **aims, version=1, scope="Another", topics=[topic.pk])
    found["preview"] = get(f"{form}preview/")
    found["my examples"] = get("/my-examples/")
    return found


def sent(place: Place) -> dict[str, Any]:
    """After sending: with a moderator, published with a picture, and asked for outcomes a year later."""
    person = Contributor("bea@example.org")
    person.begin()
    person.post("add_file", files=[photo()])
    (picture,) = files_of(person)
    described = {f"alt-{picture.pk}": "Parents in a circle"}
    page = send_begun(person, place, photos="nobody", **described)
    address = f"/my-examples/{person.submission.pk}/"
    found = {"sent": person.client.get(address)}
    with committed():
        page.get_latest_revision().publish()
    page = PracticeExamplePage.objects.get(pk=page.pk)
    found["published"] = person.client.get(page.get_url())
    assert "Parents in a circle" in found["published"].content.decode()
    with freeze_time(timezone.now() + datetime.timedelta(days=367), tick=True):
        assert ask_for_outcomes() == 1
    found["outcomes"] = person.client.get(address)
    assert "What came of it?" in found["outcomes"].content.decode()
    return found


def files_of(person: Contributor) -> list[SubmissionFile]:
    """What the person attached to their newest example."""
    return list(SubmissionFile.objects.filter(submission=person.submission))
