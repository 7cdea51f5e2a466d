"""Who is measured: this checkout, another commit of it, a stock Wagtail site, and a bare answer."""

from __future__ import annotations

import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.machine import ROOT
from tests.measuring.beside.proc import children_of, tree_of
from tests.running import free_port

STARTS_WITHIN_SECONDS = 120
CONFIGURATION = ("--config", str(ROOT / "site" / "config" / "gunicorn.py"))
"""The stock site and the bare answer are served as this checkout is."""
CHOOSES = {
    *("DATABASE_URL", "CACHE_URL", "EMAIL_URL", "ELASTICSEARCH_URL", "SECRET_KEY", "ALLOWED_HOSTS"),
    *("GUNICORN_CMD_ARGS", "WEB_CONCURRENCY", "MAKEFLAGS", "MAKELEVEL", "PYTHONDONTWRITEBYTECODE"),
}
"""Of the environment: what belongs to the hub that somebody runs here, not to what is measured."""
QUIET = ("--log-level", "error")

PUBLISH = """
import sys
from wagtail.models import Page
pk = Page.objects.live().get(slug={slug!r}).pk
print("ready", flush=True)
for number, _ in enumerate(sys.stdin):
    try:
        page = Page.objects.get(pk=pk).specific
        page.search_description = f"Changed for the {{number}}th time"
        page.save_revision().publish()
        print("published", flush=True)
    except Exception as error:
        print(f"failed: {{error!r}}", flush=True)
"""


@dataclass(frozen=True)
class Side:
    """Something that is served and measured."""

    name: str
    folder: Path
    python: Path
    environment: dict[str, str]
    gunicorn: tuple[str, ...]
    """Its arguments, without the address."""
    changed: str = ""
    """Slug of the page that an editor publishes; it is none of those that are asked for."""
    pages: dict[str, str] = field(default_factory=dict)
    """Name → address of the pages that are compared."""

    def manage(self, *words: str) -> str:
        """What a command of its own prints."""
        return subprocess.run(
            [str(self.python), "manage.py", *words],
            cwd=self.folder, env=self.environment, check=True, stdout=subprocess.PIPE, text=True,
        ).stdout  # fmt: skip

    def shell(self, code: str) -> str:
        """What code prints within it."""
        return self.manage("shell", "--no-imports", "-c", code)


@dataclass(frozen=True)
class Server:
    """A side's web server while it runs."""

    port: int
    pid: int

    @property
    def workers(self) -> list[int]:
        """The processes that answer."""
        return children_of(self.pid)


@contextmanager
def running(side: Side, command: Sequence[str], port: int, **environment: str) -> Iterator[Server]:
    """A command of the side that listens there, until the end, with all that it began."""
    process = subprocess.Popen(
        [str(side.python), *command],
        cwd=side.folder, env={**side.environment, **environment}, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        yield Server(port, process.pid)
    finally:
        process.terminate()
        try:
            process.wait(90)
        except subprocess.TimeoutExpired:
            for pid in tree_of(process.pid):
                os.kill(pid, signal.SIGKILL)
            raise


@contextmanager
def served(side: Side) -> Iterator[Server]:
    """Its web server, once it answers."""
    port = free_port()
    command = ["-m", "gunicorn", *side.gunicorn, "--bind", f"127.0.0.1:{port}"]
    # As `make demo` tells its web server, and only that: what collects the files must not be told.
    with running(side, command, port, HUB_STATIC_COLLECTED="True") as server:
        wait_for_answer(port)
        yield server


def wait_for_answer(port: int) -> None:
    """Until it answers with 200."""
    question = b"GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
    ends = time.monotonic() + STARTS_WITHIN_SECONDS
    while time.monotonic() < ends:
        try:
            with socket.create_connection(("127.0.0.1", port), STARTS_WITHIN_SECONDS) as connection:
                connection.sendall(question)
                if connection.recv(64).startswith(b"HTTP/1.1 200"):
                    return
        except OSError:
            pass
        time.sleep(0.01)
    raise TimeoutError(f"port {port} does not answer")


class Editor:
    """Publishes a changed page whenever asked, in a process of its own."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process

    def publish(self) -> None:
        """It is live when this returns."""
        assert self.process.stdin is not None
        self.process.stdin.write("\n")
        self.process.stdin.flush()
        self.wait_for("published")

    def wait_for(self, word: str) -> None:
        assert self.process.stdout is not None
        while (line := self.process.stdout.readline()) != f"{word}\n":
            if not line or line.startswith("failed: "):
                raise RuntimeError(line.strip() or "the editor's process ended")


@contextmanager
def editing(side: Side) -> Iterator[Editor]:
    """Somebody who publishes there."""
    process = subprocess.Popen(
        [str(side.python), "manage.py", "shell", "--no-imports", "-c",
         PUBLISH.format(slug=side.changed)],
        cwd=side.folder, env=side.environment, text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )  # fmt: skip
    editor = Editor(process)
    try:
        editor.wait_for("ready")
        yield editor
    finally:
        assert process.stdin is not None
        process.stdin.close()
        process.wait(60)


def clean_environment() -> dict[str, str]:
    """Without anything that would choose another database, cache or way to serve for one side or all."""
    return {
        name: value
        for name, value in os.environ.items()
        if name not in CHOOSES and not name.startswith(("HUB_", "DJANGO_"))
    }


def hub_environment(data: Path) -> dict[str, str]:
    """As `make demo` runs it, with its data in that folder."""
    return {
        **clean_environment(),
        "DJANGO_SETTINGS_MODULE": "config.settings.dev",
        "DEBUG": "False",
        "LOG_LEVEL": "ERROR",
        "WEB_CONCURRENCY": "2",
        "HUB_DATA_DIR": str(data),
        "HUB_MEDIA_DIR": str(data / "media"),
    }


def stock_environment() -> dict[str, str]:
    """For the site that `wagtail start` makes."""
    return {
        **clean_environment(),
        "DJANGO_SETTINGS_MODULE": "mysite.settings.production",
        "WEB_CONCURRENCY": "2",
        "LOG_LEVEL": "error",
        "STOCK_SECRET_KEY": secrets.token_urlsafe(60),
    }


def python_here() -> Path:
    """The interpreter of this checkout; not resolved, for that would leave its virtual environment."""
    return Path(sys.executable)
