"""Finds the addresses in a page or row, whatever field or block they stand in, and puts others there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import escape, unescape
from urllib.parse import urlsplit

from django.conf import settings
from django.db import models
from modelcluster.models import get_all_child_relations
from wagtail import blocks
from wagtail.blocks.list_block import ListValue
from wagtail.embeds.blocks import EmbedValue
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.rich_text import RichText

HREF = re.compile(r'(\bhref=")([^"]*)(")', re.I)
EMBED = re.compile(r'(<embed\b[^>]*\burl=")([^"]*)(")', re.I)
SEVERAL = re.compile(r"[,;|]+https?://", re.I)
"""Where the next of several addresses begins that stand side by side."""
WRITTEN = re.compile(rf"https?://(?:(?!{SEVERAL.pattern})[^\s<>\"])*[^\s<>\".,;:!?|)\]'’”]", re.I)


@dataclass(frozen=True)
class Found:
    """An address, and the field or block it stands in."""

    address: str
    where: str


def is_outside(address: str) -> bool:
    """Whether it leads out of the hub by the web, whose links alone can be asked."""
    try:
        parts = urlsplit(address)
        host = parts.hostname
    except ValueError:
        return False
    own = urlsplit(settings.HUB_BASE_URL).hostname
    return parts.scheme.lower() in {"http", "https"} and bool(host) and host != own


def in_text(text: str) -> Iterator[str]:
    """The text itself where it is an address; else those of links in rich text, and those written out."""
    if not set(text) & set(" <>\n\t") and not SEVERAL.search(text):
        yield text.strip()
        return
    for pattern in (HREF, EMBED):
        for match in pattern.finditer(text):
            yield unescape(match[2]).strip()
    words = EMBED.sub("", HREF.sub("", text))
    for match in WRITTEN.finditer(words):
        yield unescape(match[0])


def in_words(text: str) -> Iterator[str]:
    """Those written out in what a file says, where nothing is marked up."""
    yield from (match[0] for match in WRITTEN.finditer(text))


def in_row(row: models.Model) -> list[Found]:
    """Every address outside the hub in a page or row and in what is edited with it, each place once."""
    found: dict[Found, None] = {}
    for owner, field in _owners(row):
        for address, where in _in_field(field, getattr(owner, field.attname)):
            if is_outside(address):
                found[Found(address, where[:200])] = None
    return list(found)


def _in_field(field: models.Field, value: object) -> Iterator[tuple[str, str]]:
    name = str(field.verbose_name).capitalize()
    if isinstance(field, StreamField | models.TextField | models.CharField):
        yield from _in_value(value, name)


def _in_value(value: object, where: str) -> Iterator[tuple[str, str]]:
    """By what a block's value is, so that a new block is read without a line here."""
    if isinstance(value, blocks.StreamValue):
        for child in value:
            yield from _in_value(child.value, f"{where}, {child.block.label}")
    elif isinstance(value, ListValue):
        for item in value:
            yield from _in_value(item, where)
    elif isinstance(value, blocks.StructValue):
        for part in value.values():
            yield from _in_value(part, where)
    elif isinstance(value, RichText):
        yield from ((address, where) for address in in_text(value.source))
    elif isinstance(value, EmbedValue):
        yield value.url, where
    elif isinstance(value, str):
        yield from ((address, where) for address in in_text(value))


# --- another address in place of one ---


def replaced(text: str, old: str, new: str) -> str:
    """The text with `new` wherever it leads to `old`, in links and written out."""
    if text.strip() == old:
        return new

    def link(match: re.Match[str]) -> str:
        is_it = unescape(match[2]).strip() == old
        return match[1] + (escape(new) if is_it else match[2]) + match[3]

    def written(match: re.Match[str]) -> str:
        if match[0] == old:
            return new
        return escape(new, quote=False) if unescape(match[0]) == old else match[0]

    return WRITTEN.sub(written, EMBED.sub(link, HREF.sub(link, text)))


def replace_in(row: models.Model, old: str, new: str) -> bool:
    """Put `new` in place of `old` everywhere in the page or row, without saving; whether it was there."""

    def change(text: str) -> str:
        return replaced(text, old, new)

    changes = [_replace_in_field(owner, field, change) for owner, field in _owners(row)]
    return any(changes)


def _owners(row: models.Model) -> Iterator[tuple[models.Model, models.Field]]:
    """Each field that can hold an address, with the row it is a field of."""
    for field in row._meta.concrete_fields:
        # What Wagtail itself keeps of a page are its names and paths.
        if field.model is not Page:
            yield row, field
    for relation in get_all_child_relations(type(row)):
        if relation.related_model._meta.app_label != Page._meta.app_label:
            for child in getattr(row, relation.get_accessor_name()).all():
                yield from _owners(child)


def _replace_in_field(
    row: models.Model, field: models.Field, change: Callable[[str], str]
) -> bool:  # fmt: skip
    value = getattr(row, field.attname)
    if isinstance(field, StreamField):
        before = value.get_prep_value()
        after = _changed(before, change)
        new_value: object = blocks.StreamValue(field.stream_block, after, is_lazy=True)
    elif isinstance(field, models.CharField | models.TextField) and value:
        before, after = value, change(str(value))
        new_value = after
    else:
        return False
    if before == after:
        return False
    setattr(row, field.attname, new_value)
    return True


def _changed(raw: object, change: Callable[[str], str]) -> object:
    if isinstance(raw, str):
        return change(raw)
    if isinstance(raw, list):
        return [_changed(each, change) for each in raw]
    if isinstance(raw, dict):
        return {name: _changed(each, change) for name, each in raw.items()}
    return raw
