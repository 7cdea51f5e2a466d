"""One question to one server: to the number that was judged, within a time and a size. No Django.

Nothing is followed here, no cookie kept, no proxy asked, and every connection is closed after its answer.
"""

from __future__ import annotations

import socket
import ssl
import threading
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from http.client import HTTPException

import certifi
import urllib3
from urllib3.connection import HTTPConnection, HTTPSConnection

from knowledge.links.guard import Way

MOST_BYTES = 200_000
"""Of a body: enough to see that it asks to sign in."""
SECONDS_A_STEP = 10.0
AGENT = "Mozilla/5.0 (compatible; co-production-hub link check)"
_UNPACK = {"gzip": 31, "x-gzip": 31, "deflate": 15}


class NoAnswer(Exception):
    """The server gave none that can be read; `kind` is "refused", "time", "tls" or "unreadable"."""

    def __init__(self, kind: str, words: str) -> None:
        super().__init__(words)
        self.kind = kind
        self.words = words


@dataclass(frozen=True)
class Answer:
    """What a server said."""

    status: int
    location: str = ""
    content_type: str = ""
    retry_after: str = ""
    text: str = ""
    """How a page begins; "" for a HEAD and for what is no page."""

    @property
    def is_page(self) -> bool:
        return self.content_type.partition(";")[0].strip().lower() in {
            "text/html", "application/xhtml+xml",
        }  # fmt: skip


def ask(way: Way, method: str, *, seconds: float) -> Answer:
    """Ask by HEAD or GET. NoAnswer."""
    for place, number in enumerate(way.numbers[:3]):
        try:
            return _ask_at(way, number, method, seconds)
        except NoAnswer as error:
            if error.kind != "refused" or place == len(way.numbers[:3]) - 1:
                raise
    raise NoAnswer("refused", "No server answers there.")


def _ask_at(way: Way, number: str, method: str, seconds: float) -> Answer:
    connection = _connection(way, number, min(seconds, SECONDS_A_STEP))
    with _closed_after(connection, seconds) as is_over, _told(is_over):
        connection.request(
            method,
            way.target,
            headers={
                "Host": _host_header(way),
                "User-Agent": AGENT,
                "Accept": "text/html,*/*;q=0.8",
                "Accept-Encoding": "identity",
                "Connection": "close",
            },
            preload_content=False,
            decode_content=False,
        )
        response = connection.getresponse()
        if is_over.is_set():  # A head that is cut off counts as a whole one for this client.
            raise NoAnswer("time", "The server takes too long.")
        if response.status < 200:  # An early hint, and then nothing that this client would read.
            raise NoAnswer("unreadable", f"The server said {response.status} and no more.")
        head = response.headers
        answer = Answer(
            response.status,
            location=head.get("Location", "").strip(),
            content_type=head.get("Content-Type", ""),
            retry_after=head.get("Retry-After", ""),
        )
        if method == "HEAD" or not answer.is_page:
            return answer
        body = _beginning(response, head.get("Content-Encoding", "").strip().lower())
        return replace(answer, text=body)


def _connection(way: Way, number: str, seconds: float) -> HTTPConnection:
    if not way.is_secure:
        return HTTPConnection(number, way.port, timeout=seconds)
    return HTTPSConnection(
        number,
        way.port,
        timeout=seconds,
        server_hostname=way.host,
        assert_hostname=way.host,
        cert_reqs="CERT_REQUIRED",
        ca_certs=certifi.where(),
    )


def _host_header(way: Way) -> str:
    host = f"[{way.host}]" if ":" in way.host else way.host
    return host if way.port == (443 if way.is_secure else 80) else f"{host}:{way.port}"


@contextmanager
def _closed_after(connection: HTTPConnection, seconds: float) -> Iterator[threading.Event]:
    """A server that drips never meets a time-out of a single step, so the whole question has one."""
    is_over = threading.Event()

    def end() -> None:
        is_over.set()
        sock = connection.sock
        if sock is not None:
            try:
                sock.shutdown(socket.SHUT_RDWR)
            except OSError:
                return

    timer = threading.Timer(seconds, end)
    timer.daemon = True
    timer.start()
    try:
        yield is_over
    finally:
        timer.cancel()
        connection.close()


@contextmanager
def _told(is_over: threading.Event) -> Iterator[None]:
    """Whatever the client raises, as one of our kinds. An error of the client is no answer of the server."""
    try:
        yield
    except NoAnswer:
        raise
    except (urllib3.exceptions.TimeoutError, TimeoutError) as error:
        raise NoAnswer("time", "The server takes too long.") from error
    except (urllib3.exceptions.SSLError, ssl.SSLError, ssl.CertificateError) as error:
        raise NoAnswer("tls", f"Its certificate is not accepted: {_last_words(error)}") from error
    except Exception as error:
        if is_over.is_set():
            raise NoAnswer("time", "The server takes too long.") from error
        if isinstance(error, urllib3.exceptions.NewConnectionError | ConnectionRefusedError):
            raise NoAnswer("refused", "No server answers there.") from error
        if isinstance(error, OSError | HTTPException | urllib3.exceptions.HTTPError | ValueError):
            raise NoAnswer(
                "unreadable", f"Its answer could not be read: {_last_words(error)}"
            ) from error
        raise


def _last_words(error: Exception) -> str:
    return str(error)[:120] or type(error).__name__


def _beginning(response: urllib3.HTTPResponse, packed: str) -> str:
    """The beginning of a body, bounded before and after unpacking; what came until it broke."""
    parts: list[bytes] = []
    size = 0
    try:
        while size < MOST_BYTES and (part := response.read1(8192, decode_content=False)):
            parts.append(part)
            size += len(part)
    except (OSError, HTTPException, urllib3.exceptions.HTTPError, ValueError):
        pass  # The status came; how the page begins is only a hint.
    body = b"".join(parts)[:MOST_BYTES]
    if packed in _UNPACK:
        try:
            body = zlib.decompressobj(_UNPACK[packed]).decompress(body, MOST_BYTES)
        except zlib.error:
            return ""
    return body.decode("utf-8", errors="replace")
