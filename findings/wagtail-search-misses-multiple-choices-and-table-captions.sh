#!/usr/bin/env bash
# One would expect: what a StreamField shows in words is found by Wagtail's search. A ChoiceBlock's label is, so the
# labels of a MultipleChoiceBlock are; the caption of a TypedTableBlock is, so the caption of a TableBlock is; the
# alternative text in an ImageBlock is, so that of an image within rich text is.
# What happens (Wagtail 8.0.1): in each pair the first is indexed and the second is not. The page shows "British Sign
# Language" among what is offered, or a table called "Opening hours", and no search finds it.
# Matters to: whoever relies on search_fields = [SearchField("body")]: whether a page is found depends on which of two
# nearly equal blocks an editor took, and turning one choice into several loses it from search.
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
from wagtail import blocks
from wagtail.contrib.table_block.blocks import TableBlock
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock

OFFERS = [("bsl", "British Sign Language"), ("ir", "Interpreter")]
stream = blocks.StreamBlock(
    [
        ("one", blocks.ChoiceBlock(choices=OFFERS)),
        ("several", blocks.MultipleChoiceBlock(choices=OFFERS)),
        ("typed", TypedTableBlock([("text", blocks.CharBlock())])),
        ("table", TableBlock()),
        ("text", blocks.RichTextBlock()),
    ]
)
TABLE = {"data": [["Day"], ["Monday"]], "first_row_is_table_header": True, "table_caption": "Opening hours"}
TYPED = {
    "columns": [{"type": "text", "heading": "Day"}],
    "rows": [{"values": ["Monday"]}],
    "caption": "Opening hours",
}
IMAGE = '<p>See here:</p><embed embedtype="image" id="1" format="left" alt="Map of the ward"/>'


def indexed(kind, value):
    words = stream.get_searchable_content(stream.to_python([{"type": kind, "value": value}]))
    return [str(word) for word in words]


seen = {
    "ChoiceBlock": indexed("one", "bsl"),
    "MultipleChoiceBlock": indexed("several", ["bsl"]),
    "TypedTableBlock": indexed("typed", TYPED),
    "TableBlock": indexed("table", TABLE),
    "image in RichTextBlock": indexed("text", IMAGE),
}
print("Version: Wagtail", version("wagtail"))
print("One would expect: the chosen label in the first two, the caption in both tables, the text of the image.")
for name, words in seen.items():
    print(f"Seen, indexed of {name}:", words)
print("Matters to: whoever relies on Wagtail's search of a StreamField.")
as_described = (
    seen["ChoiceBlock"] == ["British Sign Language"]
    and seen["MultipleChoiceBlock"] == []
    and "Opening hours" in seen["TypedTableBlock"]
    and "Opening hours" not in seen["TableBlock"]
    and "Monday" in seen["TableBlock"]
    and not any("Map" in word for word in seen["image in RichTextBlock"])
)
sys.exit(0 if as_described else "No longer as described.")
PYTHON
