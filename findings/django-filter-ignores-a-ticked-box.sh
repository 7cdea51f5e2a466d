#!/usr/bin/env bash
# One would expect: a BooleanFilter of django-filter reads what an HTML tick box sends ("on"), what programs send
# ("1") and what people type ("yes"); or the form is invalid, as it is for an unknown choice.
# What happens (django-filter 26.2, Django 5.2.19): only "true" and "false", in any case, are read. Everything else
# counts as "not asked": the form is valid, there is no error, and the list is not filtered at all.
# Matters to: whoever offers "?agreed=1" in an interface or puts a tick box of their own in front of such a filter: a
# list of those who agreed to be shown holds everybody, also those who refused.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check Django==5.2.19 django-filter==26.2
mkdir "$work/stories"
touch "$work/stories/__init__.py"
cat >"$work/stories/models.py" <<'PYTHON'
from django.db import models


class Story(models.Model):
    title = models.CharField(max_length=50)
    agreed = models.BooleanField()
PYTHON
cd "$work"

venv/bin/python - <<'PYTHON'
import sys
from importlib.metadata import version

import django
from django.conf import settings

settings.configure(
    INSTALLED_APPS=["django.contrib.contenttypes", "django_filters", "stories"],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
    DEFAULT_AUTO_FIELD="django.db.models.AutoField",
    USE_TZ=True,
)
django.setup()
import django_filters
from django import forms
from django.db import connection
from django.http import QueryDict
from stories.models import Story

with connection.schema_editor() as editor:
    editor.create_model(Story)
Story.objects.create(title="agreed", agreed=True)
Story.objects.create(title="refused", agreed=False)


class StoryFilter(django_filters.FilterSet):
    class Meta:
        model = Story
        fields = ["agreed"]


def shown(query):
    found = StoryFilter(QueryDict(query), queryset=Story.objects.order_by("pk"))
    return found.is_valid(), [story.title for story in found.qs]


SENT = ("agreed=true", "agreed=on", "agreed=1", "agreed=yes", "agreed=0")
seen = {query: shown(query) for query in SENT}
plain = forms.BooleanField().clean("on")
print("Versions: Django", django.__version__, "| django-filter", version("django-filter"))
print("One would expect: ['agreed'] for all but the last; Django's own BooleanField reads 'on' as", plain)
for query, (is_valid, titles) in seen.items():
    print(f"Seen: ?{query} -> valid: {is_valid}, {titles}")
print("Matters to: whoever puts an interface or a tick box of their own in front of such a filter.")
everybody = (True, ["agreed", "refused"])
as_described = (
    plain is True
    and seen["agreed=true"] == (True, ["agreed"])
    and all(seen[query] == everybody for query in SENT[1:])
)
sys.exit(0 if as_described else "No longer as described.")
PYTHON
