"""Blocks that lead on to other pages of the hub."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.models import Page

from knowledge.blocks.lists import ListOf
from knowledge.caching.making import known_rows


class ChosenPageBlock(blocks.PageChooserBlock):
    """Wagtail's; the pages that are chosen are shared by public pages while content is as it was."""

    def bulk_to_python(self, values: list[int | None]) -> list[Page | None]:
        """The pages in that order, None where none is chosen or it is gone."""
        kind = f"chosen {self.model_class.__name__}"
        pks = [pk for pk in values if pk]
        pages = known_rows(kind, pks, self.model_class._default_manager.in_bulk)
        return [pages.get(pk) if pk else None for pk in values]


class ResourceCardBlock(blocks.StructBlock):
    """A resource of the hub: title, publisher and summary come from its page."""

    resource = ChosenPageBlock(page_type="knowledge.ResourcePage")

    class Meta:
        icon = "link-external"
        label = "Resource card"
        group = "Links"
        template = "components/streamfield/blocks/resource_card.html"


class PageLinkBlock(blocks.StructBlock):
    """A link to another page of the hub."""

    page = ChosenPageBlock()
    text = blocks.CharBlock(
        required=False, max_length=200, help_text="What the link says; the page's title by default."
    )

    class Meta:
        icon = "link"
        label = "Page link"
        group = "Links"
        template = "components/streamfield/blocks/page_link.html"


class WayInBlock(blocks.StructBlock):
    """A task or a person in a few words, and where to begin with it."""

    title = blocks.CharBlock(
        max_length=80, help_text="What somebody wants to do, such as “Show evidence”."
    )
    text = blocks.CharBlock(
        required=False, max_length=160, help_text="One sentence about what they find there."
    )
    page = ChosenPageBlock(required=False)
    address = blocks.CharBlock(
        required=False,
        max_length=200,
        validators=[RegexValidator(r"^/(?!/)\S*$", "Begin with one /, without a space.")],
        help_text="In place of a page: a place of this site that is none, such as /share/.",
    )

    def clean(self, value):
        """It leads to one place."""
        cleaned = super().clean(value)
        if bool(cleaned["page"]) == bool(cleaned["address"]):
            raise StructBlockValidationError(
                {"page": ValidationError("Choose a page, or write an address.")}
            )
        return cleaned


class WaysInBlock(ListOf):
    """Where to begin, by what somebody wants to do."""

    part = WayInBlock

    class Meta:
        icon = "list-ul"
        label = "Ways in"
        group = "Links"
        template = "components/streamfield/blocks/ways_in.html"
