"""The web server as everybody runs it: by one file, many requests at a time, and long questions."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator

import pytest
from gunicorn.config import Config

from config import gunicorn as settings_of_the_server
from knowledge.demo.serving import web_server
from tests.machine import ROOT
from tests.running import environment, free_port, printed_by, wait_until_it_answers

CONFIGURATION = "site/config/gunicorn.py"


@pytest.fixture(scope="module")
def server(tmp_path_factory) -> Iterator[tuple[str, int]]:
    """Address of a server with two workers; what is asked of it needs no table."""
    port = free_port()
    started = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "--config", CONFIGURATION,
         "--bind", f"127.0.0.1:{port}"],
        cwd=ROOT, env=environment(tmp_path_factory.mktemp("data"), WEB_CONCURRENCY="2"),
    )  # fmt: skip
    try:
        wait_until_it_answers(started, port)
        yield "127.0.0.1", port
    finally:
        started.terminate()
        started.wait(60)


def test_whoever_is_slow_does_not_hold_up_the_next(server):
    """One process that takes one request at a time would wait for the first of these for ever."""
    slow = [socket.create_connection(server) for _ in range(settings_of_the_server.threads - 1)]
    try:
        for connection in slow:
            connection.sendall(b"GET /robots.txt HTTP/1.1\r\nHost: ")
        time.sleep(0.5)
        address = f"http://127.0.0.1:{server[1]}/robots.txt"
        with urllib.request.urlopen(address, timeout=30) as answer:
            assert answer.status == 200
    finally:
        for connection in slow:
            connection.close()


@pytest.mark.parametrize(("length", "is_taken"), [(8000, True), (9000, False)])
def test_an_address_may_be_as_long_as_a_question(server, length, is_taken):
    with socket.create_connection(server, timeout=60) as connection:
        line = "GET /robots.txt?q=".ljust(length, "x")
        connection.sendall(
            f"{line} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode()
        )
        answer = connection.recv(100).decode()
    assert answer.startswith("HTTP/1.1 200") is is_taken


def test_gunicorn_knows_every_setting():
    config = Config()
    said = {
        name: value
        for name, value in vars(settings_of_the_server).items()
        if name in config.settings
    }
    for name, value in said.items():
        config.set(name, value)
    assert config.worker_class_str == "gthread"
    own = {name for name in vars(settings_of_the_server) if not name.startswith("_")}
    assert own - said.keys() == {"gc", "os", "Path", "Arbiter", "annotations"}


def test_every_way_to_run_it_takes_the_one_file():
    assert CONFIGURATION in web_server("127.0.0.1", 8000)
    assert f'CMD ["gunicorn", "--config", "{CONFIGURATION}"' in (ROOT / "Dockerfile").read_text()
    documented = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    calls = re.findall(r"gunicorn --.*", documented)
    assert calls
    assert [call for call in calls if CONFIGURATION not in call] == []


def test_a_web_worker_imports_nothing_heavy_before_it_needs_it(tmp_path):
    heavy = ("docx", "elasticsearch", "numpy", "openpyxl", "phonenumbers", "pikepdf", "pptx")
    heavy += ("pypdf", "weasyprint", "ninja", "wagtail.api.v3.registry")
    asked = (
        "import sys; from config.wsgi import application;"
        "from django.urls import get_resolver; get_resolver().url_patterns;"
        f"print([name for name in {heavy} if name in sys.modules])"
    )
    assert printed_by(asked, tmp_path).strip() == "[]"
