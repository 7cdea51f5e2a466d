"""Runs the parts of the demo side by side until Ctrl-C: web server, worker and scheduler.

Django and the hub's code are loaded once, in the parent, and shared: each part is a fork of it.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from multiprocessing.connection import wait
from pathlib import Path
from typing import NoReturn

from django.core.management import call_command
from django.db import connections
from gunicorn.app.wsgiapp import WSGIApplication
from gunicorn.util import import_app

STARTS_WITHIN_SECONDS = 60
STOPS_WITHIN_SECONDS = 30
ROOT = Path(__file__).resolve().parents[2]
SERVED_AS_COLLECTED = {"HUB_STATIC_COLLECTED": "True"}
"""What the demo's settings read."""
LOGINS = "DEMO_LOGINS"
"""In the environment, for the next program alone: what is said of the demo and of who can sign in, once it answers."""


def serve_instead(host: str, port: int, logins: str) -> NoReturn:
    """Let a program that has not loaded a demo take the place of the running one."""
    command = [sys.executable, str(ROOT / "manage.py"), "serve_demo", "--host", host, "--port"]
    sys.stdout.flush()
    environment = {**os.environ, **SERVED_AS_COLLECTED, LOGINS: logins}
    os.execve(sys.executable, [*command, str(port)], environment)  # noqa: S606 - our own


def web_server(host: str, port: int) -> list[str]:
    """Gunicorn's command line."""
    configuration = ["--config", "site/config/gunicorn.py"]
    return ["gunicorn", *configuration, "--bind", f"{host}:{port}", "--workers", "2"]


def run(host: str, port: int) -> int:
    """Run them; the exit code is 0 when somebody stopped them, 1 when a part stopped by itself."""
    os.chdir(ROOT)
    logins = os.environ.pop(LOGINS, "")
    # A closed terminal stops the demo as Ctrl-C does; its parts would outlive it otherwise.
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _stop)
    import_app("config.wsgi")
    connections.close_all()
    gc.collect()
    gc.freeze()
    parts = [
        _part(lambda: _serve(web_server(host, port))),
        _part(lambda: call_command("db_worker", queue_name="*", reload=False)),
        _part(lambda: call_command("run_due", loop=15.0, verbosity=0)),
    ]
    try:
        for part in parts:
            part.start()
        address = f"http://{'localhost' if host in {'127.0.0.1', '0.0.0.0'} else host}:{port}"  # noqa: S104
        threading.Thread(target=_announce, args=(address, logins), daemon=True).start()
        wait([part.sentinel for part in parts])
    except SystemExit:
        return 0
    finally:
        _end(parts)
    print(
        "A part of the demo stopped by itself, so all of it was stopped. "
        "Its last words stand above; `make demo` starts it again.",
        file=sys.stderr,
    )
    return 1


def _stop(*_: object) -> NoReturn:
    raise SystemExit


def _part(work: Callable[[], object]) -> multiprocessing.process.BaseProcess:
    def alone() -> None:
        # The terminal's Ctrl-C reaches the parent alone, which tells each part once.
        os.setsid()
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_DFL)
        work()

    return multiprocessing.get_context("fork").Process(target=alone)


def _serve(command: list[str]) -> None:
    sys.argv = command
    WSGIApplication("%(prog)s [OPTIONS] [APP_MODULE]").run()


def _end(parts: list[multiprocessing.process.BaseProcess]) -> None:
    begun = [part for part in parts if part.pid]
    for part in begun:
        part.terminate()
    for part in begun:
        part.join(STOPS_WITHIN_SECONDS)
        part.kill()


def _announce(address: str, logins: str) -> None:
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
    print(f"\n{logins}\nThe demo is running at {address}/   (Ctrl-C stops it)\n", flush=True)
