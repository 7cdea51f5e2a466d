"""The stream that every page's body is made of."""

from __future__ import annotations

from wagtail.blocks import StreamBlock

from knowledge.blocks.links import PageLinkBlock, ResourceCardBlock, WaysInBlock
from knowledge.blocks.media import DocumentBlock, FigureBlock, VideoBlock
from knowledge.blocks.text import (
    AccordionBlock,
    CalloutBlock,
    ComparisonBlock,
    ElementListBlock,
    HeadingBlock,
    QuotationBlock,
    TextBlock,
)


class BodyBlock(StreamBlock):
    """Every kind of block an editor may use in a body."""

    heading = HeadingBlock()
    text = TextBlock()
    callout = CalloutBlock()
    quotation = QuotationBlock()
    element_list = ElementListBlock()
    accordion = AccordionBlock()
    comparison = ComparisonBlock()
    image = FigureBlock()
    video = VideoBlock()
    document = DocumentBlock()
    resource_card = ResourceCardBlock()
    page_link = PageLinkBlock()
    ways_in = WaysInBlock()

    class Meta:
        template = "components/streamfield/body.html"
