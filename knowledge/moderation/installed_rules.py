"""What this app installs below it: the rules of pages, and those of the workflows' steps."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from wagtail.models import Page, PagePermissionTester

from knowledge.contracts.page_rules import PageRules
from knowledge.moderation import decisions, notices, permissions, queue
from knowledge.moderation.models import PublicNotice
from knowledge.users.models import User


class HubPageRules(PageRules):
    """Four eyes, regions, and notices in place of pages that are gone."""

    def tester(self, user: User, page: Page) -> PagePermissionTester:
        return permissions.HubPagePermissionTester(user, page)

    def notice_of(self, page: Page) -> PublicNotice | None:
        return notices.notice_of(page)

    def show_notice(self, request: HttpRequest, notice: Any) -> HttpResponse:
        return notices.show_notice(request, notice)


class HubStepRules:
    """The rules of `knowledge.moderation.permissions`, and the record of decisions."""

    user_edits_for = staticmethod(permissions.user_edits_for)
    user_decides_for = staticmethod(permissions.user_decides_for)
    user_wrote_what_waits = staticmethod(permissions.user_wrote_what_waits)
    user_can_check = staticmethod(permissions.user_can_check)
    user_can_review = staticmethod(permissions.user_can_review)
    reviewable_by = staticmethod(queue.reviewable_by)
    record = staticmethod(decisions.record_step)
