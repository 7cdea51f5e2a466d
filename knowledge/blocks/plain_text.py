"""A body as plain text, in passages that begin at its headings. Knows every block of the stream."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

from knowledge.contracts.findable import Passage

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


def text_of_block(kind: str, value: Any) -> str:
    """The words a visitor reads in a block, one line per part."""
    parts: list[str] = []
    match kind:
        case "heading":
            parts = [value["text"]]
        case "text":
            parts = [text_of_html(value.source)]
        case "callout":
            parts = [value["heading"], text_of_html(value["body"].source)]
        case "quotation":
            parts = [value["quotation"], value["attribution"]]
        case "element_list":
            parts = [value["heading"]]
            for element in value["elements"]:
                parts += [element["title"], text_of_html(element["text"].source)]
        case "accordion":
            for item in value:
                parts += [item["heading"], text_of_html(item["body"].source)]
        case "comparison":
            parts = [value["heading"], value["left_title"], value["right_title"]]
            for row in value["rows"]:
                parts += [row["name"], row["left"], row["right"]]
        case "image":
            image = value["image"]
            parts = [getattr(image, "contextual_alt_text", None) or "", value["caption"]]
        case "document" | "page_link":
            # Only the editor's own words: a linked thing's title is its own affair, for it may be
            # withdrawn while this page stays.
            parts = [value["text"]]
    return "\n".join(part for part in parts if part)


def passages_of_stream(stream: Any) -> list[Passage]:
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
