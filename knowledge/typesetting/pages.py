"""The main part of a page as everybody gets it, or of any other answer of the hub."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from lxml import html
from lxml.html import HtmlElement
from wagtail.models import Page


def main_part_of_page(page: Page) -> HtmlElement:
    """Of a page that is served to nobody in particular."""
    response = page.serve(_anybodys_request(page))
    if hasattr(response, "render"):
        response.render()
    return main_part(response.content.decode())


def main_part(whole: str) -> HtmlElement:
    """Of the HTML of a whole answer."""
    return html.document_fromstring(whole).get_element_by_id("maincontent")


def _anybodys_request(page: Page) -> HttpRequest:
    """A request for the page, to which no middleware has added anything."""
    base = urlsplit(settings.HUB_BASE_URL)
    request = HttpRequest()
    request.method = "GET"
    request.path = request.path_info = page.get_url_parts()[2]
    request.META = {
        "SERVER_NAME": base.hostname or "localhost",
        "SERVER_PORT": str(base.port or (443 if base.scheme == "https" else 80)),
        "wsgi.url_scheme": base.scheme,
    }
    request.user = AnonymousUser()
    return request
