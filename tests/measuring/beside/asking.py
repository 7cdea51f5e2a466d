"""Many clients at once in one thread, which takes little from the two cores that the server has too."""

from __future__ import annotations

import itertools
import selectors
import socket
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

STUCK_AFTER_SECONDS = 120
NETWORKS = itertools.cycle(range(1, 250))


@dataclass
class Asked:
    """What came of it."""

    began: float
    count: int = 0
    """Answers since then."""
    seconds: float = 0
    latencies: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    @property
    def rate(self) -> float:
        """Answers a second."""
        return self.count / self.seconds

    def percentile(self, part: float) -> float:
        """Of the time until an answer was whole, in milliseconds."""
        ordered = sorted(self.latencies)
        return ordered[min(len(ordered) - 1, int(part * len(ordered)))] * 1000


class _Client:
    """One connection, kept open and opened again where the server closed it."""

    def __init__(self, port: int) -> None:
        self.port = port
        # Limits count by network, and one that asks so much would meet them.
        self.source = f"127.0.{next(NETWORKS)}.1"
        self.connection: socket.socket | None = None
        self.answer, self.began, self.question = b"", 0.0, b""
        self.is_second_try = False

    def ask(self, path: str) -> None:
        self.question = (
            f"GET {path} HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: gzip, br\r\n\r\n".encode()
        )
        self.began, self.is_second_try = time.perf_counter(), False
        self.send()

    def send(self) -> None:
        self.answer = b""
        if self.connection is None:
            self.connection = socket.create_connection(
                ("127.0.0.1", self.port), 30, source_address=(self.source, 0)
            )
        try:
            self.connection.sendall(self.question)
        except OSError:
            self.try_again()

    def try_again(self) -> None:
        """A server may close a connection that has answered its share; that is no error, once."""
        self.close()
        if self.is_second_try:
            raise ConnectionError("closed without an answer")
        self.is_second_try = True
        self.send()

    def close(self) -> None:
        if self.connection is not None:
            self.connection.close()
            self.connection = None

    def is_whole(self) -> bool:
        head, end, body = self.answer.partition(b"\r\n\r\n")
        if not end:
            return False
        head = head.lower()
        if b"transfer-encoding: chunked" in head:
            return body.endswith(b"0\r\n\r\n")
        length = head.partition(b"content-length:")[2].split(b"\r\n")[0]
        return len(body) >= int(length or 0)

    @property
    def status(self) -> int:
        return int(self.answer.split(maxsplit=2)[1])


def ask(
    port: int, paths: Iterable[str], *, clients: int = 1, seconds: float = 0, warm: float = 0
) -> Asked:
    """Ask for one path after the other until all are answered, or for so many seconds after so many of warmth."""
    questions = iter(paths)
    asked = Asked(time.perf_counter() + warm)
    ends = asked.began + seconds if seconds else float("inf")
    with selectors.DefaultSelector() as waiting:
        for _ in range(clients):
            _ask_next(_Client(port), questions, waiting, ends, asked)
        while waiting.get_map():
            ready = waiting.select(STUCK_AFTER_SECONDS)
            if not ready:
                raise TimeoutError(f"no answer within {STUCK_AFTER_SECONDS} seconds")
            for key, _ in ready:
                _take(key.data, questions, waiting, ends, asked)
    asked.seconds = min(time.perf_counter(), ends) - asked.began
    return asked


def _ask_next(
    client: _Client,
    questions: Iterator[str],
    waiting: selectors.BaseSelector,
    ends: float,
    asked: Asked,
) -> None:
    while time.perf_counter() < ends and (path := next(questions, None)) is not None:
        try:
            client.ask(path)
        except OSError as error:
            asked.errors.append(f"{path}: {error}")
            continue
        assert client.connection is not None
        waiting.register(client.connection, selectors.EVENT_READ, client)
        return
    client.close()


def _take(
    client: _Client,
    questions: Iterator[str],
    waiting: selectors.BaseSelector,
    ends: float,
    asked: Asked,
) -> None:
    """What has come; after a whole answer, the next question."""
    connection = client.connection
    assert connection is not None
    try:
        received = connection.recv(1 << 18)
        client.answer += received
        if received and not client.is_whole():
            return
        waiting.unregister(connection)
        if not received:
            if client.answer:
                raise ConnectionError("closed in the middle of an answer")
            client.try_again()
            waiting.register(client.connection, selectors.EVENT_READ, client)  # type: ignore[arg-type]
            return
        _count(client, ends, asked)
        if b"\r\nconnection: close" in client.answer.partition(b"\r\n\r\n")[0].lower():
            client.close()
    except OSError as error:
        if connection in {key.fileobj for key in waiting.get_map().values()}:
            waiting.unregister(connection)
        client.close()
        asked.errors.append(f"{client.question[:80]!r}: {error}")
    _ask_next(client, questions, waiting, ends, asked)


def _count(client: _Client, ends: float, asked: Asked) -> None:
    now = time.perf_counter()
    if client.status >= 400:
        asked.errors.append(f"{client.question[:80]!r}: {client.status}")
    elif now >= asked.began:
        asked.latencies.append(now - client.began)
        asked.count += now < ends


def whole_answer(port: int, path: str) -> tuple[list[tuple[str, str]], bytes]:
    """Headers and body of one answer."""
    client = _Client(port)
    client.ask(path)
    assert client.connection is not None
    while not client.is_whole():
        received = client.connection.recv(1 << 18)
        if not received:
            raise ConnectionError(path)
        client.answer += received
    client.close()
    if client.status != 200:
        raise ValueError(f"{path}: {client.status}")
    head, _, body = client.answer.partition(b"\r\n\r\n")
    lines = [line.partition(": ") for line in head.decode("latin-1").split("\r\n")[1:]]
    return [(name, value) for name, _, value in lines], body
