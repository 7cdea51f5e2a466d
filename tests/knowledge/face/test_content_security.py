"""No script stands in a public page, so that our policy refuses every one that somebody slips in."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from django.test import Client

from tests.machine import ROOT

pytestmark = pytest.mark.django_db

DATA = {"application/ld+json", "application/json"}
"""Types of script elements that browsers do not run."""
BESIDE_PAGES = (
    "/search/?q=co-production",
    "/contact-us/",
    "/my-list/",
    "/feedback/",
    "/feedback/share-a-resource/",
    "/share/",
    "/sign-in/",
    "/check/?next=/account/",
    "/staff/sign-in/",
    "/accounts/password/reset/",
    "/no-such-page/",
)


class Scripts(HTMLParser):
    """What in a page would run without being asked for from an address."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.inline: list[str] = []
        self.addresses: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.inline += [f"{tag} {name}" for name in given if name.startswith("on")]
        self.inline += [
            f"{tag} {name}"
            for name, value in given.items()
            if re.match(r"\s*javascript:", value or "", re.IGNORECASE)
        ]
        if tag != "script":
            return
        if "src" in given:
            self.addresses.append(given["src"] or "")
        elif given.get("type") not in DATA:
            self.inline.append("script")


@pytest.mark.parametrize(
    "inline", ["<script>1</script>", '<a onclick="1">', '<a href="JavaScript:1">']
)
def test_what_stands_in_a_page_is_found(inline):
    assert Scripts(f"<p>{inline}</p>").inline != []
    assert (
        Scripts('<script type="application/ld+json">{}</script><script src="/a.js">').inline == []
    )


def test_no_public_page_holds_a_script_and_the_policy_allows_none(client, pages):
    for address in [*(page.get_url() for page in pages.values()), *BESIDE_PAGES]:
        answer = client.get(address)
        found = Scripts(answer.content.decode())
        assert found.inline == [], address
        assert found.addresses, address
        assert all(script.startswith("/static/") for script in found.addresses), address
        policy = answer.headers["Content-Security-Policy"]
        assert "script-src 'self';" in f"{policy};", address
        assert "nonce" not in policy + answer.content.decode(), address


def test_a_page_is_the_same_bytes_for_everybody_who_is_not_signed_in(pages):
    for page in pages.values():
        first, second = (Client().get(page.get_url()).content for _ in range(2))
        assert first == second, page


def test_no_template_of_a_public_page_holds_a_script():
    """Also of those that no test shows."""
    public = [
        path
        for path in (ROOT / "templates").rglob("*.html")
        if not {"admin", "modeladmin"} & set(path.parts)
    ]
    assert len(public) > 100
    assert {
        path.name: found for path in public if (found := Scripts(path.read_text()).inline)
    } == {}
