"""Pages that list the pages below them."""

from __future__ import annotations

from wagtail.query import PageQuerySet

from knowledge.models.base import BodyPage


class ListPage(BodyPage):
    """Base of the lists of resources, videos and tools. Search finds what they list, and them by what they are called."""

    parent_page_types = ["knowledge.HomePage"]
    search_kind = "list"
    show_in_menus_default = True

    list_order = "title"
    """Field of its children by which they are listed; "eventpage__date" for one that only their type has."""

    class Meta:
        abstract = True

    def listed(self, children: PageQuerySet) -> PageQuerySet:
        """Which of its public children it shows; all of them by default."""
        return children
