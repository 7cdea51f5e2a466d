#!/usr/bin/env bash
# One would expect: a spreadsheet column of a BooleanField takes what people write there, "Yes" and "No", or refuses
# what it does not know, as it does for a date or a number that cannot be read.
# What happens (django-import-export 4.4.3): only 1, "1", True, "true", "TRUE" and "True" are true. Everything else,
# "Yes", "Y", "x", "ticked", is False, without an error and with the row counted as imported; in a field that may be
# unknown, "unknown" and "N/A" are False as well. In the preview before confirming it is a 0 among other columns.
# Matters to: whoever imports lists that people keep by hand: everybody who consented has refused afterwards, or
# "do not contact" is off for all who asked for it.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check Django==5.2.19 django-import-export==4.4.3
mkdir "$work/people"
touch "$work/people/__init__.py"
cat >"$work/people/models.py" <<'PYTHON'
from django.db import models


class Person(models.Model):
    name = models.CharField(max_length=50)
    agrees = models.BooleanField(default=False)
    needs_interpreter = models.BooleanField(null=True)
PYTHON
cd "$work"

venv/bin/python - <<'PYTHON'
import sys
from importlib.metadata import version

import django
from django.conf import settings

settings.configure(
    INSTALLED_APPS=["django.contrib.contenttypes", "import_export", "people"],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
    DEFAULT_AUTO_FIELD="django.db.models.AutoField",
    USE_TZ=True,
)
django.setup()
import tablib
from django.db import connection
from import_export.resources import ModelResource
from people.models import Person

with connection.schema_editor() as editor:
    editor.create_model(Person)


class PersonResource(ModelResource):
    class Meta:
        model = Person


WRITTEN = ("True", "1", "Yes", "yes", "Y", "x", "No")
rows = [("", word, word, "unknown") for word in WRITTEN]
sheet = tablib.Dataset(*rows, headers=["id", "name", "agrees", "needs_interpreter"])
result = PersonResource().import_data(sheet, raise_errors=True)
read = dict(Person.objects.values_list("name", "agrees"))
unknown = set(Person.objects.values_list("needs_interpreter", flat=True))
print("Version: django-import-export", version("django-import-export"))
print("One would expect: Yes, yes and Y to be True, and an error for what is neither yes nor no.")
print("Seen:", read, '| "unknown" became', unknown)
print("Errors:", result.has_errors() or result.has_validation_errors(), "| new rows:", result.totals["new"])
print("Matters to: whoever imports lists that people keep by hand.")
as_described = (
    [word for word in WRITTEN if read[word]] == ["True", "1"]
    and unknown == {False}
    and not result.has_errors()
    and not result.has_validation_errors()
    and result.totals["new"] == len(WRITTEN)
)
sys.exit(0 if as_described else "No longer as described.")
PYTHON
