"""Blocks that lead on to other pages of the hub."""

from __future__ import annotations

from wagtail import blocks


class ResourceCardBlock(blocks.StructBlock):
    """A resource of the hub: title, publisher and summary come from its page."""

    resource = blocks.PageChooserBlock(page_type="knowledge.ResourcePage")

    class Meta:
        icon = "link-external"
        label = "Resource card"
        group = "Links"
        template = "components/streamfield/blocks/resource_card.html"


class PageLinkBlock(blocks.StructBlock):
    """A link to another page of the hub."""

    page = blocks.PageChooserBlock()
    text = blocks.CharBlock(
        required=False, max_length=200, help_text="What the link says; the page's title by default."
    )

    class Meta:
        icon = "link"
        label = "Page link"
        group = "Links"
        template = "components/streamfield/blocks/page_link.html"
