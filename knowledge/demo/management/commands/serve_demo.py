"""`manage.py serve_demo`: what `make demo` does once all is prepared."""

from __future__ import annotations

import sys

from django.core.management.base import BaseCommand, CommandParser

from knowledge.demo import serving


class Command(BaseCommand):
    help = "Runs web server, worker and scheduler of a demo that is prepared, until Ctrl-C."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default="127.0.0.1", help="Address to listen on.")
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *args: object, host: str, port: int, **options: object) -> None:
        sys.exit(serving.run(host, port))
