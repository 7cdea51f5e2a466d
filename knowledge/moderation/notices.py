"""What stands at the address of a page that was public and has been hidden or withdrawn."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from wagtail.models import Page

from knowledge.moderation.models.reviews import PublicNotice


def notice_of(page: Page) -> PublicNotice | None:
    """The page's notice, if there is one."""
    return PublicNotice.objects.filter(page_id=page.pk).first()


def show_notice(request: HttpRequest, notice: PublicNotice) -> HttpResponse:
    """Says what happened without repeating anything of what was there; 410, so that it is forgotten."""
    response = render(request, "pages/notice.html", {"notice": notice, "noindex": True}, status=410)
    response["Cache-Control"] = "no-cache"
    response["X-Robots-Tag"] = "noindex"
    return response


def let_return(page: Page, allowed: bool) -> None:
    """Those who withdrew a page send it anew, or take that back."""
    PublicNotice.objects.filter(page_id=page.pk, kind=PublicNotice.Kind.WITHDRAWN).update(
        may_return=allowed
    )


def on_page_published(instance: Page, **kwargs: object) -> None:
    """It is public again: nothing to explain. What is only scheduled is not public yet."""
    if instance.live:
        PublicNotice.objects.filter(page_id=instance.pk).delete()
