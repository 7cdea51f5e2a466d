"""What is taken down is shown by no version, from that moment on; downloads are made anew without it."""

from __future__ import annotations

from django.db import transaction
from wagtail.models import Page

from knowledge.moderation.models import PublicNotice
from knowledge.releases.downloads import drop_and_ask
from knowledge.releases.models import Download, FrozenPage, TakenDown


@transaction.atomic
def on_notice(instance: PublicNotice, **kwargs: object) -> None:
    """A page was hidden or withdrawn; the versions know, also when the page is deleted later."""
    withdrawn = instance.kind == PublicNotice.Kind.WITHDRAWN
    made = []
    for number in {instance.page_id, *_frozen_aliases(instance.page_id)}:
        _, is_new = TakenDown.objects.update_or_create(
            page_number=number, defaults={"withdrawn": withdrawn, "at": instance.at}
        )
        made += [number] if is_new else []
    _make_anew(made)


@transaction.atomic
def on_page_published(instance: Page, **kwargs: object) -> None:
    """It is public again, so every version shows it as it was; an alias tells for itself, unless it is gone."""
    if not instance.live:
        return
    aliases = _frozen_aliases(instance.pk)
    there = Page.objects.filter(pk__in=aliases).values_list("pk", flat=True)
    back = TakenDown.objects.filter(page_number__in={instance.pk, *aliases} - {*there})
    numbers = list(back.values_list("page_number", flat=True))
    back.delete()
    _make_anew(numbers)


def _frozen_aliases(page_number: int) -> set[int]:
    """Other pages of versions that hold the text of this one."""
    same = FrozenPage.objects.filter(source_number=page_number).exclude(page_number=page_number)
    return set(same.values_list("page_number", flat=True))


def _make_anew(page_numbers: list[int]) -> None:
    of_them = Download.objects.filter(release__pages__page_number__in=page_numbers)
    for download in of_them.distinct():
        drop_and_ask(download)
