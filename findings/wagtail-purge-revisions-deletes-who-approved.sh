#!/usr/bin/env bash
# One would expect: purge_revisions, the command by which old versions are thinned out, deletes texts; the record of who
# approved or rejected a page, when and with which words, is another table and stays.
# What happens (Wagtail 8.0.1): the record of each decision (TaskState) hangs on the version that it was about and is
# deleted with it. Of a finished review only "approved" is left, without steps, a person, a date or a comment, in the
# workflow history of the admin as in the tables. The command spares versions whose review still goes on, which makes
# it look careful; it says only "Successfully deleted N revisions". Only the log of the page still knows.
# Matters to: whoever reports from TaskState who let a text go public and why, hangs own rows on it, or shows that
# history later, and runs "purge_revisions --days=365" against growth.
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
from django.contrib.auth import get_user_model
from django.core.management import call_command

call_command("migrate", verbosity=0)
from wagtail.models import Page, PageLogEntry, Revision, TaskState, Workflow

User = get_user_model()
reviewer = User.objects.create_superuser("reviewer", "reviewer@example.org")
author = User.objects.create_user("author", "author@example.org")
home = Page.objects.get(depth=2)
page = home.add_child(instance=Page(title="First", slug="story", owner=author))
page.save_revision(user=author).publish()

page.title = "Second"
page.save_revision(user=author)
state = Workflow.objects.get().start(page, author)
state.current_task_state.specific.reject(user=reviewer, comment="The figure needs a source.")
page.title = "Third"
page.save_revision(user=author)
state.refresh_from_db()
state.resume(user=author)
state.current_task_state.specific.approve(user=reviewer, comment="Checked with the clinical lead.")

page = Page.objects.get(pk=page.pk)
page.title = "Fourth"
page.save_revision(user=author).publish()


def decisions():
    return list(TaskState.objects.order_by("pk").values_list("status", "finished_by__username", "comment"))


before, versions = decisions(), Revision.objects.count()
print("Version: Wagtail", version("wagtail"))
call_command("purge_revisions")
state.refresh_from_db()
said = [entry.data.get("comment") for entry in PageLogEntry.objects.filter(page=page, action__contains="workflow")]
print("One would expect:", versions - Revision.objects.count(), "old versions fewer, and the decisions as they were:")
print("  ", before)
print("Seen:", decisions() or "no decision any more", "| the review itself:", state.status)
print("Comments in the page's log:", said)
print("Matters to: whoever must show later who let a text go public.")
as_described = (
    [(status, who) for status, who, _ in before] == [("rejected", "reviewer"), ("approved", "reviewer")]
    and decisions() == []
    and state.status == "approved"
    and not TaskState.objects.exists()
)
sys.exit(0 if as_described else "No longer as described.")
PYTHON
