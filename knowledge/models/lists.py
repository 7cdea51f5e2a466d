"""Pages that list the pages below them."""

from __future__ import annotations

from knowledge.models.base import BodyPage


class ListPage(BodyPage):
    """Base of the lists of resources, videos and tools; search finds what they list, not them."""

    parent_page_types = ["knowledge.HomePage"]
    search_kind = None
    show_in_menus_default = True

    class Meta:
        abstract = True
