"""Stands between the hub and Elasticsearch and fails the way a test asks for.

Each request is handed to `fault(method, path)`; what that returns happens to it.
"""

from __future__ import annotations

import http.client
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

PASS = "pass"
REFUSE = "refuse"
"""The connection is closed before anything arrives."""
CUT_ANSWER = "cut answer"
"""The server does everything and its answer is lost."""
HALF = "half"
"""The server gets half of a bulk, does it, and dies."""
SLOW = "slow"
DRIP = "drip"
"""The answer comes a few bytes at a time, for ever so long."""
BUSY = "429"
BROKEN = "503"
NONSENSE = "nonsense"

Fault = Callable[[str, str], str]

SLOW_SECONDS = 3.0


class FaultProxy:
    """An address that behaves like the server behind it, until `fault` says otherwise."""

    def __init__(self, target: str):
        self.target = urlsplit(target)
        self.fault: Fault = lambda method, path: PASS
        self.asked: list[str] = []
        proxy = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def _any(self) -> None:
                proxy.handle(self)

            do_GET = do_POST = do_PUT = do_DELETE = do_HEAD = _any

            def log_message(self, *args) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def always(self, fault: str) -> None:
        """Do this to every request."""
        self.fault = lambda method, path: fault

    def once(self, fault: str, part_of_path: str) -> None:
        """Do this to the first request with that in its path."""
        left = [fault]

        def choose(method: str, path: str) -> str:
            return left.pop() if part_of_path in path and left else PASS

        self.fault = choose

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def handle(self, request: BaseHTTPRequestHandler) -> None:
        body = request.rfile.read(int(request.headers.get("Content-Length") or 0))
        self.asked.append(f"{request.command} {request.path}")
        fault = self.fault(request.command, request.path)
        if fault == SLOW:
            time.sleep(SLOW_SECONDS)
        if fault == REFUSE:
            request.close_connection = True
            return
        if fault == DRIP:
            self._drip(request)
            return
        if fault in (BUSY, BROKEN):
            self._answer(request, int(fault), b'{"error":{"type":"a_fault"},"status":%s}', "json")
            return
        if fault == NONSENSE:
            self._answer(request, 200, b"<html>This is a proxy's log-in page</html>", "html")
            return
        if fault == HALF:
            lines = body.splitlines(keepends=True)
            body = b"".join(lines[: len(lines) // 4 * 2])
        status, content, headers = self._forward(request, body)
        if fault in (CUT_ANSWER, HALF):
            request.close_connection = True
            return
        try:
            request.send_response(status)
            for name, value in headers:
                if name.lower() not in ("transfer-encoding", "content-length", "connection"):
                    request.send_header(name, value)
            request.send_header("Content-Length", str(len(content)))
            request.end_headers()
            if request.command != "HEAD":
                request.wfile.write(content)
        except (BrokenPipeError, ConnectionResetError):
            # Whoever asked has given up waiting.
            request.close_connection = True

    @staticmethod
    def _drip(request: BaseHTTPRequestHandler) -> None:
        request.close_connection = True
        request.send_response(200)
        request.send_header("Content-Type", "application/json")
        request.send_header("Content-Length", "100000")
        request.end_headers()
        until = time.monotonic() + SLOW_SECONDS
        with suppress(BrokenPipeError, ConnectionResetError):
            while time.monotonic() < until:
                request.wfile.write(b" ")
                time.sleep(0.05)

    def _forward(self, request: BaseHTTPRequestHandler, body: bytes):
        connection = http.client.HTTPConnection(self.target.hostname, self.target.port, timeout=60)
        try:
            headers = {
                name: value for name, value in request.headers.items() if name.lower() != "host"
            }
            headers["Content-Length"] = str(len(body))
            connection.request(request.command, request.path, body=body, headers=headers)
            answer = connection.getresponse()
            return answer.status, answer.read(), answer.getheaders()
        finally:
            connection.close()

    @staticmethod
    def _answer(request: BaseHTTPRequestHandler, status: int, content: bytes, kind: str) -> None:
        request.send_response(status)
        request.send_header("Content-Type", "application/json" if kind == "json" else "text/html")
        request.send_header("X-Elastic-Product", "Elasticsearch")
        content = content.replace(b"%s", str(status).encode())
        request.send_header("Content-Length", str(len(content)))
        request.end_headers()
        request.wfile.write(content)


@contextmanager
def proxy_to(target: str) -> Iterator[FaultProxy]:
    """A proxy for the time of a test."""
    proxy = FaultProxy(target)
    try:
        yield proxy
    finally:
        proxy.stop()
