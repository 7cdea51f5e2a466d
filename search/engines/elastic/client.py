"""Connections to Elasticsearch as the settings say, one a process; what fails comes out as one error.

Nothing retries by itself here: a visitor's search must not wait twice, and `search.copies.sync` has a patience
of its own.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.conf import settings
from elastic_transport import (
    ApiResponseMeta,
    ConnectionTimeout,
    HttpHeaders,
    NodeConfig,
    Urllib3HttpNode,
)
from elastic_transport.client_utils import DEFAULT, DefaultType
from elasticsearch import ApiError, Elasticsearch, TransportError
from elasticsearch.helpers import ScanError
from urllib3 import HTTPConnectionPool
from urllib3.exceptions import ReadTimeoutError

from search.engines.base import EngineUnavailable

PRODUCT = "x-elastic-product"
"""A header of every answer that Elasticsearch gives."""
PATIENCE = 60.0
"""Seconds that background work waits for one answer."""

OWN_FAULTS = range(400, 429)
"""Answers of the service that come at once and concern only what was asked."""


AT_ONCE = 64 * 1024
"""Bytes of an answer that are read between two looks at the clock."""

_until: ContextVar[float | None] = ContextVar("until", default=None)


@contextmanager
def deadline(seconds: float) -> Iterator[None]:
    """Everything that is asked inside takes no longer than this, together and however it comes."""
    token = _until.set(time.monotonic() + seconds)
    try:
        yield
    finally:
        _until.reset(token)


def client() -> Elasticsearch:
    """The connection for visitors' searches: it gives up after HUB_ELASTICSEARCH_TIMEOUT seconds."""
    return _connected(settings.HUB_ELASTICSEARCH_TIMEOUT)


def background_client() -> Elasticsearch:
    """The connection for background work."""
    return _connected(PATIENCE)


def _connected(timeout: float) -> Elasticsearch:
    return _client(
        settings.ELASTICSEARCH_URL,
        settings.HUB_ELASTICSEARCH_API_KEY,
        settings.HUB_ELASTICSEARCH_CA_FILE,
        timeout,
    )


@cache
def _client(url: str, api_key: str, ca_file: str, timeout: float) -> Elasticsearch:
    return Elasticsearch(
        url,
        api_key=api_key or None,
        ca_certs=ca_file or DEFAULT,
        request_timeout=timeout,
        max_retries=0,
        retry_on_timeout=False,
        node_class=DeadlineNode,
    )


class NotElasticsearch(TransportError):
    """Such as a proxy's log-in page. The client itself only looks at the first answer of a process."""


class DeadlineNode(Urllib3HttpNode):
    """Keeps to the time that `deadline` leaves. A time-out alone begins anew with each byte."""

    def __init__(self, config: NodeConfig):
        super().__init__(config)
        self.pool = _DeadlinePool(self.pool)  # type: ignore[assignment]

    def perform_request(
        self,
        method: str,
        target: str,
        body: bytes | None = None,
        headers: HttpHeaders | None = None,
        request_timeout: float | DefaultType | None = DEFAULT,
    ) -> Any:
        """As ever, with no more time than is left."""
        if (until := _until.get()) is not None:
            left = until - time.monotonic()
            if left <= 0:
                raise ConnectionTimeout("No time is left")
            if isinstance(request_timeout, int | float):
                left = min(left, request_timeout)
            request_timeout = left
        answer = super().perform_request(method, target, body, headers, request_timeout)
        if answer.meta.status < 300 and not _is_its_own(answer.meta):
            raise NotElasticsearch("Something else answered in its place")
        return answer


def _is_its_own(meta: ApiResponseMeta) -> bool:
    """Whether an answer can be Elasticsearch's: it says so, and what it holds is JSON."""
    kind = meta.mimetype
    return PRODUCT in meta.headers and (kind is None or kind.endswith("json"))


@dataclass(frozen=True)
class _Answer:
    """What the client reads of an answer that was read to its end."""

    status: int
    headers: Mapping[str, str] | None
    data: bytes


class _DeadlinePool:
    """Connections whose answers are read bit by bit, with an eye on the clock."""

    def __init__(self, pool: HTTPConnectionPool):
        self._pool = pool

    def urlopen(self, method: str, url: str, **how: Any) -> Any:
        if (until := _until.get()) is None:
            return self._pool.urlopen(method, url, **how)
        answer = self._pool.urlopen(method, url, preload_content=False, **how)
        parts = []
        while part := answer.read1(AT_ONCE):
            parts.append(part)
            if time.monotonic() > until:
                answer.close()
                raise ReadTimeoutError(self._pool, url, "The answer did not end in time")
        answer.release_conn()
        return _Answer(answer.status, answer.headers, b"".join(parts))

    def close(self) -> None:
        self._pool.close()


@contextmanager
def translate_errors() -> Iterator[None]:
    """Turns every way in which the service can fail into EngineUnavailable, without its address.

    A mistake of ours stays what it is: nobody looks for it behind an outage.
    """
    try:
        yield
    except ConnectionTimeout as error:
        raise EngineUnavailable("it did not answer in time") from error
    except TransportError as error:
        raise EngineUnavailable(f"it cannot be reached ({type(error).__name__})") from error
    except ApiError as error:
        raise EngineUnavailable(
            f"it answered {error.meta.status} ({error.error})",
            is_query_specific=error.meta.status in OWN_FAULTS,
        ) from error
    except ScanError as error:
        raise EngineUnavailable("it could not be read to the end") from error
