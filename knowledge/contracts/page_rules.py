"""Who may do what with a page, and what stands in place of one that is gone: installed from above.

While nobody has installed rules, Wagtail's own hold.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from wagtail.models import Page, PagePermissionTester


class PageRules:
    """Wagtail's own rules; the base of those that an app installs."""

    def tester(self, user: Any, page: Page) -> PagePermissionTester:
        """What the person may do with the page."""
        return PagePermissionTester(user, page)

    def notice_of(self, page: Page) -> Model | None:
        """What its address says while it is not live; None for "not found"."""
        return None

    def show_notice(self, request: HttpRequest, notice: Model) -> HttpResponse:
        """The answer that shows such a notice."""
        raise NotImplementedError


_installed: PageRules = PageRules()


def install(rules: PageRules) -> None:
    """Let these rules hold from now on; called from an app's `ready()`."""
    global _installed
    _installed = rules


def rules() -> PageRules:
    """The rules that hold."""
    return _installed
