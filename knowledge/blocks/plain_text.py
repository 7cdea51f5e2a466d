"""A body as plain text, in passages that begin at its headings. Knows every block of the stream."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from typing import Any

from wagtail.blocks import StreamValue, StructValue
from wagtail.blocks.list_block import ListValue

from knowledge.contracts.passage import Passage

_BREAK = re.compile(r"</?(?:p|li|h[1-6]|ul|ol|div|hr|blockquote|embed)\b[^>]*>|<br\b[^>]*>", re.I)
_TAG = re.compile(r"<[^>]+>")


def text_of_html(html: str) -> str:
    """Readable text of rich text; a block's beginning and end become line breaks."""
    return re.sub(
        r"[ \t\xa0]+",
        " ",
        re.sub(r"\s*\n\s*", "\n", unescape(_TAG.sub("", _BREAK.sub("\n", html)))),
    ).strip()


def heading_anchor(block_id: str | None) -> str:
    """The URL fragment of a heading's block: stable while the words change."""
    return f"h-{(block_id or '')[:8]}"


def _element_list(value: StructValue) -> list[str]:
    parts = [value["heading"]]
    for element in value["elements"]:
        parts += [element["title"], text_of_html(element["text"].source)]
    return parts


def _accordion(value: StructValue) -> list[str]:
    parts: list[str] = []
    for item in value:
        parts += [item["heading"], text_of_html(item["body"].source)]
    return parts


def _comparison(value: StructValue) -> list[str]:
    parts = [value["heading"], value["left_title"], value["right_title"]]
    for row in value["rows"]:
        parts += [row["name"], row["left"], row["right"]]
    return parts


def _image(value: StructValue) -> list[str]:
    return [getattr(value["image"], "contextual_alt_text", None) or "", value["caption"]]


def _ways_in(value: ListValue) -> list[str]:
    return [words for way in value for words in (way["title"], way["text"])]


def _own_words(value: Any) -> list[str]:
    """Only the editor's own: a linked thing's title is its own affair, for it may be withdrawn while
    this page stays."""
    return [value["text"]]


READERS: dict[str, Callable[[Any], list[str]]] = {
    "heading": _own_words,
    "text": lambda value: [text_of_html(value.source)],
    "callout": lambda value: [value["heading"], text_of_html(value["body"].source)],
    "quotation": lambda value: [value["quotation"], value["attribution"]],
    "element_list": _element_list,
    "accordion": _accordion,
    "comparison": _comparison,
    "image": _image,
    "document": _own_words,
    "page_link": _own_words,
    "ways_in": _ways_in,
}
"""Name of a block in the stream → the words that a visitor reads in it."""


def text_of_block(kind: str, value: Any) -> str:
    """The words a visitor reads in a block, one line per part; "" where it has none of its own."""
    parts = READERS[kind](value) if kind in READERS else []
    return "\n".join(part for part in parts if part)


def passages_of_stream(stream: StreamValue) -> list[Passage]:
    """The body's passages in reading order: one before the first heading, then one per heading."""
    passages: list[Passage] = []
    heading, anchor = "", ""
    lines: list[str] = []

    def close() -> None:
        if heading or lines:
            passages.append(Passage(text="\n".join(lines), heading=heading, anchor=anchor))

    for child in stream:
        if child.block_type == "heading":
            close()
            heading, anchor, lines = child.value["text"], heading_anchor(child.id), []
        elif text := text_of_block(child.block_type, child.value):
            lines.append(text)
    close()
    return passages
