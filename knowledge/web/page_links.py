"""Links to pages in rich text, whose targets public pages share while content is as it was."""

from __future__ import annotations

from wagtail.models import Page
from wagtail.rich_text.pages import PageLinkHandler

from knowledge.caching.making import known_rows


class SharedPageLinkHandler(PageLinkHandler):
    """Wagtail's, which asks the database twice for each text with a link."""

    @classmethod
    def get_many(cls, attrs_list: list[dict[str, str]]) -> list[Page | None]:
        """The pages that the links name, None for one that is gone."""
        pks = [int(attrs["id"]) if attrs.get("id", "").isdecimal() else 0 for attrs in attrs_list]
        pages = known_rows("chosen Page", pks, Page.objects.in_bulk)
        return [pages.get(pk) for pk in pks]
