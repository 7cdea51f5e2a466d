"""`manage.py check_links`: asks every link that is due, or all of them."""

from __future__ import annotations

from collections import Counter

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from knowledge.links import checking
from knowledge.links.models import Link, Verdict


class Command(BaseCommand):
    help = (
        "Check links to other sites that are due. Stop it whenever you like: the next run goes on."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--all", action="store_true", help="Whether due or not.")
        parser.add_argument("--most", type=int, metavar="N", help="At most so many.")
        parser.add_argument("--host", help="Only links of this host.")

    def handle(
        self, *args: object, all: bool, most: int | None, host: str | None, **options: object
    ) -> None:
        if all or host:
            chosen = Link.objects.exclude(verdict=Verdict.NOT_CHECKED)
            chosen = chosen.filter(host=host) if host else chosen
            chosen.update(due_at=timezone.now())
        done = checking.Run(most=most).go()
        self.stdout.write(f"{done} link{'s' * (done != 1)} checked.")
        counted = Counter(Link.objects.values_list("verdict", flat=True))
        for verdict in Verdict:
            self.stdout.write(f"{verdict.label}: {counted[verdict]}")
        if due := checking.due_links(timezone.now()).count():
            self.stdout.write(f"{due} left: their hosts ask us to wait. Run it again later.")
