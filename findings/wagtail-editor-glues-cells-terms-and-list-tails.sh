#!/usr/bin/env bash
# One would expect: an editor that cannot show a table or a list of terms keeps their words apart: a paragraph for each
# cell, as it makes one for each <div>.
# What happens (Wagtail 8.0.1): opened and saved without a touch, the cells of a table row, a term and its meaning, and
# the rows themselves are joined without a space: "Mondays10 am", "MVPMaternity Voices Partnership". Words that follow
# an inner list are moved up in front of it and joined to the point's first words. The page had shown the table well.
# Matters to: whoever imports pages with tables, opening hours or glossaries into a rich text field: one save later the
# words are glued, and search finds neither half.
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
    "<table><tr><td>Mondays</td><td>10 am</td></tr><tr><td>Fridays</td><td>noon</td></tr></table>": (
        "<p>Mondays10 amFridaysnoon</p>"
    ),
    "<dl><dt>MVP</dt><dd>Maternity Voices Partnership</dd></dl>": "<p>MVPMaternity Voices Partnership</p>",
    "<ul><li>Bring<ul><li>a snack</li></ul>and a friend</li></ul>": (
        "<ul><li>Bringand a friend<ul><li>a snack</li></ul></li></ul>"
    ),
}
divs = "<div>Mondays</div><div>10 am</div>"
print("Version: Wagtail", version("wagtail"))
print("One would expect: words that stood apart to stay apart, as these do:", divs, "->", opened_and_saved(divs))
for html, expected in STORED.items():
    print("Seen:", html, "->", opened_and_saved(html))
print("Matters to: whoever imports tables, opening hours or glossaries into rich text.")
as_described = opened_and_saved(divs) == "<p>Mondays</p><p>10 am</p>" and all(
    opened_and_saved(html) == expected for html, expected in STORED.items()
)
sys.exit(0 if as_described else "No longer as described.")
PYTHON
