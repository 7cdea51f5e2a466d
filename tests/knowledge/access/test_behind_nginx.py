"""Behind a real nginx, set up as docs/operations.md says: visitors are told apart, forged headers are not believed."""

from __future__ import annotations

import http.client
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest

from tests.factories import make_moderator, make_region
from tests.machine import ROOT, nginx_path
from tests.running import free_port

pytestmark = [pytest.mark.nginx, pytest.mark.django_db(transaction=True)]

ONE, OTHER = "127.0.0.2", "127.0.0.3"
"""Two visitors: addresses of this machine that connections can begin from."""

CONFIGURATION = """
daemon off; worker_processes 1; pid {folder}/pid; error_log {folder}/error.log;
events {{ worker_connections 64; }}
http {{
    access_log off;
    client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi; uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
    server {{ listen 127.0.0.1:{port}; {documented} }}
}}
"""


def documented(behind: str) -> str:
    """The block of nginx in docs/operations.md, before that server."""
    block = re.search(r"```nginx\n(.*?)```", (ROOT / "docs/operations.md").read_text(), re.S)[1]
    assert "http://127.0.0.1:8000" in block
    return block.replace("http://127.0.0.1:8000", behind)


@pytest.fixture
def nginx(tmp_path: Path) -> Iterator[Callable[[str], str]]:
    """Starts one before the server of that address; gives its own."""
    running = []

    def start(behind: str) -> str:
        port, folder = free_port(), tmp_path / str(len(running))
        folder.mkdir()
        settings = folder / "nginx.conf"
        settings.write_text(
            CONFIGURATION.format(folder=folder, port=port, documented=documented(behind))
        )
        running.append(subprocess.Popen([nginx_path(), "-p", folder, "-c", settings]))
        for _ in range(100):
            with socket.socket() as tried:
                if tried.connect_ex(("127.0.0.1", port)) == 0:
                    return f"http://127.0.0.1:{port}"
            time.sleep(0.05)
        raise AssertionError((folder / "error.log").read_text())

    yield start
    for process in running:
        process.terminate()
        process.wait(10)
    shutil.rmtree(tmp_path, ignore_errors=True)


class Visitor:
    """Comes from one address, and says of itself what it likes."""

    def __init__(self, server: str, address: str) -> None:
        self.host, _, self.port = server.removeprefix("http://").partition(":")
        self.address = address

    def ask(self, method: str, path: str, body: str = "", **headers: str) -> tuple[int, str, str]:
        """(status, body, cookies as to be sent back)"""
        connection = http.client.HTTPConnection(
            self.host, int(self.port), timeout=30, source_address=(self.address, 0)
        )
        try:
            connection.request(method, path, body or None, headers)
            response = connection.getresponse()
            cookies = response.headers.get_all("Set-Cookie") or []
            kept = "; ".join(cookie.partition(";")[0] for cookie in cookies)
            return response.status, response.read().decode(), kept
        finally:
            connection.close()

    def try_password(self, email: str, password: str, forged: str = "") -> str:
        """The page after one try."""
        _, page, cookies = self.ask("GET", "/staff/sign-in/")
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[1]
        said = {"X-Forwarded-For": forged} if forged else {}
        _, page, _ = self.ask(
            "POST",
            "/staff/sign-in/",
            urlencode({"csrfmiddlewaretoken": token, "login": email, "password": password}),
            **{"Cookie": cookies, "Content-Type": "application/x-www-form-urlencoded"},
            **said,
        )
        return page


@pytest.mark.parametrize("proxies", [1, 2])
def test_each_visitor_has_tries_of_their_own_whatever_they_forge(
    live_server, nginx, settings, proxies
):
    settings.HUB_TRUSTED_PROXIES = proxies
    server = live_server.url
    for _ in range(proxies):
        server = nginx(server)
    person = make_moderator(region=make_region())
    guesser, owner = Visitor(server, ONE), Visitor(server, OTHER)
    for number in range(10):
        page = guesser.try_password(person.email, "wrong", forged=f"198.51.100.{number}")
        assert "tried too often" not in page
    assert "tried too often" in guesser.try_password(person.email, "wrong", forged=OTHER)
    # Nothing forged: not this visitor's, and not the other's either.
    assert "tried too often" not in owner.try_password(person.email, "wrong")


def test_without_the_setting_all_visitors_are_one(live_server, nginx, settings):
    """What `check` warns of; this test would see it if the setting did nothing."""
    settings.HUB_TRUSTED_PROXIES = None
    server = nginx(live_server.url)
    person = make_moderator(region=make_region())
    # The limit is so many a minute, and a busy machine is slow.
    for _ in range(30):
        page = Visitor(server, ONE).try_password(person.email, "wrong")
        if "tried too often" in page:
            break
    assert "tried too often" in page
    assert "tried too often" in Visitor(server, OTHER).try_password(person.email, "wrong")
