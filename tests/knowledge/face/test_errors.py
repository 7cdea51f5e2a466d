"""Failing politely: every error page says what happened and where to go on."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.template.loader import get_template
from django.test import RequestFactory
from django.views import defaults

pytestmark = pytest.mark.django_db


def test_an_unknown_address_offers_search_and_the_sections(client, site_tree):
    response = client.get("/resorces/old/")
    html = response.content.decode()
    assert response.status_code == 404
    assert 'name="q"' in html
    assert 'href="/pack/"' in html
    assert '<meta name="robots" content="noindex">' in html
    assert 'rel="canonical"' not in html


def test_the_page_for_our_own_faults_needs_nothing_that_may_be_broken():
    source = get_template("500.html").template.source
    assert "{%" not in source
    assert "{{" not in source
    response = defaults.server_error(RequestFactory().get("/"))
    assert response.status_code == 500
    assert b"our fault" in response.content


def test_a_refusal_leads_to_sign_in(client, site_tree, rf):
    from django.contrib.auth.models import AnonymousUser

    request = rf.get("/")
    request.user = AnonymousUser()
    response = defaults.permission_denied(request, PermissionDenied())
    assert response.status_code == 403
    assert b"Sign in" in response.content
