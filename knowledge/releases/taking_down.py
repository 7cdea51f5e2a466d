"""What is taken down is shown by no version, from that moment on; downloads are made anew without it."""

from __future__ import annotations

from django.db import transaction
from wagtail.models import Page

from knowledge.moderation.models import PublicNotice
from knowledge.releases.downloads import drop_and_ask
from knowledge.releases.models import Download, TakenDown


@transaction.atomic
def on_notice(instance: PublicNotice, **kwargs: object) -> None:
    """A page was hidden or withdrawn; the versions know, also when the page is deleted later."""
    withdrawn = instance.kind == PublicNotice.Kind.WITHDRAWN
    _, made = TakenDown.objects.update_or_create(
        page_number=instance.page_id, defaults={"withdrawn": withdrawn, "at": instance.at}
    )
    if made:
        _make_anew(instance.page_id)


@transaction.atomic
def on_page_published(instance: Page, **kwargs: object) -> None:
    """It is public again, so every version shows it as it was."""
    if instance.live and TakenDown.objects.filter(page_number=instance.pk).delete()[0]:
        _make_anew(instance.pk)


def _make_anew(page_number: int) -> None:
    for download in Download.objects.filter(release__pages__page_number=page_number):
        drop_and_ask(download)
