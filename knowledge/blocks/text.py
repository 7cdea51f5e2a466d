"""Blocks of words. A heading carries the id that links, search hits and exports open at."""

from __future__ import annotations

from wagtail import blocks

from knowledge.blocks.lists import ListOf
from knowledge.blocks.nowhere import LeadsSomewhere, leads_somewhere

RICH_TEXT_FEATURES = ["bold", "italic", "link", "document-link", "ol", "ul"]


class HeadingBlock(blocks.StructBlock):
    """A heading; its anchor comes from the block's id, so it survives a change of words."""

    text = blocks.CharBlock(max_length=200, help_text="Write what the part below answers.")
    level = blocks.ChoiceBlock(
        choices=[("2", "Heading"), ("3", "Smaller heading")],
        default="2",
        help_text="Use the smaller one only below a heading.",
    )

    class Meta:
        icon = "title"
        label = "Heading"
        group = "Words"
        template = "components/streamfield/blocks/heading.html"


class TextBlock(blocks.RichTextBlock):
    """Paragraphs, lists and links; headings are blocks of their own."""

    def __init__(self, **kwargs):
        kwargs.setdefault("features", RICH_TEXT_FEATURES)
        super().__init__(**kwargs)

    def clean(self, value):
        """What is published leads somewhere; a draft may wait for its addresses."""
        cleaned = super().clean(value)
        if not self.is_deferred_validation:
            leads_somewhere(cleaned.source)
        return cleaned

    class Meta:
        icon = "pilcrow"
        label = "Text"
        group = "Words"
        template = "components/streamfield/blocks/text.html"


class CalloutBlock(LeadsSomewhere):
    """Something that must not be missed."""

    heading = blocks.CharBlock(max_length=120, help_text="Say what it is about, in a few words.")
    body = blocks.RichTextBlock(features=RICH_TEXT_FEATURES)

    class Meta:
        icon = "warning"
        label = "Callout"
        group = "Words"
        template = "components/streamfield/blocks/callout.html"


class QuotationBlock(blocks.StructBlock):
    """Somebody's own words, with who said them and where."""

    quotation = blocks.TextBlock(help_text="Their exact words, without quotation marks.")
    attribution = blocks.CharBlock(required=False, max_length=200, help_text="Who said it.")
    source = blocks.URLBlock(required=False, help_text="Where it can be read.")

    class Meta:
        icon = "openquote"
        label = "Quotation"
        group = "Words"
        template = "components/streamfield/blocks/quotation.html"


class ElementBlock(LeadsSomewhere):
    """One element of a list: a name, and what it means."""

    title = blocks.CharBlock(max_length=250, help_text="The element's name.")
    text = blocks.RichTextBlock(features=RICH_TEXT_FEATURES, required=False)

    class Meta:
        icon = "list-ul"
        label = "Element"


class ElementListBlock(blocks.StructBlock):
    """Elements, values or steps of a model, numbered or plain."""

    heading = blocks.CharBlock(required=False, max_length=200)
    numbered = blocks.BooleanBlock(
        required=False, help_text="Tick when the order matters or people call them by number."
    )
    elements = blocks.ListBlock(ElementBlock())

    class Meta:
        icon = "list-ol"
        label = "List of elements"
        group = "Words"
        template = "components/streamfield/blocks/element_list.html"


class StepBlock(blocks.StructBlock):
    """A step of an activity that a group does together."""

    title = blocks.CharBlock(max_length=120, help_text="What happens, in a few words.")
    minutes = blocks.IntegerBlock(
        required=False, min_value=1, max_value=480, help_text="How long it takes, about."
    )
    text = blocks.TextBlock(required=False, help_text="What whoever leads it says and does.")

    class Meta:
        icon = "list-ol"
        label = "Step"


class AccordionItemBlock(LeadsSomewhere):
    """A heading that opens its text."""

    heading = blocks.CharBlock(max_length=200)
    body = blocks.RichTextBlock(features=RICH_TEXT_FEATURES)

    class Meta:
        icon = "collapse-down"
        label = "Part"


class AccordionBlock(ListOf):
    """Parts that visitors open one by one; all open when JavaScript is off or the page is printed."""

    part = AccordionItemBlock

    class Meta:
        icon = "collapse-down"
        label = "Accordion"
        group = "Words"
        template = "components/streamfield/blocks/accordion.html"


class ComparisonRowBlock(blocks.StructBlock):
    """One thing in two wordings."""

    name = blocks.CharBlock(max_length=200, help_text="What both wordings speak of.")
    left = blocks.TextBlock(required=False)
    right = blocks.TextBlock(required=False)

    class Meta:
        icon = "duplicate"
        label = "Row"


class ComparisonBlock(blocks.StructBlock):
    """Two wordings of the same list side by side, for instance of two editions."""

    heading = blocks.CharBlock(max_length=200)
    left_title = blocks.CharBlock(max_length=120, help_text="Where the first wording comes from.")
    right_title = blocks.CharBlock(max_length=120, help_text="Where the second comes from.")
    rows = blocks.ListBlock(ComparisonRowBlock())

    class Meta:
        icon = "table"
        label = "Comparison of wordings"
        group = "Words"
        template = "components/streamfield/blocks/comparison.html"
