"""One command from an empty folder to a running demo, and the same one to come back to it.

A second run finds everything made and only starts; what people changed in between is kept.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import socket
import subprocess
import sys
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from knowledge.demo.serving import SERVED_AS_COLLECTED, serve_instead
from knowledge.releases.downloads import ask_for_all
from knowledge.releases.models import Release

MANAGE = str(Path(settings.BASE_DIR) / "manage.py")


def is_free(host: str, port: int) -> bool:
    """Whether a server could listen there now."""
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((host, port))
        except OSError:
            return False
    return True


def collect_static_files() -> None:
    """Collect them as production does, where one has changed since."""
    found = {
        str(path): (storage.get_modified_time(path).timestamp(), storage.size(path))
        for finder in get_finders()
        for path, storage in finder.list([])
    }
    stamp = Path(settings.STATIC_ROOT) / "collected"
    state = hashlib.sha256(json.dumps(found, sort_keys=True).encode()).hexdigest()
    if stamp.is_file() and stamp.read_text() == state:
        return
    subprocess.run(  # noqa: S603 - our own command; other settings than this process has
        [sys.executable, MANAGE, "collectstatic", "--no-input", "--verbosity=0"],
        env={**os.environ, **SERVED_AS_COLLECTED},
        check=True,
    )
    stamp.write_text(state)


class Command(BaseCommand):
    help = "Prepares the demo and runs web server, worker and scheduler until Ctrl-C."
    # The tables that checks look at are made below.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default="127.0.0.1", help="Address to listen on.")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument(
            "--prepare-only", action="store_true", help="Do everything but run the servers."
        )

    def handle(
        self, *args: object, host: str, port: int, prepare_only: bool, **options: object
    ) -> None:
        if not settings.HUB_DEMO:
            raise CommandError("HUB_DEMO is off: this command is for the demo only.")
        if not prepare_only and not is_free(host, port):
            raise CommandError(
                f"Port {port} is taken by another program (perhaps this demo, already running). "
                f"Stop that one, or choose another port: make demo PORT={port + 1}"
            )
        logins = self._prepare()
        if not prepare_only:
            serve_instead(host, port, logins)

    def _prepare(self) -> str:
        """Make what is missing; returns what the demo's loader says of it and of who can sign in."""
        self._say("Building the front end …")
        call_command("build_frontend", stdout=self.stdout)
        if not settings.DEBUG:
            collect_static_files()
        self._say("Preparing the database …")
        call_command("migrate", verbosity=0, interactive=False)
        call_command("createcachetable", verbosity=0)
        self._say("Loading the demo pack …")
        loaded = io.StringIO()
        call_command("load_demo", with_waiting=True, stdout=loaded)
        self._say("Bringing search up to date …")
        call_command("reconcile", stdout=self.stdout)
        # The worker builds them once it runs.
        for release in Release.objects.public():
            ask_for_all(release)
        return loaded.getvalue()

    def _say(self, words: str) -> None:
        self.stdout.write(words)
        self.stdout.flush()
