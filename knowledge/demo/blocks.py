"""Builders of a page's body. Blocks get the same ids on every machine, so that anchors are stable."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

NAMESPACE = uuid.UUID("5f0d6a52-9d0c-4a51-8f0e-2d5c7d1b9b10")
"""Parent of every id that the demo derives from a name."""


def demo_id(name: str) -> uuid.UUID:
    """The id that this name has in every demo."""
    return uuid.uuid5(NAMESPACE, name)


@dataclass(frozen=True)
class Words:
    """Marked-up words (see `knowledge.demo.markup`) that become rich text."""

    text: str


@dataclass(frozen=True)
class Ref:
    """A page, document or image of the demo by its key; it becomes the row's id."""

    kind: str
    key: str


@dataclass(frozen=True)
class Items:
    """The values of a list block."""

    values: tuple[Any, ...]


@dataclass(frozen=True)
class Block:
    """One block of a body, its value still holding `Words`, `Ref` and `Items`."""

    kind: str
    value: Any


def heading(words: str, level: str = "2") -> Block:
    """A heading; level "3" below another heading."""
    return Block("heading", {"text": words, "level": level})


def text(words: str) -> Block:
    """Paragraphs, lists and links."""
    return Block("text", Words(words))


def callout(title: str, words: str) -> Block:
    """Something that must not be missed."""
    return Block("callout", {"heading": title, "body": Words(words)})


def elements(pairs: Iterable[tuple[str, str]], title: str = "", numbered: bool = False) -> Block:
    """A list of names, each with what it means."""
    items = Items(tuple({"title": name, "text": Words(words)} for name, words in pairs))
    return Block("element_list", {"heading": title, "numbered": numbered, "elements": items})


def accordion(*parts: tuple[str, str]) -> Block:
    """Parts that visitors open one by one."""
    return Block("accordion", Items(tuple({"heading": h, "body": Words(w)} for h, w in parts)))


def image(key: str, caption: str = "") -> Block:
    """A picture with its own description."""
    return Block("image", {"image": Ref("image", key), "caption": caption})


def video(slug: str) -> Block:
    """A video of the hub."""
    return Block("video", {"video": Ref("page", slug)})


def document(key: str, words: str = "") -> Block:
    """A file to open."""
    return Block("document", {"document": Ref("document", key), "text": words})


def resource(slug: str) -> Block:
    """The card of a resource."""
    return Block("resource_card", {"resource": Ref("page", slug)})


def ways_in(*ways: tuple[str, str, str]) -> Block:
    """Ways in: title, text, and a page's slug or an address that begins with /."""
    return Block(
        "ways_in",
        Items(
            tuple(
                {
                    "title": title,
                    "text": words,
                    "page": None if place.startswith("/") else Ref("page", place),
                    "address": place if place.startswith("/") else "",
                }
                for title, words, place in ways
            )
        ),
    )


def page_link(slug: str, words: str = "") -> Block:
    """A link to another page of the hub."""
    return Block("page_link", {"page": Ref("page", slug), "text": words})
