"""`manage.py load_demo`: the whole demo, made once; safe to run again and again."""

from __future__ import annotations

import logging

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from examples.demo import DEMO_PAGES
from knowledge.access.roles import ensure_roles
from knowledge.demo.loading import DemoReport, load
from knowledge.demo.versions import make_versions
from knowledge.demo.waiting import make_waiting


class Command(BaseCommand):
    help = "Loads the demo pack and, in a demo, one account for each role. Keeps what was changed."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--content-only",
            action="store_true",
            help="Load the pages without any account; the only way where HUB_DEMO is off.",
        )

        parser.add_argument(
            "--with-waiting",
            action="store_true",
            help="Leave something waiting in every list of the admin: reviews, messages, members …",
        )

    def handle(self, *args: object, **options: object) -> None:
        if options["with_waiting"] and options["content_only"]:
            raise CommandError("What waits has been sent by somebody: leave out --content-only.")
        if not settings.HUB_DEMO and not options["content_only"]:
            raise CommandError(
                "HUB_DEMO is off, so no account with a known password is made here. "
                "To load the demo's pages without accounts, add --content-only."
            )
        # A line for each page would hide the few that matter.
        logging.getLogger("wagtail").setLevel(logging.WARNING)
        ensure_roles()
        report = load(DEMO_PAGES, with_people=not options["content_only"])
        if not report.was_there:
            report.made["versions"] += make_versions()
            if options["with_waiting"]:
                make_waiting()
        self.stdout.write(f"Demo pack: {report}.")
        if report.people:
            self.stdout.write(demo_logins(report))


def demo_logins(report: DemoReport) -> str:
    """Who can sign in to the demo, and with what."""
    lines = ["Sign in to the demo as:"]
    for person in report.people:
        how = f"password {person.password}" if person.password else "by a code, see /demo/mail/"
        lines.append(f"  {person.email:<26} {how:<28} {person.role}")
    return "\n".join(lines)
