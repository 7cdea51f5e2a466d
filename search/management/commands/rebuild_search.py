"""Fills a new copy for the engine while people search and edit, then takes it into use."""

from __future__ import annotations

from django.core.management.base import BaseCommand, CommandError

from search.copies import rebuild, sync
from search.copies.reconcile import reconcile
from search.engines.base import EngineUnavailable
from search.engines.registry import engine


class Command(BaseCommand):
    help = "Rebuild the copy that the engine of HUB_SEARCH_ENGINE answers from, without a break."

    def handle(self, *args, **options):
        replica = engine().replica
        if replica is None:
            self.stdout.write(
                f"The engine {engine().name} has no copy; reconcile makes its records right."
            )
            return
        sync.breaker.record_success()
        self.stdout.write(str(reconcile()))
        try:
            self.stdout.write(rebuild.rebuild(replica))
        except (EngineUnavailable, rebuild.RebuildRunning) as error:
            raise CommandError(f"The old copy stays in use: {error}") from error
        self.stdout.write(str(sync.deliver()))
