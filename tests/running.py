"""Programs of the hub that a test starts beside itself, with data of their own."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

from tests.machine import ROOT

STARTS_WITHIN_SECONDS = 120


def free_port() -> int:
    """One that nobody listens on now."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def environment(folder: Path, **more: str) -> dict[str, str]:
    """Of a program that keeps its data in that folder, whichever database the tests run on."""
    return {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "DJANGO_SETTINGS_MODULE": "config.settings.dev",
        "DATABASE_URL": f"sqlite:///{folder}/hub.sqlite3",
        "HUB_DATA_DIR": str(folder),
        "LOG_LEVEL": "WARNING",
        **more,
    }


def printed_by(code: str, folder: Path) -> str:
    """What Python prints that runs this, where it finds the hub's modules."""
    ran = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT / "site",
        env=environment(folder, LOG_LEVEL="ERROR"),
        capture_output=True,
        text=True,
        check=True,
    )
    return ran.stdout


def wait_until_it_answers(started: subprocess.Popen, port: int) -> None:
    """A web server on this machine; AssertionError where it stops before it answers or takes too long."""
    deadline = time.monotonic() + STARTS_WITHIN_SECONDS
    while time.monotonic() < deadline:
        assert started.poll() is None, "the server stopped"
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/robots.txt", timeout=5)
            return
        except OSError:
            time.sleep(0.5)
    raise AssertionError("the server does not answer")
