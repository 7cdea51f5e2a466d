"""Take a page from the public at once, and show it again: one click each, and a line in the record.

What is hidden is found by no search from that moment, as everybody's eligibility is asked at answer
time. Its pictures' sizes are deleted; the originals stay, private, in case it is shown again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db import transaction
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.log_actions import log
from wagtail.models import Page, ReferenceIndex, Revision

from knowledge.documents.files.visibility import public_images
from knowledge.models.aliases import PUBLISHED, TAKEN_DOWN, taken_down_aliases
from knowledge.models.files import HubImage
from knowledge.moderation.decisions import record
from knowledge.moderation.models.reviews import Decision, PublicNotice
from knowledge.moderation.permissions import user_can_hide

if TYPE_CHECKING:
    from knowledge.users.models import User


class NothingToShow(Exception):
    """The page is public already, or nothing of it ever was."""


@transaction.atomic
def hide(page: Page, user: User, words: str = "") -> None:
    """Take the page from the public. PermissionDenied unless the user may; twice does no harm."""
    page = Page.objects.get(pk=page.pk).specific
    if not user_can_hide(user, page):
        raise PermissionDenied
    if page.live or comes_back_with_its_source(page):
        record(Decision.Kind.HIDDEN, page, user, words=words)
        take_from_public(page, user, PublicNotice.Kind.HIDDEN)


def take_from_public(page: Page, user: User, kind: str) -> None:
    """Unpublish, stop what waits about it, leave a notice. The caller has asked for permission."""
    shown = page.live_revision_id
    if page.live:
        UnpublishPageAction(page, user=user).execute(skip_permission_checks=True)
    elif comes_back_with_its_source(page):
        log(instance=page, action=TAKEN_DOWN, user=user)
    else:
        page.revisions.update(approved_go_live_at=None)  # nor does it come back on a set day
    notice, made = PublicNotice.objects.get_or_create(
        page_id=page.pk, defaults={"kind": kind, "revision_id": shown}
    )
    if not made:
        notice.kind = kind
        notice.may_return = False
        notice.revision_id = shown or notice.revision_id
        notice.save()
    if review := page.current_workflow_state:
        review.cancel(user=user)
    delete_picture_sizes(page)


def comes_back_with_its_source(page: Page) -> bool:
    """Whether it is an alias that is only down because its source is."""
    source = page.alias_of
    return bool(
        source
        and not page.live
        and page.first_published_at
        and page.pk not in taken_down_aliases(source)
    )


def delete_picture_sizes(page: Page) -> int:
    """Delete the renditions of pictures that no public page uses any more; returns how many."""
    used = ReferenceIndex.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Page),
        object_id=str(page.pk),
        to_content_type=ContentType.objects.get_for_model(HubImage),
    ).values_list("to_object_id", flat=True)
    hidden = HubImage.objects.filter(pk__in=[int(pk) for pk in used]).exclude(
        pk__in=public_images().values("pk")
    )
    deleted = 0
    for image in hidden:
        for rendition in image.renditions.all():
            rendition.delete()  # one by one, so that the file goes with the row
            deleted += 1
    return deleted


def can_be_shown_again(page: Page) -> bool:
    """Whether it was public, was hidden by somebody, and has not been withdrawn."""
    if page.live:
        return False
    if page.alias_of_id:
        return page.alias_of.live and page.pk in taken_down_aliases(page.alias_of)
    hidden = PublicNotice.objects.filter(page_id=page.pk, kind=PublicNotice.Kind.HIDDEN)
    return hidden.filter(revision__isnull=False).exists()


@transaction.atomic
def show_again(page: Page, user: User, words: str = "") -> None:
    """Publish again what was hidden, word for word.

    PermissionDenied unless the user may publish there; NothingToShow for what is public or never
    was. What its contributor has withdrawn stays withdrawn.
    """
    page = Page.objects.get(pk=page.pk).specific
    notice = PublicNotice.objects.filter(page_id=page.pk).select_related("revision").first()
    if not user_can_hide(user, page) or (notice and notice.kind == PublicNotice.Kind.WITHDRAWN):
        raise PermissionDenied
    if not can_be_shown_again(page):
        raise NothingToShow
    if page.alias_of_id:
        log(instance=page, action=PUBLISHED, user=user)
        page.alias_of.specific.update_aliases()
    elif notice and notice.revision:
        # It was approved once by four eyes and nothing of it is changed.
        revision = _as_it_was(page, notice.revision, user)
        PublishPageRevisionAction(revision, user=user).execute(skip_permission_checks=True)
    record(Decision.Kind.SHOWN_AGAIN, page, user, words=words)


def _as_it_was(page: Page, revision: Revision, user: User) -> Revision:
    """The revision that was public; copied to the end where something was saved after it."""
    if page.latest_revision_id == revision.pk:
        return revision
    return revision.as_object().save_revision(
        user=user, log_action="wagtail.revert", previous_revision=revision
    )
