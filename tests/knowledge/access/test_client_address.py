"""The address that a visitor comes from cannot be forged, and there is one function for it."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import RequestFactory

from knowledge.access.client_address import UNKNOWN, check_proxies, client_of

ROOT = Path(__file__).resolve().parents[3]


@pytest.mark.parametrize(
    ("proxies", "header", "peer", "client"),
    [
        (0, None, "203.0.113.7", "203.0.113.7"),
        (0, "198.51.100.1", "203.0.113.7", "203.0.113.7"),
        (None, "198.51.100.1", "203.0.113.7", "203.0.113.7"),
        (1, "198.51.100.1", "10.0.0.1", "198.51.100.1"),
        (1, "6.6.6.6, 198.51.100.1", "10.0.0.1", "198.51.100.1"),
        (2, "6.6.6.6, 198.51.100.1, 10.0.0.2", "10.0.0.1", "198.51.100.1"),
        (2, "198.51.100.1", "10.0.0.1", "10.0.0.1"),
        (1, None, "10.0.0.1", "10.0.0.1"),
        (1, "no address", "10.0.0.1", "10.0.0.1"),
        (1, "", "", UNKNOWN),
        (1, "198.51.100.1:4711", "10.0.0.1", "198.51.100.1"),
        (1, "[2001:db8:1:2:3::4]:4711", "10.0.0.1", "2001:db8:1:2::"),
        (1, "2001:db8:1:2:ffff::4", "10.0.0.1", "2001:db8:1:2::"),
        (1, "::ffff:198.51.100.1", "10.0.0.1", "198.51.100.1"),
        (0, None, "fe80::1%eth0", "fe80::"),
    ],
)
def test_who_is_believed(proxies, header, peer, client, settings):
    settings.HUB_TRUSTED_PROXIES = proxies
    headers = {} if header is None else {"x-forwarded-for": header}
    assert client_of(RequestFactory().get("/", REMOTE_ADDR=peer, headers=headers)) == client


@pytest.mark.parametrize(
    ("proxies", "said"),
    [(None, ["knowledge.W011"]), (-1, ["knowledge.E011"]), (0, []), (1, []), (2, [])],
)
def test_check_asks_for_a_decision(proxies, said, settings):
    settings.HUB_TRUSTED_PROXIES = proxies
    assert [each.id for each in check_proxies(None)] == said


def test_nothing_else_looks_at_addresses():
    """Whatever counted by another address would not follow the setting."""
    words = ("REMOTE_ADDR", "forwarded-for", "forwarded_for", "get_client_ip(", "remoteip")
    used_in = {
        str(path.relative_to(ROOT))
        for app in ("knowledge", "examples", "search", "site")
        for path in (ROOT / app).rglob("*.py")
        if any(word.lower() in path.read_text().lower() for word in words)
    }
    assert used_in == {
        "knowledge/access/client_address.py",
        "knowledge/people/accounts/adapter.py",  # hands allauth the same
    }
