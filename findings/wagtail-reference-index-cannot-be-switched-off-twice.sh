#!/usr/bin/env bash
# One would expect: `disable_reference_index_auto_update`, a documented context manager by which an import spares itself
# the index of references until its end, may stand inside another one, as Django's own do: what is switched off twice is
# off until the outer one ends.
# What happens (Wagtail 8.0.1): the inner one's end switches the index on again for the rest of the outer block, which
# then writes it page by page without a word; and the outer one's end raises AttributeError, so that work which was
# done is taken back with its transaction or reported as failed.
# Matters to: whoever loads many pages in a block of their own and calls an importer, a fixture or a library that spares
# itself the index too.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check Django==5.2.19 wagtail==8.0.1
cd "$work"
mkdir trial
touch trial/__init__.py
cat >trial/models.py <<'PYTHON'
from django.db import models
from wagtail.models import Page


class Story(Page):
    seen_in = models.ForeignKey(Page, null=True, on_delete=models.SET_NULL, related_name="+")
PYTHON

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
        *("trial", "wagtail", "django_tasks", "modelcluster", "taggit"),
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
)
django.setup()
from django.core.management import call_command

call_command("makemigrations", "trial", verbosity=0)
call_command("migrate", verbosity=0)
from trial.models import Story
from wagtail.models import Page, ReferenceIndex
from wagtail.signal_handlers import disable_reference_index_auto_update

home = Page.objects.get(depth=2)


def pointing_page(name):
    return home.add_child(instance=Story(title=name, slug=name, seen_in=home))


def indexed(one):
    return ReferenceIndex.get_references_for_object(one).exists()


outcome, rows = "no error", {"before": pointing_page("before")}
try:
    with disable_reference_index_auto_update():
        rows["in the outer block"] = pointing_page("first")
        with disable_reference_index_auto_update():
            rows["in the inner block"] = pointing_page("second")
        rows["in the outer block again"] = pointing_page("third")
except AttributeError as error:
    outcome = f"AttributeError: {error}"

seen = {where: indexed(one) for where, one in rows.items()}
print("Version: Wagtail", version("wagtail"))
print("One would expect: only the one before is in the index, and no error.")
print("Seen:", seen, "|", outcome)
print("Matters to: importers that call each other.")
as_described = seen == {
    "before": True,
    "in the outer block": False,
    "in the inner block": False,
    "in the outer block again": True,
} and outcome.startswith("AttributeError")
sys.exit(0 if as_described else "No longer as described.")
PYTHON
