"""What robots are told: the public pages, and nothing else."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps.views import sitemap as sitemap_view
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from wagtail.models import Page

from knowledge.public_pages import public_pages


class PublicPagesSitemap(Sitemap):
    """Every page that everybody may see, with the day it last changed."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        base = urlsplit(settings.HUB_BASE_URL)
        self.protocol = base.scheme
        self._host = base.netloc

    def items(self) -> QuerySet[Page]:
        return public_pages().order_by("path")

    def location(self, item: Page) -> str:
        return item.get_url_parts(self.request)[2]

    def lastmod(self, item: Page) -> datetime | None:
        return item.last_published_at

    def get_domain(self, site: object = None) -> str:
        return self._host


def sitemap(request: HttpRequest) -> HttpResponse:
    """The sitemap, made afresh: a page is gone from it as soon as it is not public."""
    return sitemap_view(request, sitemaps={"pages": PublicPagesSitemap(request)})


def robots(request: HttpRequest) -> HttpResponse:
    """Search engines may read everything but lists of results and forms; a demo is left alone."""
    if settings.HUB_DEMO:
        lines = ["User-agent: *", "Disallow: /"]
    else:
        lines = [
            "User-agent: *",
            "Disallow: /admin/",
            "Disallow: /accounts/",
            "Disallow: /feedback/",
            "Disallow: /search/",
            f"Sitemap: {settings.HUB_BASE_URL}/sitemap.xml",
        ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
