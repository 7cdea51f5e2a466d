"""One command from an empty folder to a running demo, and the same one to come back to it.

A second run finds everything made and only starts; what people changed in between is kept.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import shlex
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from honcho.manager import Manager

from knowledge.releases.downloads import ask_for_all
from knowledge.releases.models import Release

STARTS_WITHIN_SECONDS = 60
MANAGE = str(Path(settings.BASE_DIR) / "manage.py")
SERVED_AS_COLLECTED = {"HUB_STATIC_COLLECTED": "True"}
"""What the demo's settings read."""


def processes(host: str, port: int) -> dict[str, list[str]]:
    """Name → command line of what runs together: web server, worker and scheduler."""
    manage = [sys.executable, MANAGE]
    return {
        "web": [
            *[sys.executable, "-m", "gunicorn", "--config", "site/config/gunicorn.py"],
            *["--bind", f"{host}:{port}", "--workers", "2"],
        ],
        "worker": [*manage, "db_worker", "--queue-name", "*", "--no-reload"],
        "scheduler": [*manage, "run_due", "--loop", "--verbosity", "0"],
    }


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
            self._run(host, port, logins)

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

    def _run(self, host: str, port: int, logins: str) -> None:
        manager = Manager()
        environment = {**os.environ, **SERVED_AS_COLLECTED}
        for name, command in processes(host, port).items():
            manager.add_process(
                name, shlex.join(command), env=environment, cwd=str(settings.BASE_DIR)
            )
        address = f"http://{'localhost' if host in {'127.0.0.1', '0.0.0.0'} else host}:{port}"  # noqa: S104
        # A closed terminal stops the demo as Ctrl-C does; its parts would outlive it otherwise.
        signal.signal(signal.SIGHUP, lambda *_: os.kill(os.getpid(), signal.SIGTERM))
        threading.Thread(target=self._announce, args=(address, logins), daemon=True).start()
        manager.loop()
        if manager.returncode not in (0, 130, 143):
            raise CommandError(
                "A part of the demo stopped by itself, so all of it was stopped. "
                "Its last words stand above; `make demo` starts it again."
            )

    def _announce(self, address: str, logins: str) -> None:
        """Say where the demo is, once it answers."""
        for _ in range(STARTS_WITHIN_SECONDS):
            time.sleep(1)
            try:
                urllib.request.urlopen(address, timeout=30)  # noqa: S310 - our own server
            except urllib.error.HTTPError:
                break
            except OSError:
                continue
            break
        self._say(f"\n{logins}\nThe demo is running at {address}/   (Ctrl-C stops it)\n")

    def _say(self, words: str) -> None:
        self.stdout.write(words)
        self.stdout.flush()
