"""Connections to Elasticsearch as the settings say, one a process; what fails comes out as one error.

Nothing retries by itself here: a visitor's search must not wait twice, and `search.sync` has a patience
of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from django.conf import settings
from elastic_transport import ConnectionTimeout
from elastic_transport.client_utils import DEFAULT
from elasticsearch import ApiError, Elasticsearch, TransportError
from elasticsearch.helpers import ScanError

from search.engines.base import EngineUnavailable

PATIENCE = 60.0
"""Seconds that background work waits for one answer."""

OWN_FAULTS = range(400, 429)
"""Answers of the service that come at once and concern only what was asked."""


def client() -> Elasticsearch:
    """The connection for visitors' searches: it gives up after HUB_ELASTICSEARCH_TIMEOUT seconds."""
    return _connected(settings.HUB_ELASTICSEARCH_TIMEOUT)


def patient_client() -> Elasticsearch:
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
    )


@contextmanager
def told_apart() -> Iterator[None]:
    """Turns every way in which the service can fail into EngineUnavailable, without its address."""
    try:
        yield
    except ConnectionTimeout as error:
        raise EngineUnavailable("it did not answer in time") from error
    except TransportError as error:
        raise EngineUnavailable(f"it cannot be reached ({type(error).__name__})") from error
    except ApiError as error:
        raise EngineUnavailable(
            f"it answered {error.meta.status} ({error.error})",
            is_worth_waiting=error.meta.status in OWN_FAULTS,
        ) from error
    except ScanError as error:
        raise EngineUnavailable("it could not be read to the end") from error
    except (AttributeError, KeyError, IndexError, TypeError, ValueError) as error:
        raise EngineUnavailable(f"its answer makes no sense ({error!r})") from error
