"""Makes search right: compares every findable item with its record and mends what differs."""

from __future__ import annotations

from django.core.management.base import BaseCommand

from search.copies.reconcile import reconcile, retry_set_aside
from search.index import deliveries


class Command(BaseCommand):
    help = "Bring the search records up to date with everything that may be found. One run."

    def add_arguments(self, parser):
        parser.add_argument(
            "--retry-set-aside",
            action="store_true",
            help="also try the items again that had failed too often",
        )

    def handle(self, *args, **options):
        if options["retry_set_aside"]:
            self.stdout.write(
                f"{retry_set_aside() + deliveries.retry_set_aside()} set aside, to be tried again"
            )
        self.stdout.write(str(reconcile()))
