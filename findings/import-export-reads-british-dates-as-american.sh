#!/usr/bin/env bash
# One would expect: on a site whose LANGUAGE_CODE is en-gb, where every Django form takes 01/02/2021 for the first of
# February, an import takes it for the same day.
# What happens (django-import-export 4.4.3): its widgets ask settings.DATE_INPUT_FORMATS, Django's own list, which
# begins with the American order, and not the formats of the language that is active. 01/02/2021 becomes 2 January,
# and so does 01/02/21; days above twelve are refused. Of a sheet the rows that go in are the wrong ones, and whoever
# mends the refused ones does not look at the others again.
# Matters to: whoever imports dates typed in Britain: review dates, dates of meetings and births, quietly exchanged.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check Django==5.2.19 django-import-export==4.4.3
mkdir "$work/meetings"
touch "$work/meetings/__init__.py"
cat >"$work/meetings/models.py" <<'PYTHON'
from django.db import models


class Meeting(models.Model):
    name = models.CharField(max_length=50)
    day = models.DateField()
    begins = models.DateTimeField(null=True)
PYTHON
cd "$work"

venv/bin/python - <<'PYTHON'
import sys
from importlib.metadata import version

import django
from django.conf import settings

settings.configure(
    INSTALLED_APPS=["django.contrib.contenttypes", "import_export", "meetings"],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
    DEFAULT_AUTO_FIELD="django.db.models.AutoField",
    LANGUAGE_CODE="en-gb",
    TIME_ZONE="Europe/London",
    USE_I18N=True,
    USE_TZ=True,
)
django.setup()
import tablib
from django.db import connection
from django.forms import DateField
from django.utils.translation import activate
from import_export.resources import ModelResource
from meetings.models import Meeting

activate("en-gb")
with connection.schema_editor() as editor:
    editor.create_model(Meeting)


class MeetingResource(ModelResource):
    class Meta:
        model = Meeting


WRITTEN = ("01/02/2021", "01/02/21", "13/02/2021")
rows = [("", word, word, "01/02/2021 10:00") for word in WRITTEN]
sheet = tablib.Dataset(*rows, headers=["id", "name", "day", "begins"])
result = MeetingResource().import_data(sheet)
form = {word: DateField().clean(word).isoformat() for word in WRITTEN}
read = {meeting.name: meeting.day.isoformat() for meeting in Meeting.objects.all()}
refused = [row.values[1] for row in result.invalid_rows]
print("Versions: Django", django.__version__, "| django-import-export", version("django-import-export"))
print("One would expect, as from a form of the same site:", form)
print("Seen:", read, "| refused:", refused)
print("Matters to: whoever imports dates typed in Britain.")
Meeting.objects.all().delete()
both = [(*row[:2], "2021-01-01", row[3]) for row in rows[:1]]
MeetingResource().import_data(tablib.Dataset(*both, headers=sheet.headers))
month = Meeting.objects.get().begins.month
as_described = (
    form["01/02/2021"] == form["01/02/21"] == "2021-02-01"
    and read == {"01/02/2021": "2021-01-02", "01/02/21": "2021-01-02"}
    and refused == ["13/02/2021"]
    and month == 1
)
sys.exit(0 if as_described else "No longer as described.")
PYTHON
