#!/usr/bin/env bash
# One would expect: a numbered list with some bullets below its first point, which Wagtail's editor lets people make and
# numbers 1, 2, 3, has the same numbers on the public page.
# What happens (Wagtail 8.0.1): when the list is stored, the numbered list is closed after the bullets and a new one is
# begun, so the page shows 1, then 1, 2. The same with numbers below bullets. Where the inner list is of the same kind
# as the outer one it stays one list. The editor goes on showing 1, 2, 3, so an author cannot see it.
# Matters to: whoever publishes steps to follow, minutes or criteria that are referred to by number: "see step 3" leads
# nowhere, and a screen reader announces two short lists in place of one.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check Django==5.2.19 wagtail==8.0.1
cd "$work"

venv/bin/python - <<'PYTHON'
import secrets
import sys
from importlib.metadata import version

import django
from django.conf import settings

settings.configure(
    SECRET_KEY=secrets.token_hex(),
    INSTALLED_APPS=[
        *(f"wagtail.{name}" for name in ("sites", "users", "documents", "images", "embeds", "search", "admin")),
        *("wagtail", "django_tasks", "modelcluster", "taggit"),
        *(f"django.contrib.{name}" for name in ("auth", "contenttypes", "sessions", "messages", "staticfiles")),
    ],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
    DEFAULT_AUTO_FIELD="django.db.models.AutoField",
    TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True}],
    ROOT_URLCONF="wagtail.admin.urls",
    STATIC_URL="/static/",
    USE_TZ=True,
    WAGTAIL_SITE_NAME="Trial",
    WAGTAILADMIN_BASE_URL="http://localhost",
    EMAIL_BACKEND="django.core.mail.backends.locmem.EmailBackend",
)
django.setup()
import re

from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter

converter = ContentstateConverter(
    features=["h2", "h3", "bold", "italic", "ol", "ul", "hr", "link", "document-link", "image", "embed", "blockquote"]
)


def opened_and_saved(html):
    """What the editor sends back for a stored text that somebody opens and saves without touching it."""
    saved = converter.to_database_format(converter.from_database_format(html))
    return re.sub(r' data-block-key="\w+"', "", saved)

import json

BLOCKS = (
    ("ordered-list-item", 0, "Ring the ward"),
    ("unordered-list-item", 1, "by day"),
    ("unordered-list-item", 1, "by night"),
    ("ordered-list-item", 0, "Ask for Sam"),
    ("ordered-list-item", 0, "Say your name"),
)


def stored(blocks):
    """What the editor's own content becomes when it is saved: list items with their depth, as Draftail sends them."""
    content = [
        {"key": f"k{n}", "type": kind, "depth": depth, "text": text, "inlineStyleRanges": [], "entityRanges": []}
        for n, (kind, depth, text) in enumerate(blocks)
    ]
    html = converter.to_database_format(json.dumps({"blocks": content, "entityMap": {}}))
    return re.sub(r' data-block-key="\w+"', "", html)


mixed = stored(BLOCKS)
same_kind = stored([("ordered-list-item", depth, text) for _, depth, text in BLOCKS])
again = opened_and_saved("<ol><li>a<ul><li>b</li></ul></li><li>c</li></ol>")
print("Version: Wagtail", version("wagtail"))
print("One would expect: one <ol> of three points, the first with bullets inside.")
print("Seen:", mixed)
print("With numbers inside numbers:", same_kind)
print("One good list, opened and saved:", again)
print("Matters to: whoever publishes steps or criteria that are referred to by number.")
as_described = (
    mixed.count("<ol>") == 2
    and "</ul></li></ol><ol><li>Ask for Sam</li><li>Say your name</li></ol>" in mixed
    and same_kind.count("</ol><ol>") == 0
    and again == "<ol><li>a<ul><li>b</li></ul></li></ol><ol><li>c</li></ol>"
)
sys.exit(0 if as_described else "No longer as described.")
PYTHON
