"""What the tests of contribution share: a site with a list of examples, people, and the form's steps."""

from __future__ import annotations

import re
import uuid
from dataclasses import dataclass

import pytest
from django.contrib.auth import SESSION_KEY
from django.core import mail
from django.core.management import call_command
from django.test import Client, override_settings

from examples.models import ExampleIndexPage, PracticeExamplePage, Submission
from knowledge.models import Organisation
from knowledge.people.accounts.sign_in import person_with_address
from knowledge.users.models import User
from tests.examples.reviewing import act, admin_client, send_example
from tests.factories import add_page, make_moderator, make_organisation, make_region, make_topic
from tests.shared_fixtures import shared_fixture
from tests.signing_in import sign_in


@dataclass(frozen=True)
class Place:
    """A region with its moderator, an organisation in it, another region, and the list of examples."""

    index: ExampleIndexPage
    region: Organisation
    other_region: Organisation
    organisation: Organisation
    moderator: User
    other_moderator: User


def make_place(site_tree) -> Place:
    """A region to contribute in."""
    from knowledge.access.roles import ensure_roles

    ensure_roles()
    region, other = make_region("South East"), make_region("North West")
    return Place(
        index=add_page(ExampleIndexPage, site_tree.home, "Practice examples", slug="examples"),
        region=region,
        other_region=other,
        organisation=make_organisation("Seaside MVP", kind="mvp", region=region),
        moderator=make_moderator("moderator@example.org", region=region),
        other_moderator=make_moderator("other@example.org", region=other),
    )


@shared_fixture
def place(site_tree) -> Place:
    """A region to contribute in."""
    return make_place(site_tree)


CONSENT = {
    "agreed_by": "Our group and the lead midwife",
    "identifiable": "no",
    "children": "no",
    "sensitive": "no",
}
"""Answers about consent with which an example can be sent."""


class Contributor:
    """A person with a browser who does what contributors do."""

    def __init__(self, email: str) -> None:
        self.email = email
        self.client = Client()

    @property
    def submission(self) -> Submission:
        """Their newest example, read afresh."""
        return Submission.objects.filter(owner__email=self.email).latest("created_at")

    def sign_in(self, next_path: str = "") -> None:
        """By the code in the newest mail."""
        self.client.post("/sign-in/", {"email": self.email, "next": next_path})
        response = self.client.post("/sign-in/code/", {"code": newest_code(self.email)})
        assert response.status_code == 302, response.content

    def come_back(self) -> None:
        """In a browser in which they have signed in, without walking through its pages."""
        sign_in(self.client, person_with_address(self.email), "code")

    def begin(self, template: str = "projects") -> Submission:
        """Choose a template, signed in."""
        if SESSION_KEY not in self.client.session:
            self.come_back()
        data = {"template": template, "token": str(uuid.uuid4())}
        self.client.post("/share/", data)
        self.client.get("/share/begin/")
        return self.submission

    def begin_as_a_stranger(self) -> Submission:
        """Choose a template, and sign in when asked."""
        data = {"template": "projects", "token": str(uuid.uuid4())}
        response = self.client.post("/share/", data, follow=True)
        assert response.redirect_chain[-1][0].startswith("/sign-in/")
        self.sign_in()
        self.client.get("/share/begin/")
        return self.submission

    def post(self, button: str, **typed):
        """Press a button of the form with these fields and the rest as it is shown."""
        example = self.submission
        data = {
            **{key: example.answers.get(key, "") for key in example.definition.keys},
            "region": "none" if example.is_for_pool else example.region_id or "",
            "organisation": example.organisation_id or "",
            "organisation_words": example.organisation_words,
            "audiences": example.audiences,
            "topics": example.topics,
            "requirements": example.requirements,
            "rungs": example.rungs,
            "credit_line": example.credit_line,
            "contact": example.contact,
            **({"contact_is_public": "on"} if example.contact_is_public else {}),
            **(example.consent or CONSENT),
            "version": example.version,
            "token": str(uuid.uuid4()),
            button: "1",
            **typed,
        }
        return self.client.post(f"/share/{example.pk}/", data)


def newest_code(email: str) -> str:
    """The code in the newest mail to that address."""
    message = next(sent for sent in reversed(mail.outbox) if sent.to == [email])
    found = re.search(r"\d{4} \d{4}", message.body)
    assert found
    return found.group()


@pytest.fixture
def contributor(place) -> Contributor:
    return Contributor("amina@example.org")


@shared_fixture
def sent_example(place) -> PracticeExamplePage:
    """What Amina sent by the form: in review, and whoever was to be told has been."""
    page = send_example(Contributor("amina@example.org"), place, aims="To hear wombatish words.")
    mail.outbox.clear()
    return page


@shared_fixture
def approved_example(place, sent_example) -> PracticeExamplePage:
    """The same, approved by the region's moderator, and found by search."""
    with override_settings(HUB_ADMIN_REQUIRES_MFA=False):
        act(admin_client(place.moderator), sent_example, "approve")
    call_command("reconcile")
    mail.outbox.clear()
    return PracticeExamplePage.objects.get(pk=sent_example.pk)


@pytest.fixture
def topic(db):
    return make_topic("Peer support")


@pytest.fixture
def no_second_factor(settings) -> None:
    """The password alone opens the admin: these tests are about what is done there."""
    settings.HUB_ADMIN_REQUIRES_MFA = False


@pytest.fixture
def moderator(place) -> Client:
    """The browser of the region's moderator, in the admin."""
    return admin_client(place.moderator)
