"""Write docs/submissions.md from the code."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand

from examples.submissions.tables import whole_page


class Command(BaseCommand):
    """See the module."""

    help = "Writes docs/submissions.md: the states of an example, its moves, and who may do what."

    def handle(self, *args: object, **options: object) -> None:
        path = Path(settings.BASE_DIR) / "docs" / "submissions.md"
        path.write_text(whole_page(), encoding="utf-8")
        self.stdout.write(f"Wrote {path.name}.")
