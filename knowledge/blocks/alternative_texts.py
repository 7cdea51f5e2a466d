"""What blocks say of a picture, for people who cannot see it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from wagtail.blocks import StreamValue
from wagtail.blocks.list_block import ListValue
from wagtail.images.models import AbstractImage


def alternative_texts_in(value: object, image_pk: int) -> Iterator[str]:
    """What the blocks say of that picture, at each place; "" where it is marked as decoration."""
    if isinstance(value, AbstractImage):
        if value.pk == image_pk:
            yield value.contextual_alt_text or ""
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from alternative_texts_in(each, image_pk)
    elif isinstance(value, StreamValue):
        for child in value:
            yield from alternative_texts_in(child.value, image_pk)
    elif isinstance(value, ListValue):
        for each in value:
            yield from alternative_texts_in(each, image_pk)
