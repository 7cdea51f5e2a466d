"""What uploads cost the web process and its visitors: `python -m tests.measuring.uploads [CHECKOUT ...]`.

For each checkout (by default this one) a server is started on an empty hub: one worker, four threads. An
editor and a contributor send one file after the other; the worker's most memory beyond what it held before,
and how long a visitor waited for a page meanwhile, are printed. By hand only: a figure depends on the machine.
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

from examples.template_fields import PROJECTS
from examples.word.filled import filled_word
from tests.measuring.upload_kinds import DOCUMENT, FILES, FORM, IMAGE, IMPORT, kinds, word_file

EMAIL, PASSWORD = "editor@example.org", "a-long-password-to-measure"  # pragma: allowlist secret
BOUNDARY = secrets.token_hex(16)
MAKE_PEOPLE = f"""
from django.contrib.auth import get_user_model
from django.test import Client
from examples.models import Submission
make = get_user_model().objects
make.create_superuser({EMAIL!r}, {PASSWORD!r})
person, client = make.create_user("contributor@example.org"), Client()
client.force_login(person)
print(client.cookies["sessionid"].value, Submission.objects.create(owner=person).pk)
"""


@contextmanager
def server(
    checkout: Path, prepare: tuple[str, ...] = ("shell", "--no-imports", "-c", MAKE_PEOPLE)
) -> Iterator[tuple[str, int, str]]:
    """Its address, its worker process, and what the command that prepares the hub printed."""
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

        def manage(*words: str) -> str:
            return subprocess.run(
                [sys.executable, "manage.py", *words], cwd=checkout, env=env, check=True,
                stdout=subprocess.PIPE, text=True,
            ).stdout  # fmt: skip

        manage("migrate", "--verbosity=0")
        manage("createcachetable")
        manage("start_site")
        said = manage(*prepare)
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
            yield address, int(children.split()[0]), said
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


class Person:
    """Somebody's browser."""

    def __init__(self, address: str, example: str) -> None:
        self.address, self.example = address, example
        self.cookies = http.cookiejar.CookieJar()
        self.browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.cookies))

    def sign_in(self, session: str) -> None:
        """As the person whose session it is."""
        host = urllib.parse.urlsplit(self.address).hostname or ""
        cookie = http.cookiejar.Cookie(
            0, "sessionid", session, None, False, host, True, False, "/", True, False, None, True,
            None, None, {},
        )  # fmt: skip
        self.cookies.set_cookie(cookie)

    def hidden(self, path: str) -> dict[str, str]:
        """What the form sends unseen."""
        page = self.browser.open(self.address + path).read().decode()
        found = re.findall(r'<input type="hidden" name="(\w+)" value="([\w-]*)"', page)
        wanted = {"csrfmiddlewaretoken", "version", "token"}
        return {name: value for name, value in found if name in wanted}

    def post(self, path: str, fields: dict[str, str]) -> None:
        """Send a form."""
        fields = {**fields, **self.hidden(path)}
        self.browser.open(self.address + path, urllib.parse.urlencode(fields).encode()).read()

    def upload(self, path: str, name: str, data: bytes) -> str:
        """Send a file there; what became of it."""
        form = (FORM if path in {FILES, FORM} else path).format(example=self.example)
        fields = {"title": name, "collection": "1", "read_word": "1", **self.hidden(form)}
        field = {FILES: "files", FORM: "word_form"}.get(path, "file")
        path = path.format(example=self.example)
        parts = [
            f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'.encode()
            for key, value in fields.items()
        ]
        parts.append(
            f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{field}"; filename="{name}"\r\n\r\n'.encode()
        )
        request = urllib.request.Request(  # noqa: S310 - our own server
            self.address + path, b"".join([*parts, data, f"\r\n--{BOUNDARY}--\r\n".encode()]),
            {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}"},
        )  # fmt: skip
        try:
            answer = self.browser.open(request)
            answer.read()
        except urllib.error.HTTPError as error:
            return "refused" if error.code in {400, 422} else f"answered {error.code}"
        if path == IMAGE:
            self.browser.open(f"{self.address}/admin/images/").read()
        is_form_again = answer.url == self.address + path and "/files/" not in path
        return "refused" if is_form_again else "taken"


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
        with server(checkout) as (address, worker, said):
            session, example = said.split()
            editor, contributor = Person(address, example), Person(address, example)
            editor.post("/staff/sign-in/", {"login": EMAIL, "password": PASSWORD})
            contributor.sign_in(session)
            for path, name, data in small_ones():  # Everything is imported after this.
                (contributor if "{" in path else editor).upload(path, name, data)
            said, more, wait = measured(address, worker, lambda: time.sleep(5) or "")
            show("nobody sends", said, more, wait)
            for path, name, data in kinds():
                sender = contributor if "{" in path else editor
                send = partial(sender.upload, path, name, data)
                show(f"{name}, {len(data) / 1e6:.1f} MB", *measured(address, worker, send))


def small_ones() -> Iterator[tuple[str, str, bytes]]:
    """One of each kind that costs nothing."""
    stream = io.BytesIO()
    Image.new("RGB", (30, 30)).save(stream, "PNG")
    for path in (IMAGE, FILES):
        yield path, "first.png", stream.getvalue()
    for path in (DOCUMENT, IMPORT, FORM):
        yield path, "first.docx", filled_word(PROJECTS, {"aims": "To listen"})
    yield FILES, "first.docx", word_file(1)


def show(what: str, said: str, more: float, wait: float) -> None:
    """One line of the table."""
    print(f"  {what:<34}{said:<14}+{more:6.1f} MB   visitor {wait:6.0f} ms", flush=True)


if __name__ == "__main__":
    main()
