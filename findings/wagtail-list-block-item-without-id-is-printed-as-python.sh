#!/usr/bin/env bash
# One would expect: "id" of a block in a StreamField's stored JSON is optional, as it is for the blocks of the stream
# itself: Wagtail makes one up. An item of a list inside, {"type": "item", "value": ...}, is no different.
# What happens (Wagtail 8.0.1): a ListBlock knows an item only by all three of id, type and value. Without the id the
# whole of it counts as the value: the public page prints {'type': 'item', 'value': 'Bring a snack'}, search indexes
# that, and the next save in the admin stores it for good. For structs in the list each field falls back to its
# default instead: all words are gone. Nothing is raised, neither by clean() nor on saving.
# Matters to: whoever fills StreamFields in importers and data migrations, where leaving out the ids works everywhere
# else, in the block's own neighbours too.
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

stream = blocks.StreamBlock(
    [
        ("heading", blocks.CharBlock()),
        ("tips", blocks.ListBlock(blocks.CharBlock())),
        ("steps", blocks.ListBlock(blocks.StructBlock([("what", blocks.CharBlock(required=False))]))),
    ]
)


def rendered(tips, steps):
    stored = [
        {"type": "heading", "value": "Your visit"},
        {"type": "tips", "value": tips},
        {"type": "steps", "value": steps},
    ]
    value = stream.clean(stream.to_python(stored))
    return str(value[0].value), list(value[1].value), [step["what"] for step in value[2].value]


def item(value, **identity):
    return {"type": "item", "value": value, **identity}


TIP, STEP = "Bring a snack", {"what": "Ring the ward"}
without = rendered([item(TIP)], [item(STEP)])
with_id = rendered([item(TIP, id="4b1f")], [item(STEP, id="4b20")])
bare = rendered([TIP], [STEP])
print("Version: Wagtail", version("wagtail"))
print("One would expect:", with_id, "(so it is with ids, and for bare values:", bare, ")")
print("Seen without ids:", without)
print("Matters to: whoever fills StreamFields in importers and data migrations.")
good = ("Your visit", [TIP], ["Ring the ward"])
as_described = (
    with_id == bare == good
    and without[0] == "Your visit"
    and without[1] == [str(item(TIP))]
    and not without[2][0]
)
sys.exit(0 if as_described else "No longer as described.")
PYTHON
