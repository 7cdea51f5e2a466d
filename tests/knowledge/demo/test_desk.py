"""What lies on the desk of the demo's editor."""

from __future__ import annotations

import pytest
from django.core import mail
from django.urls import reverse

from knowledge.coverage.models import Commission
from knowledge.demo.desk import MEMBER
from knowledge.demo.people import EDITOR
from knowledge.users.models import User
from tests.signing_in import admin_client

pytestmark = pytest.mark.django_db


def test_asking_the_partnerships_of_the_demo_mails_their_member(demo):
    (asked,) = Commission.objects.all()
    assert asked.mailed == 1
    client = admin_client(User.objects.get(email=EDITOR))
    form = {"words": "Examples with doulas", "region": asked.region_id, "note": "A page would do."}
    answer = client.post(reverse("coverage_ask"), form, follow=True)
    assert "Mails to members: 1" in answer.content.decode()
    assert [message.to for message in mail.outbox] == [[MEMBER]]
