"""What a page says now, and whether it is still as an import left it. Reads pages, changes nothing."""

from __future__ import annotations

import hashlib
import json
import re

from django.core.serializers.json import DjangoJSONEncoder
from wagtail.models import Page

from knowledge.blocks.plain_text import text_of_block

_VOLATILE = {
    "pk", "id", "path", "depth", "numchild", "url_path", "draft_title", "live",
    "has_unpublished_changes", "first_published_at", "last_published_at", "go_live_at",
    "expire_at", "expired", "locked", "locked_at", "locked_by", "latest_revision",
    "latest_revision_created_at", "live_revision", "translation_key", "owner",
    "wagtail_admin_comments", "content_type", "slug",
}  # fmt: skip
_BLOCK_KEY = re.compile(r' data-block-key=\\"[^"\\]*\\"')


def latest(page: Page) -> Page:
    """The page's newest draft, as its own type."""
    return page.get_latest_revision_as_object()


def content_fingerprint(page: Page) -> str:
    """Changes when somebody edits the page; publishing, moving and comments do not change it."""
    return fingerprint_of(page.serializable_data())


def fingerprint_of(content: dict[str, object]) -> str:
    """The same of a revision's content."""
    said = {name: value for name, value in content.items() if name not in _VOLATILE}
    text = json.dumps(said, sort_keys=True, cls=DjangoJSONEncoder)
    return hashlib.sha256(_BLOCK_KEY.sub("", text).encode()).hexdigest()


def words_on(page: Page) -> str:
    """Every word of the page's own fields and body."""
    parts = [page.title]
    for field in page._meta.get_fields():
        if getattr(field, "model", None) is not type(page) or not hasattr(
            field, "get_internal_type"
        ):
            continue
        if field.get_internal_type() in {"TextField", "CharField"} and field.name != "slug":
            value = getattr(page, field.attname, "")
            parts.append(value if isinstance(value, str) else "")
    for block in getattr(page, "body", []):
        parts.append(text_of_block(block.block_type, block.value))
        if block.block_type == "video" and block.value["video"] is not None:
            parts.append(block.value["video"].title)
    return "\n".join(part for part in parts if part)
