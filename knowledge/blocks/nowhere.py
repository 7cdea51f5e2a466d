"""Links that lead nowhere, such as “#”: a draft may hold them, and nothing that is published does."""

from __future__ import annotations

import re
from html import unescape

from django.core.exceptions import ValidationError
from wagtail import blocks
from wagtail.blocks.list_block import ListValue
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.rich_text import RichText

NOWHERE = frozenset({"", "#", "http:", "https:", "http://", "https://", "http://#", "https://#"})
_LINK = re.compile(r"<a\b([^>]*)>(.*?)</a>", re.I | re.S)
_HREF = re.compile(r'\bhref="([^"]*)"', re.I)
_INSIDE = re.compile(r"\blinktype=", re.I)
_TAG = re.compile(r"<[^>]+>")


def links_to_nowhere(html: str) -> list[str]:
    """The words of each link in rich text that leads nowhere."""
    found = []
    for attributes, words in _LINK.findall(html):
        href = _HREF.search(attributes)
        address = unescape(href[1]).strip() if href else ""
        if address in NOWHERE and not _INSIDE.search(attributes):
            found.append(unescape(_TAG.sub("", words)).strip() or "a link without words")
    return found


def leads_somewhere(html: str) -> None:
    """ValidationError, with its words, if a link in rich text leads nowhere."""
    if words := links_to_nowhere(html):
        named = ", ".join(f"“{each}”" for each in words)
        raise ValidationError(
            f"This leads nowhere: {named}. Give the link an address, or take it away."
        )


def nowhere_in(value: object) -> list[str]:
    """The words of such links in a body, or in any part of one."""
    if isinstance(value, RichText):
        return links_to_nowhere(value.source)
    parts: list[object] = []
    if isinstance(value, blocks.StreamValue):
        parts = [child.value for child in value]
    elif isinstance(value, ListValue):
        parts = list(value)
    elif isinstance(value, blocks.StructValue):
        parts = list(value.values())
    return [words for part in parts for words in nowhere_in(part)]


class LeadsSomewhere(blocks.StructBlock):
    """A block with texts in whose links are looked at before it is published."""

    def clean(self, value):
        cleaned = super().clean(value)
        errors = {}
        for name, part in cleaned.items():
            if isinstance(part, RichText) and not self.is_deferred_validation:
                try:
                    leads_somewhere(part.source)
                except ValidationError as error:
                    errors[name] = error
        if errors:
            raise StructBlockValidationError(errors)
        return cleaned
