"""Runs the parts of the demo side by side until Ctrl-C.

A program of its own (`python -m knowledge.demo.serving HOST PORT`) that loads no Django: it stays in memory as long as
they do, once for itself and once for each of them.
"""

from __future__ import annotations

import os
import shlex
import signal
import sys
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path

from honcho.manager import Manager

STARTS_WITHIN_SECONDS = 60
ROOT = Path(__file__).resolve().parents[2]
SERVED_AS_COLLECTED = {"HUB_STATIC_COLLECTED": "True"}
"""What the demo's settings read."""
LOGINS = "DEMO_LOGINS"
"""In the environment, for the next program alone: what is said of the demo and of who can sign in, once it answers."""


def processes(host: str, port: int) -> dict[str, list[str]]:
    """Name → command line of what runs together: web server, worker and scheduler."""
    manage = [sys.executable, str(ROOT / "manage.py")]
    return {
        "web": [
            *[sys.executable, "-m", "gunicorn", "--config", "site/config/gunicorn.py"],
            *["--bind", f"{host}:{port}", "--workers", "2"],
        ],
        "worker": [*manage, "db_worker", "--queue-name", "*", "--no-reload"],
        "scheduler": [*manage, "run_due", "--loop", "--verbosity", "0"],
    }


def serve_instead(host: str, port: int, logins: str) -> None:
    """Let this program take the place of the running one; never returns."""
    os.chdir(ROOT)
    command = [sys.executable, "-m", "knowledge.demo.serving", host, str(port)]
    sys.stdout.flush()
    os.execve(sys.executable, command, {**os.environ, LOGINS: logins})  # noqa: S606 - our own


def run(host: str, port: int) -> int:
    """Run them; the exit code is 0 when somebody stopped them, 1 when a part stopped by itself."""
    logins = os.environ.pop(LOGINS, "")
    manager = Manager()
    environment = {**os.environ, **SERVED_AS_COLLECTED}
    for name, command in processes(host, port).items():
        manager.add_process(name, shlex.join(command), env=environment, cwd=str(ROOT))
    address = f"http://{'localhost' if host in {'127.0.0.1', '0.0.0.0'} else host}:{port}"  # noqa: S104
    # A closed terminal stops the demo as Ctrl-C does; its parts would outlive it otherwise.
    signal.signal(signal.SIGHUP, lambda *_: os.kill(os.getpid(), signal.SIGTERM))
    threading.Thread(target=_announce, args=(address, logins), daemon=True).start()
    manager.loop()
    if manager.returncode in (0, 130, 143):
        return 0
    print(
        "A part of the demo stopped by itself, so all of it was stopped. "
        "Its last words stand above; `make demo` starts it again.",
        file=sys.stderr,
    )
    return 1


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


if __name__ == "__main__":
    sys.exit(run(sys.argv[1], int(sys.argv[2])))
