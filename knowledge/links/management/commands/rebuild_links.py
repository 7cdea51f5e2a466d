"""`manage.py rebuild_links`: writes the ledger of links afresh from all that is written."""

from __future__ import annotations

from django.core.management.base import BaseCommand

from knowledge.links.ledger import rebuild


class Command(BaseCommand):
    help = "Write down every link of pages, lists and files afresh. What is known of them stays."

    def handle(self, *args: object, **options: object) -> None:
        count = rebuild()
        self.stdout.write(f"{count} link{'s' * (count != 1)} to other sites.")
