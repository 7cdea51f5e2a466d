#!/usr/bin/env bash
# One would expect: a public page whose text an editor takes back to an older version, to be published on a later day, shows
# what it shows until that day. So it does with every newer version.
# What happens (Wagtail 8.0.1): a version keeps in its JSON which version was public when it was saved, and the page made from
# it believes that. A version from before the first publication says "none": as soon as it is scheduled, the page is off line
# until the day comes. A version from before the latest publication does no harm; nothing in the admin tells the two apart.
# Matters to: whoever offers "back to an earlier version" or an undo together with publishing on a day, above all where pages
# go through a review before they are first public, so that most of them have such a version.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check Django==5.2.19 wagtail==8.0.1
cd "$work"

venv/bin/python - <<'PYTHON'
import secrets
import sys
from datetime import timedelta
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
)
django.setup()
from django.core.management import call_command
from django.utils import timezone

call_command("migrate", verbosity=0)
from wagtail.models import Page, Revision

home = Page.objects.get(depth=2)


def after_scheduling(slug, chosen):
    """Whether a page with three versions, all of them public once, is public while the chosen one waits for its day."""
    page = home.add_child(instance=Page(title="First", slug=slug, live=False))
    for title in ("First", "Second", "Third"):
        page = Page.objects.get(pk=page.pk)
        page.title = title
        page.save_revision().publish()
    assert Page.objects.get(pk=page.pk).live
    older = Revision.objects.filter(object_id=str(page.pk)).order_by("pk")[chosen]
    # As the editor does it: the older version is opened, given a day, and published.
    draft = older.as_object()
    draft.go_live_at = timezone.now() + timedelta(days=7)
    draft.save_revision(previous_revision=older).publish()
    return Page.objects.get(pk=page.pk).live


seen = {name: after_scheduling(name, number) for number, name in enumerate(("first", "second", "third"))}
print("Version: Wagtail", version("wagtail"))
print("One would expect: public until the day comes, whichever version was chosen.")
print("Seen, public after scheduling the", seen)
print("Matters to: whoever brings an earlier version back and publishes it on a later day.")
sys.exit(0 if seen == {"first": False, "second": True, "third": True} else "No longer as described.")
PYTHON
