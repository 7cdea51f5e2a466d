"""What uploads cost the web process and its visitors: `python -m tests.measuring.uploads [CHECKOUT ...]`.

For each checkout (by default this one) a server is started on an empty hub: one worker, four threads. An
editor sends one picture after the other; the worker's most memory beyond what it held before, and how long
a visitor waited for a page meanwhile, are printed. By hand only: a figure depends on the machine.
"""

from __future__ import annotations

import http.cookiejar
import io
import os
import re
import secrets
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from PIL import Image

EMAIL, PASSWORD = "editor@example.org", "a-long-password-to-measure"  # pragma: allowlist secret
BOUNDARY = secrets.token_hex(16)
MAKE_EDITOR = f"""
from django.contrib.auth import get_user_model
get_user_model().objects.create_superuser({EMAIL!r}, {PASSWORD!r})
"""


def pictures() -> Iterator[tuple[str, bytes]]:
    """Name and content: small files that unpack to much, and one near the limit of 50 MB."""
    for name, kind, mode, size in (
        ("7000.png", "PNG", "RGB", (7000, 7000)),
        ("7000-see-through.png", "PNG", "RGBA", (7000, 7000)),
        ("9000.jpg", "JPEG", "RGB", (9000, 9000)),
    ):
        stream = io.BytesIO()
        Image.new(mode, size).save(stream, kind)
        yield name, stream.getvalue()
    stream = io.BytesIO()
    Image.frombytes("RGB", (4000, 3900), os.urandom(4000 * 3900 * 3)).save(stream, "PNG")
    yield "noise.png", stream.getvalue()


@contextmanager
def server(checkout: Path) -> Iterator[tuple[str, int]]:
    """Its address, and the number of its worker process."""
    with tempfile.TemporaryDirectory() as folder, socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        free.close()
        env = {
            **os.environ,
            "HUB_DATA_DIR": folder,
            "HUB_MEDIA_DIR": f"{folder}/media",
            "DJANGO_SETTINGS_MODULE": "config.settings.dev",
            "DEBUG": "off",
            "SECRET_KEY": secrets.token_urlsafe(50),
        }

        def manage(*words: str) -> None:
            subprocess.run(
                [sys.executable, "manage.py", *words], cwd=checkout, env=env, check=True,
                stdout=subprocess.DEVNULL,
            )  # fmt: skip

        manage("migrate", "--verbosity=0")
        manage("createcachetable")
        manage("shell", "--no-imports", "-c", MAKE_EDITOR)
        gunicorn = subprocess.Popen(
            [
                sys.executable, "-m", "gunicorn", "--pythonpath", "site", "config.wsgi", "--workers=1",
                "--threads=4", "--timeout=120", f"--bind=127.0.0.1:{port}", "--log-level=error",
            ],
            cwd=checkout, env=env,
        )  # fmt: skip
        try:
            address = f"http://127.0.0.1:{port}"
            _wait_for(address)
            children = Path(f"/proc/{gunicorn.pid}/task/{gunicorn.pid}/children").read_text()
            yield address, int(children.split()[0])
        finally:
            gunicorn.terminate()
            gunicorn.wait()


def _wait_for(address: str) -> None:
    for _ in range(600):
        try:
            urllib.request.urlopen(f"{address}/staff/sign-in/").read()  # noqa: S310 - our own server
            return
        except OSError:
            time.sleep(0.2)
    raise SystemExit("The server did not start.")


class Editor:
    """A browser of an editor."""

    def __init__(self, address: str) -> None:
        self.address = address
        cookies = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self.browser = urllib.request.build_opener(cookies)
        self.post("/staff/sign-in/", {"login": EMAIL, "password": PASSWORD})

    def token(self, path: str) -> str:
        """The form's token."""
        page = self.browser.open(self.address + path).read().decode()
        return re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)[1]

    def post(self, path: str, fields: dict[str, str]) -> None:
        """Send a form."""
        fields = {**fields, "csrfmiddlewaretoken": self.token(path)}
        self.browser.open(self.address + path, urllib.parse.urlencode(fields).encode()).read()

    def upload(self, name: str, data: bytes) -> str:
        """Add a picture; what became of it."""
        path = "/admin/images/add/"
        fields = {"title": name, "collection": "1", "csrfmiddlewaretoken": self.token(path)}
        parts = [
            f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'.encode()
            for key, value in fields.items()
        ]
        parts.append(
            f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'.encode()
        )
        request = urllib.request.Request(  # noqa: S310 - our own server
            self.address + path, b"".join([*parts, data, f"\r\n--{BOUNDARY}--\r\n".encode()]),
            {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}"},
        )  # fmt: skip
        try:
            answer = self.browser.open(request)
        except urllib.error.HTTPError as error:
            return f"answered {error.code}"
        self.browser.open(f"{self.address}/admin/images/").read()
        return "taken" if answer.url.endswith("/admin/images/") else "refused"


class Visitor(threading.Thread):
    """Opens a page again and again, and notes how long each took."""

    def __init__(self, address: str) -> None:
        super().__init__(daemon=True)
        self.address, self.waits, self.is_over = address, [], False

    def run(self) -> None:
        while not self.is_over:
            began = time.perf_counter()
            urllib.request.urlopen(f"{self.address}/sign-in/").read()  # noqa: S310 - our own server
            self.waits.append(time.perf_counter() - began)
            time.sleep(0.05)


def held(worker: int, *, most: bool) -> int:
    """Bytes that the worker holds, or held at most since it was last asked to forget."""
    name = "VmHWM" if most else "VmRSS"
    status = Path(f"/proc/{worker}/status").read_text()
    return int(re.search(rf"{name}:\s+(\d+)", status)[1]) * 1024


def measured(address: str, worker: int, act) -> tuple[str, float, float]:
    """What came of it; megabytes beyond before; the longest that the visitor waited, in ms."""
    visitor = Visitor(address)
    Path(f"/proc/{worker}/clear_refs").write_text("5")
    before = held(worker, most=False)
    visitor.start()
    said = act()
    visitor.is_over = True
    visitor.join()
    more = (held(worker, most=True) - before) / 1024 / 1024
    return said, more, max(visitor.waits) * 1000


def main() -> None:
    for checkout in [Path(each) for each in sys.argv[1:]] or [Path.cwd()]:
        print(checkout.name)
        with server(checkout) as (address, worker):
            editor = Editor(address)
            small = io.BytesIO()
            Image.new("RGB", (30, 30)).save(small, "PNG")
            editor.upload("first.png", small.getvalue())  # Everything is imported after this.
            said, more, wait = measured(address, worker, lambda: time.sleep(5) or "")
            show("nobody sends", said, more, wait)
            for name, data in pictures():
                send = partial(editor.upload, name, data)
                show(f"{name}, {len(data) / 1e6:.1f} MB", *measured(address, worker, send))


def show(what: str, said: str, more: float, wait: float) -> None:
    """One line of the table."""
    print(f"  {what:<34}{said:<14}+{more:6.1f} MB   visitor {wait:6.0f} ms", flush=True)


if __name__ == "__main__":
    main()
