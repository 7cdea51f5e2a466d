"""`manage.py ensure_roles`: groups, permissions and workflow as `knowledge.access.roles` says."""

from __future__ import annotations

from django.core.management.base import BaseCommand

from knowledge.access.roles import ROLE_GROUPS, ensure_roles
from knowledge.moderation.workflows import WORKFLOW_NAME


class Command(BaseCommand):
    help = "Make the roles' groups, their permissions and the workflow what they should be."

    def handle(self, *args: object, **options: object) -> None:
        ensure_roles()
        self.stdout.write(
            f"Groups {', '.join(ROLE_GROUPS)} and workflow {WORKFLOW_NAME} are in order."
        )
