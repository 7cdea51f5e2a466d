"""The one lock under which a page is saved, decided about, checked off, repaired and published."""

from __future__ import annotations

from wagtail.models import Page


def lock_page(pk: int) -> Page:
    """The page as it is now. Until the end of the transaction nobody else has the lock.

    Taken before any other row's, so that no two who have one wait for each other. Rows that name the page
    can still be written. On SQLite the transaction alone waits for every other that writes. Raises
    Page.DoesNotExist.
    """
    return Page.objects.select_for_update(no_key=True).get(pk=pk)
