"""Makes changes searchable soon: every saved or deleted findable item goes into the outbox.

Never the truth (`search.copies.reconcile` is): Wagtail sends nothing for many acts. No handler decides
anything; it names items that may have changed, inside the writer's own transaction.
"""

from __future__ import annotations

from django.db.models import Model
from django.db.models.signals import m2m_changed, post_delete, post_save
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import page_published, page_unpublished, post_page_move

from knowledge.contracts.findable import sources, text_changed
from knowledge.models import GlossaryPage, Term
from knowledge.models.aliases import aliases_of
from search.index import outbox
from search.tasks import process_after_commit


def enqueue(item: Model, reason: str) -> None:
    """Put an item into the outbox if it is of a findable sort."""
    queued = False
    for source in sources():
        if isinstance(item, source.model) and item.pk:
            outbox.enqueue(source.name, [item.pk], reason)
            queued = True
    if queued:
        process_after_commit()


def enqueue_branch(page: Page, reason: str) -> None:
    """Put a page and all below it into the outbox."""
    for source in sources():
        if issubclass(Page, source.model):
            branch = Page.objects.descendant_of(page, inclusive=True)
            outbox.enqueue(source.name, branch.values_list("pk", flat=True), reason)
    process_after_commit()


def on_save(sender, instance, raw=False, **kwargs) -> None:
    """An item was saved; loading fixtures is left to `reconcile`."""
    if not raw:
        enqueue(instance, "saved")


def on_delete(sender, instance, **kwargs) -> None:
    """An item was deleted."""
    enqueue(instance, "deleted")


def on_m2m_change(sender, instance, action, **kwargs) -> None:
    """An item's tags were changed without saving it."""
    if action.startswith("post_"):
        enqueue(instance, "tags changed")


def on_page_published(sender, instance, **kwargs) -> None:
    """A page went live, with its final revision."""
    enqueue(instance, "published")


def on_page_unpublished(sender, instance, **kwargs) -> None:
    """A page went off."""
    enqueue(instance, "unpublished")


def on_page_moved(sender, instance, **kwargs) -> None:
    """A branch of the tree stands elsewhere, perhaps under a restriction."""
    enqueue_branch(instance, "moved")


def on_text_changed(sender, source, pks, at_once=False, **kwargs) -> None:
    """Items say something else without having been saved, such as a document that was read."""
    if at_once:
        outbox.process_now(source, pks, "text replaced")
    else:
        outbox.enqueue(source, pks, "text changed")
        process_after_commit()


def on_restriction_changed(sender, instance, **kwargs) -> None:
    """A page, its aliases and what is below them became private or public."""
    if page := Page.objects.filter(pk=instance.page_id).first():
        for each in Page.objects.filter(pk__in={page.pk, *aliases_of(page)}):
            enqueue_branch(each, "restriction changed")


def on_term_changed(sender, instance, **kwargs) -> None:
    """What the glossary shows has changed. Searching by the term's names needs no record."""
    for page in GlossaryPage.objects.only("pk"):
        enqueue(page, "a term changed")


HANDLERS = (
    (post_save, on_save, None),
    (post_delete, on_delete, None),
    (m2m_changed, on_m2m_change, None),
    (page_published, on_page_published, None),
    (page_unpublished, on_page_unpublished, None),
    (post_page_move, on_page_moved, None),
    (text_changed, on_text_changed, None),
    (post_save, on_term_changed, Term),
    (post_delete, on_term_changed, Term),
    (post_save, on_restriction_changed, PageViewRestriction),
    (post_delete, on_restriction_changed, PageViewRestriction),
)


def connect() -> None:
    """Connect every handler; called once, when the app is ready."""
    for signal, handler, sender in HANDLERS:
        signal.connect(handler, sender=sender, dispatch_uid=_uid(handler))


def disconnect() -> None:
    """Take every handler off, as a test of `reconcile` or a mass import may wish."""
    for signal, handler, sender in HANDLERS:
        signal.disconnect(sender=sender, dispatch_uid=_uid(handler))


def _uid(handler) -> str:
    return f"search.{handler.__name__}"
