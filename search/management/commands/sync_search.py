"""Brings the engine's copy up to date once: makes it where there is none, compares, sends, says what."""

from __future__ import annotations

from django.core.management.base import BaseCommand, CommandError

from search.copies import differences, rebuild, sync
from search.copies.reconcile import reconcile
from search.engines.base import EngineUnavailable
from search.engines.registry import engine
from search.index import deliveries


class Command(BaseCommand):
    help = "Send what the search records hold to the engine that HUB_SEARCH_ENGINE names. One run."

    def add_arguments(self, parser):
        parser.add_argument(
            "--full",
            action="store_true",
            help="compare every field of every document, not only their versions",
        )
        parser.add_argument(
            "--retry-set-aside",
            action="store_true",
            help="also send again what had been refused too often",
        )

    def handle(self, *args, full, retry_set_aside, **options):
        replica = engine().replica
        if replica is None:
            self.stdout.write(f"The engine {engine().name} has no copy: there is nothing to send.")
            return
        if retry_set_aside:
            self.stdout.write(f"{deliveries.retry_set_aside()} set aside, to be tried again")
        # A command does not wait until a pause that an earlier failure began is over.
        sync.breaker.record_success()
        self.stdout.write(str(reconcile()))
        try:
            if not replica.is_usable():
                self.stdout.write(rebuild.rebuild(replica))
            self.stdout.write(f"{differences.verify(compare=full)} differences")
        except (EngineUnavailable, rebuild.RebuildRunning) as error:
            raise CommandError(f"Nothing more could be sent: {error}") from error
        delivered = sync.deliver()
        self.stdout.write(str(delivered))
        if delivered.deferred_reason or delivered.refused:
            raise CommandError("Not everything could be sent; search_status tells what waits.")
