"""`make bench-pages`: public pages a second, kept in memory against made anew, in alternating runs.

It loads the demo into a folder of its own, starts the web server as it is configured, and asks with eight
clients at once. SQLite, or the PostgreSQL that DATABASE_URL names, which must be empty.
"""

from __future__ import annotations

import argparse
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from tests.machine import ROOT

CLIENTS = 8
PAGES = {
    "home": "/",
    "section": "/resource-pack/what-is-co-production/",
    "example": "/examples/sussex-peer-support/",
    "list": "/examples/",
    "ladder": "/resource-pack/ladder/",
}
MODES = {"anew": "0", "kept": str(16 * 1024 * 1024)}


def main() -> int:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=2, help="for a page in one run")
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    rates: dict[tuple[str, str], list[float]] = {}
    with tempfile.TemporaryDirectory(prefix="hub-bench-") as folder:
        environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "config.settings.dev",
            "DEBUG": "False",
            "LOG_LEVEL": "ERROR",
            "HUB_DATA_DIR": folder,
            "HUB_MEDIA_DIR": f"{folder}/media",
        }
        subprocess.run(
            [sys.executable, "manage.py", "demo", "--prepare-only"],
            cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL,
        )  # fmt: skip
        for _ in range(options.runs):
            for mode, most_bytes in MODES.items():
                with _server({**environment, "HUB_PAGE_CACHE_BYTES": most_bytes}) as port:
                    for name, url in PAGES.items():
                        rate = _rate(port, url, options.seconds)
                        rates.setdefault((name, mode), []).append(rate)
    print(f"{'':<10} {'anew/s':>8} {'kept/s':>8} {'ratio':>8}")
    for name in PAGES:
        anew, kept = (statistics.median(rates[name, mode]) for mode in MODES)
        print(f"{name:<10} {anew:>8.1f} {kept:>8.1f} {kept / anew:>8.1f}")
    return 0


@contextmanager
def _server(environment: dict[str, str]) -> Iterator[int]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    started = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "--config", "site/config/gunicorn.py",
         "--bind", f"127.0.0.1:{port}"],
        cwd=ROOT, env=environment,
    )  # fmt: skip
    try:
        _wait_for(port)
        yield port
    finally:
        started.terminate()
        started.wait(60)


def _wait_for(port: int) -> None:
    for _ in range(600):
        try:
            socket.create_connection(("127.0.0.1", port), 5).close()
            return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError


def _rate(port: int, url: str, seconds: float) -> float:
    """Answers a second to all clients, after each worker has been asked a few times."""
    question = (
        f"GET {url} HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: gzip, br\r\n\r\n".encode()
    )
    counted = [0] * CLIENTS
    stop = threading.Event()

    def client(number: int) -> None:
        while not stop.is_set():
            with (
                # A worker that has answered its share closes and begins anew.
                suppress(ConnectionError),
                socket.create_connection(("127.0.0.1", port), 30) as connection,
            ):
                while not stop.is_set():
                    connection.sendall(question)
                    _read_answer(connection)
                    counted[number] += 1

    threads = [threading.Thread(target=client, args=(number,)) for number in range(CLIENTS)]
    for thread in threads:
        thread.start()
    time.sleep(1)
    before, began = sum(counted), time.perf_counter()
    time.sleep(seconds)
    rate = (sum(counted) - before) / (time.perf_counter() - began)
    stop.set()
    for thread in threads:
        thread.join()
    return rate


def _read_answer(connection: socket.socket) -> None:
    head, body = b"", b""
    while b"\r\n\r\n" not in head:
        head += connection.recv(65536)
        if not head:
            raise ConnectionError
    head, _, body = head.partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 200"), head[:80]
    length = int(head.lower().split(b"content-length:")[1].split(b"\r\n")[0])
    left = length - len(body)
    while left > 0:
        left -= len(connection.recv(65536))


if __name__ == "__main__":
    sys.exit(main())
