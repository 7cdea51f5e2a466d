#!/usr/bin/env bash
# One would expect: disabling a moderation task stops what waits for it: the reviews are cancelled and their authors
# submit again, or a page stays in the queue until somebody decides. Nothing goes public that nobody has approved.
# What happens (Wagtail 8.0.1): Task.deactivate(), the admin's "Disable" button under Settings > Workflow tasks, skips
# the task for every page that waits at it. Where it was the last one the workflow counts as approved: the pages are
# published, unread, and each author is told "has been approved". From then on a workflow without an enabled task
# approves by itself whatever is submitted, or raises for whoever may not publish.
# Matters to: whoever tidies up tasks, merges two teams' queues or retires a region: an act of housekeeping publishes
# every text that volunteers have sent and nobody has read.
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
from django.core import mail
from wagtail.models import Page, TaskState, Workflow

User = get_user_model()
manager = User.objects.create_superuser("manager", "manager@example.org")
author = User.objects.create_user("author", "author@example.org")
home = Page.objects.get(depth=2)
page = home.add_child(instance=Page(title="As it was", slug="story", owner=author))
page.save_revision().publish()

page.title = "Nobody has read this"
page.save_revision(user=author)
workflow = Workflow.objects.get()
workflow.start(page, author)
mail.outbox.clear()

task = workflow.tasks.get()
task.deactivate(user=manager)

page = Page.objects.get(pk=page.pk)
states = list(page.workflow_states.values_list("status", flat=True))
decisions = list(TaskState.objects.values_list("status", "finished_by__username"))
letters = [(message.to, message.subject) for message in mail.outbox]
print("Version: Wagtail", version("wagtail"))
print("One would expect: the public page to stay 'As it was', and its review to be cancelled or to wait.")
print("Seen: the public page says", repr(page.title), "| workflow:", states, "| its only task:", decisions)
print("Mail:", letters)

second = home.add_child(instance=Page(title="Second", slug="second", owner=author, live=False))
second.save_revision(user=author)
at_once = workflow.start(second, manager).status
print("A page submitted afterwards is, at once:", at_once, "| live:", Page.objects.get(pk=second.pk).live)
print("Matters to: whoever tidies up workflow tasks.")
as_described = (
    page.live
    and page.title == "Nobody has read this"
    and states == ["approved"]
    and decisions == [("cancelled", "manager")]
    and any("has been approved" in subject for _, subject in letters)
    and at_once == "approved"
    and Page.objects.get(pk=second.pk).live
)
sys.exit(0 if as_described else "No longer as described.")
PYTHON
