"""`manage.py run_due`: does whatever is due, once or for ever."""

from __future__ import annotations

import signal
import threading

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import close_old_connections

from knowledge.contracts import scheduler
from knowledge.jobs import scheduling


class Command(BaseCommand):
    help = "Do the periodic duties that are due: scheduled publishing, mail, reminders, pruning."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--loop",
            type=float,
            nargs="?",
            const=15.0,
            metavar="SECONDS",
            help="Go on for ever, looking every so many seconds (15 if not said).",
        )
        parser.add_argument(
            "--only", action="append", metavar="NAME", help="Do this duty now, due or not."
        )

    def handle(
        self,
        *args: object,
        only: list[str] | None,
        loop: float | None,
        verbosity: int,
        **options: object,
    ) -> None:
        self.verbosity = verbosity
        if unknown := set(only or ()) - {duty.name for duty in scheduler.duties()}:
            raise CommandError(f"No such duty: {', '.join(sorted(unknown))}.")
        if loop is None:
            if self.run_once(only):
                raise CommandError("A duty failed; see above.")
            return
        # A stop signal lets the duty at hand finish.
        stop = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
        while not stop.is_set():
            try:
                self.run_once(only)
            except Exception as error:  # the database may be away for a while
                self.stderr.write(f"run_due: {error}")
            close_old_connections()
            stop.wait(loop)

    def run_once(self, names: list[str] | None) -> bool:
        """Do what is due and say so; True if something failed."""
        outcomes = scheduling.run(names)
        for outcome in outcomes:
            if outcome.error:
                self.stderr.write(f"{outcome.name}: failed: {outcome.error}")
            elif self.verbosity:
                self.stdout.write(f"{outcome.name}: done")
        return any(outcome.error for outcome in outcomes)
