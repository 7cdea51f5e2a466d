"""Texts of two people who open the editor at once are read apart.

Wagtail 8.0 reads every rich text of a field with one parser for the whole process, so requests in two
threads get pieces of each other's text, or fail (wagtail#14573, mended after 8.0). Each text gets its own.
"""

from __future__ import annotations

from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
from wagtail.admin.rich_text.converters.html_to_contentstate import HtmlToContentStateHandler


def _from_database_format(converter: ContentstateConverter, html: str) -> str:
    reader = HtmlToContentStateHandler(converter.features)
    reader.feed(html)
    reader.close()
    return reader.contentstate.as_json(indent=4, separators=(",", ": "))


def keep_apart() -> None:
    """In place of Wagtail's."""
    ContentstateConverter.from_database_format = _from_database_format
