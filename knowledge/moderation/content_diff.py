"""Whether two versions of a page say the same, however they were typed or saved. Pure.

The editor rewrites rich text as it opens it (keys on paragraphs, order of attributes), a browser
ends lines in its own way, a form strips blanks around a text, and saving changes dates and ids. None
of that is writing. Everything that a reader could notice is.
"""

from __future__ import annotations

import datetime
import hashlib
import json

from bs4 import BeautifulSoup, PageElement, Tag
from django.core.serializers.json import DjangoJSONEncoder

NOT_CONTENT = frozenset(
    {
        "pk",
        "live",
        "live_revision",
        "latest_revision",
        "latest_revision_created_at",
        "has_unpublished_changes",
        "first_published_at",
        "last_published_at",
        "draft_title",
        "locked",
        "locked_at",
        "locked_by",
        "path",
        "depth",
        "numchild",
        "url_path",
        "wagtail_admin_comments",
    }
)
"""Fields of a revision that say where it stands, not what it says."""


def canonical_content(page_type: type, content: dict[str, object]) -> object:
    """What a revision says, without what a page type counts as part of deciding about it."""
    decided = getattr(page_type, "decided_fields", ())
    return what_it_says({key: value for key, value in content.items() if key not in decided})


def content_hash(content: dict[str, object]) -> str:
    """The same for two revisions that say the same, and for no others."""
    said = json.dumps(what_it_says(content), sort_keys=True, default=str)
    return hashlib.sha256(said.encode()).hexdigest()


SAME_TAG = {"strong": "b", "em": "i"}


def what_it_says(value: object) -> object:
    """The content of a revision in a form that is equal for versions that say the same."""
    if isinstance(value, dict):
        ignored = set(NOT_CONTENT)
        if "type" in value and "value" in value:
            ignored.add("id")  # a block's own, which the editor may give anew
        if "pk" in value:
            ignored.add("page")  # a row of an inline panel: filled in only when it is saved
        return {key: what_it_says(each) for key, each in value.items() if key not in ignored}
    if isinstance(value, list):
        return [what_it_says(each) for each in value]
    if isinstance(value, str):
        return _what_text_says(value)
    if isinstance(value, datetime.date | datetime.time):
        # As it stands in a revision once that has been through the database.
        return json.loads(json.dumps(value, cls=DjangoJSONEncoder))
    return value


def _what_text_says(text: str) -> object:
    """A stream of blocks is kept as JSON in a string; rich text is HTML in one."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    if text.startswith(("[", "{")):
        try:
            return what_it_says(json.loads(text))
        except ValueError:
            return text
    if "<" in text and ">" in text:
        return [_what_node_says(node) for node in BeautifulSoup(text, "html.parser").contents]
    return text


def _what_node_says(node: PageElement) -> object:
    if not isinstance(node, Tag):
        return f"{type(node).__name__}:{node}"
    attributes = sorted(
        (name, str(value)) for name, value in node.attrs.items() if name != "data-block-key"
    )
    return (
        SAME_TAG.get(node.name, node.name),
        attributes,
        [_what_node_says(child) for child in node.contents],
    )
