#!/usr/bin/env bash
# One would expect: rich text that an import stored in Wagtail and the site shows well is the same after an editor
# opened the page and saved it without touching that field, or at worst loses tags that the field does not allow.
# What happens (Wagtail 8.0.1): <li><p>Tea</p></li>, which is how pandoc, Markdown's loose lists and many editors write
# a list, becomes an empty list item and a paragraph below the list; <blockquote><p> likewise becomes an empty
# quotation and ordinary paragraphs, so that somebody's words stand there as the author's own. A numbered list of
# three is three lists of one empty item. The field is rewritten when any other field of the page is saved.
# Matters to: whoever fills rich text by importer or API: the pages look right until the first harmless edit.
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


STORED = {
    "list": "<ol><li><p>Ring the ward</p></li><li><p>Ask for Sam</p></li></ol>",
    "quotation": "<blockquote><p>I felt heard.</p></blockquote><p>So said a mother.</p>",
}
SEEN = {
    "list": "<ol><li></li></ol><p>Ring the ward</p><ol><li></li></ol><p>Ask for Sam</p>",
    "quotation": "<blockquote></blockquote><p>I felt heard.</p><p>So said a mother.</p>",
}
tight = "<ol><li>Ring the ward</li><li>Ask for Sam</li></ol>"
print("Version: Wagtail", version("wagtail"))
for name, html in STORED.items():
    print(f"One would expect of the {name}: {html}, or the same without <p>")
    print("Seen:", opened_and_saved(html))
print("Without <p> inside it stays:", opened_and_saved(tight))
print("Matters to: whoever fills rich text by importer or API.")
as_described = (
    all(opened_and_saved(html) == SEEN[name] for name, html in STORED.items())
    and opened_and_saved(tight) == tight
)
sys.exit(0 if as_described else "No longer as described.")
PYTHON
