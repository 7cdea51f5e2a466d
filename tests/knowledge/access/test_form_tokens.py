"""Every form is taken only from our own pages: no address that changes something is without its token."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import get_resolver, reverse
from django.urls.resolvers import URLResolver

from tests.factories import make_admin
from tests.signing_in import sign_in_to_admin

pytestmark = pytest.mark.django_db
READ_ONLY = "admin/api/main/"
"""Wagtail leaves its API without: it answers GET alone."""
WITH_A_RULE_OF_THEIR_OWN = {
    "share/<uuid:pk>/": "a token that has gone with the session is asked for again; text is kept",
    "share/<uuid:pk>/autosave/": "the same",
    "share/<uuid:pk>/files/": "the same",
    "search/opened/": "counts an opened result of a search of the same browser, and nothing else",
    "mail/stop/<str:token>/": "the signature in the address allows it; mail programs have no token",
}


def exempt(resolver, before: str = "") -> set[str]:
    """Addresses that Django does not ask for a token."""
    found = set()
    for each in resolver.url_patterns:
        address = before + str(each.pattern)
        if isinstance(each, URLResolver):
            found |= exempt(each, address)
        elif getattr(each.callback, "csrf_exempt", False):
            found.add(address)
    return found


def test_only_these_addresses_do_without_djangos_token():
    left = {each for each in exempt(get_resolver()) if not each.startswith(READ_ONLY)}
    assert left == set(WITH_A_RULE_OF_THEIR_OWN)


@pytest.mark.parametrize("token", [None, "", "x" * 32, "wapiti"])
def test_an_editor_of_a_page_is_sent_only_with_the_token(site_tree, token):
    client, home = sign_in_to_admin(Client(enforce_csrf_checks=True), make_admin()), site_tree.home
    address = reverse("wagtailadmin_pages:edit", args=[home.pk])
    assert client.get(address).status_code == 200
    before = home.latest_revision_id
    data = {"title": "Taken over"} | ({} if token is None else {"csrfmiddlewaretoken": token})
    assert client.post(address, data).status_code == 403
    home.refresh_from_db()
    assert (home.title != "Taken over", home.latest_revision_id) == (True, before)


def test_the_api_changes_nothing(site_tree):
    client, home = sign_in_to_admin(Client(enforce_csrf_checks=True), make_admin()), site_tree.home
    for address in (
        f"/{READ_ONLY}pages/{home.pk}/",
        f"/{READ_ONLY}pages/{home.pk}/action/delete/",
        f"/{READ_ONLY}images/",
        f"/{READ_ONLY}documents/",
    ):
        for method in (client.post, client.put, client.patch, client.delete):
            assert method(address).status_code in {403, 404, 405}, address
    home.refresh_from_db()  # Still there.
