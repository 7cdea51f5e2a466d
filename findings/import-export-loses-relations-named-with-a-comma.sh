#!/usr/bin/env bash
# One would expect: a file that django-import-export has exported goes in again as it came out; and a name that no
# row answers to is reported, as an unknown foreign key is.
# What happens (django-import-export 4.4.3): a many-to-many column is joined by commas without any quoting. A topic
# called "Bereavement, loss" comes out as two names; on the way back each is looked for by one query, and what is not
# found is left out. The relation is gone, the row counts as updated, and there is no error. Likewise a name in
# another case or with a spelling mistake: the row's relations become only those that were found, perhaps none.
# Matters to: whoever has editors correct a page's topics, tags or people in a spreadsheet: unchanged rows lose some.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check Django==5.2.19 django-import-export==4.4.3
mkdir "$work/library"
touch "$work/library/__init__.py"
cat >"$work/library/models.py" <<'PYTHON'
from django.db import models


class Topic(models.Model):
    name = models.CharField(max_length=50, unique=True)


class Resource(models.Model):
    title = models.CharField(max_length=50)
    topics = models.ManyToManyField(Topic)
PYTHON
cd "$work"

venv/bin/python - <<'PYTHON'
import sys
from importlib.metadata import version

import django
from django.conf import settings

settings.configure(
    INSTALLED_APPS=["django.contrib.contenttypes", "import_export", "library"],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
    DEFAULT_AUTO_FIELD="django.db.models.AutoField",
    USE_TZ=True,
)
django.setup()
import tablib
from django.db import connection
from import_export.fields import Field
from import_export.resources import ModelResource
from import_export.widgets import ManyToManyWidget
from library.models import Resource, Topic

with connection.schema_editor() as editor:
    editor.create_model(Topic)
    editor.create_model(Resource)


class LibraryResource(ModelResource):
    topics = Field(attribute="topics", column_name="topics", widget=ManyToManyWidget(Topic, field="name"))

    class Meta:
        model = Resource


def topics():
    return sorted(Resource.objects.get().topics.values_list("name", flat=True))


leaflet = Resource.objects.create(title="Leaflet")
leaflet.topics.set([Topic.objects.create(name=name) for name in ("Feeding", "Bereavement, loss")])
before = topics()
exported = LibraryResource().export().csv
again = LibraryResource().import_data(tablib.Dataset().load(exported, format="csv"), raise_errors=True)
after = topics()
typed = tablib.Dataset((leaflet.pk, "Leaflet", "feeding"), headers=["id", "title", "topics"])
mistyped = LibraryResource().import_data(typed, raise_errors=True)
print("Version: django-import-export", version("django-import-export"))
print("Exported:", exported.strip().splitlines())
print("One would expect after importing just that:", before)
print("Seen:", after, "| after a row with the topic 'feeding':", topics())
print("Errors:", again.has_errors(), mistyped.has_errors(), "| updated:", again.totals["update"])
print("Matters to: whoever has editors correct topics, tags or people in a spreadsheet.")
as_described = (
    after == ["Feeding"]
    and topics() == []
    and again.totals["update"] == mistyped.totals["update"] == 1
    and not (again.has_errors() or again.has_validation_errors() or mistyped.has_errors())
)
sys.exit(0 if as_described else "No longer as described.")
PYTHON
