"""Tells how search stands; fails when something was set aside or the engine has no copy to answer from,
so that a monitor can ask it."""

from __future__ import annotations

from django.core.management.base import BaseCommand, CommandError

from search.copies import status


class Command(BaseCommand):
    help = "Show what is recorded for search, what is behind and what was set aside."

    def handle(self, *args, **options):
        for line in status.lines():
            self.stdout.write(line)
        if not status.is_healthy():
            raise CommandError("Search is not as it should be; what is wrong is named above.")
