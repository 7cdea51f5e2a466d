"""Whoever finds a hole finds whom to tell, as RFC 9116 says."""

from __future__ import annotations

import datetime

import pytest
from django.core.checks import run_checks
from django.utils import timezone
from freezegun import freeze_time


def fields(client) -> dict[str, str]:
    response = client.get("/.well-known/security.txt")
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    return dict(line.split(": ", 1) for line in response.content.decode().splitlines())


@pytest.fixture(autouse=True)
def _nobody(settings, db):
    settings.HUB_BASE_URL = "https://hub.example.org"
    settings.HUB_SECURITY_CONTACT = settings.HUB_CONTACT_EMAIL = ""


def test_it_is_good_for_less_than_a_year_from_whenever_it_is_read(client):
    for day in ("2026-11-28", "2031-02-03"):
        with freeze_time(day):
            said = datetime.datetime.fromisoformat(fields(client)["Expires"])
            assert datetime.timedelta(days=30) < said - timezone.now() < datetime.timedelta(365)


@pytest.mark.parametrize(
    ("security", "contact", "told"),
    [
        ("", "", "https://hub.example.org/contact-us/"),
        ("", "hub@example.org", "mailto:hub@example.org"),
        ("holes@example.org", "hub@example.org", "mailto:holes@example.org"),
        ("https://example.org/report", "hub@example.org", "https://example.org/report"),
        ("", "The team <hub@example.org>", "https://hub.example.org/contact-us/"),
    ],
)
def test_whom_it_names(client, settings, security, contact, told):
    settings.HUB_SECURITY_CONTACT, settings.HUB_CONTACT_EMAIL = security, contact
    said = fields(client)
    assert said["Contact"] == told
    assert said["Canonical"] == "https://hub.example.org/.well-known/security.txt"
    assert client.get("/contact-us/").status_code == 200


@pytest.mark.parametrize(
    ("said", "is_good"),
    [
        ("", True),
        ("holes@example.org", True),
        ("https://example.org/report", True),
        ("http://example.org/report", False),
        ("ask Ada", False),
        ("holes@example.org\nContact: mailto:other@example.org", False),
    ],
)
def test_a_contact_that_reaches_nobody_is_an_error_at_check(settings, said, is_good):
    settings.HUB_SECURITY_CONTACT = said
    found = [message.id for message in run_checks(tags=["security"])]
    assert ("knowledge.E020" in found) is not is_good
