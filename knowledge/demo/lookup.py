"""Finds the demo's pages, files and words in the database, and makes a file when it is first asked for."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

from django.contrib.auth import get_user_model
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from wagtail.models import Page

from knowledge.demo.blocks import Block, Items, Ref, Words, demo_id
from knowledge.demo.documents import DOCUMENTS, DemoDocument
from knowledge.demo.drawings import PICTURES, Picture
from knowledge.demo.markup import rich_text
from knowledge.models import (
    Audience,
    EvidenceRequirement,
    HubDocument,
    HubImage,
    Organisation,
    Rung,
    Topic,
)

Count = Callable[[str, bool], None]
"""Told of each thing whether it is new."""


class Lookup:
    """The demo's things by their keys, each looked up once."""

    def __init__(self, count: Count) -> None:
        self._count = count
        self._pages: dict[str, Page] = {}
        self._files: dict[tuple[str, str], Any] = {}
        self.topics = {row.slug: row for row in Topic.objects.all()}
        self.audiences = {row.slug: row for row in Audience.objects.all()}
        self.requirements = {row.slug: row for row in EvidenceRequirement.objects.all()}
        self.rungs = {row.number: row for row in Rung.objects.all()}
        self.organisations = {row.slug: row for row in Organisation.objects.all()}
        self.people = {person.email: person for person in get_user_model().objects.all()}

    def page(self, slug: str) -> Page | None:
        """The page made for this key, even if its slug or place was changed since."""
        if slug not in self._pages:
            page = Page.objects.filter(translation_key=demo_id(f"page/{slug}")).first()
            if page is None:
                return None
            self._pages[slug] = page
        return self._pages[slug]

    def document(self, key: str) -> HubDocument:
        """The document of this key; made if nobody has one of its title."""
        return self._file("document", key, HubDocument, DOCUMENTS[key], make_document)

    def image(self, key: str) -> HubImage:
        """The picture of this key; drawn if nobody has one of its title."""
        return self._file("image", key, HubImage, PICTURES[key], make_image)

    def _file(self, kind: str, key: str, model: Any, source: Any, make: Callable) -> Any:
        if (kind, key) not in self._files:
            row = model.objects.filter(title=source.title).first()
            self._count(f"{kind}s", row is None)
            if row is None:
                row = make(source)
            self._files[kind, key] = row
        return self._files[kind, key]

    def link(self, target: str) -> str | None:
        """Attributes of a rich-text link to the target; None when its page is gone."""
        kind, _, key = target.partition(":")
        if kind == "page":
            page = self.page(key)
            return f'linktype="page" id="{page.pk}"' if page else None
        if kind == "document":
            return f'linktype="document" id="{self.document(key).pk}"'
        return f'href="{target}"'

    def value(self, value: Any, name: str = "") -> Any:
        """A field's value with words turned into rich text and references into rows."""
        match value:
            case Words():
                return rich_text(value.text, self.link)
            case Ref(kind="organisation"):
                return self.organisations[value.key]
            case Ref(kind="page"):
                page = self.page(value.key)
                return page.specific if page else None
            case Ref(kind="document"):
                return self.document(value.key)
            case Ref(kind="image"):
                return self.image(value.key)
        return value

    def stream(self, slug: str, blocks: tuple[Block, ...]) -> list[dict[str, object]]:
        """The body as StreamField stores it, every id derived from the page and the place."""
        return [
            {
                "type": block.kind,
                "id": str(demo_id(f"block/{slug}/{at}/{block.kind}")),
                "value": self._raw(block.value, f"{slug}/{at}"),
            }
            for at, block in enumerate(blocks)
        ]

    def _raw(self, value: Any, place: str) -> Any:
        match value:
            case Words():
                return rich_text(value.text, self.link)
            case Items():
                return [
                    {
                        "type": "item",
                        "id": str(demo_id(f"item/{place}/{at}")),
                        "value": self._raw(item, f"{place}/{at}"),
                    }
                    for at, item in enumerate(value.values)
                ]
            case Ref(kind="image"):
                image = self.image(value.key)
                return {"image": image.pk, "alt_text": image.description, "decorative": False}
            case Ref(kind="document"):
                return self.document(value.key).pk
            case Ref(kind="page"):
                page = self.page(value.key)
                return page.pk if page else None
            case dict():
                return {name: self._raw(part, f"{place}/{name}") for name, part in value.items()}
        return value


def make_document(source: DemoDocument) -> HubDocument:
    """A new row with the document's file."""
    file = ContentFile(source.content(), name=source.filename)
    row = HubDocument(title=source.title, file=file, **source.fields)
    row._set_document_file_metadata()
    row.save()
    return row


def make_image(source: Picture) -> HubImage:
    """A new row with the picture's file."""
    file = ImageFile(io.BytesIO(source.content()), name=source.filename)
    row = HubImage(title=source.title, file=file, **source.fields)
    row._set_image_file_metadata()
    row.save()
    return row
