"""What is wrong with the settings for Elasticsearch, told by `manage.py check` before anybody searches."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning

LONGEST_TIMEOUT = 30.0
_PREFIX = re.compile(r"[a-z0-9][a-z0-9_-]{0,99}")


def faults() -> list[CheckMessage]:
    """search.E004 to E008 and search.W001; touches no service."""
    found = [*_address_faults(), *_prefix_faults()]
    if not 0 < settings.HUB_ELASTICSEARCH_TIMEOUT <= LONGEST_TIMEOUT:
        found.append(
            Error(
                f"HUB_ELASTICSEARCH_TIMEOUT is {settings.HUB_ELASTICSEARCH_TIMEOUT:g}.",
                hint=f"Set it to the seconds a visitor may wait: more than 0, at most {LONGEST_TIMEOUT:g}.",
                id="search.E008",
            )
        )
    return found


def _address_faults() -> list[CheckMessage]:
    found: list[CheckMessage] = []
    try:
        address = urlsplit(settings.ELASTICSEARCH_URL)
        is_whole = address.scheme in ("http", "https") and bool(address.hostname)
        has_port = address.port is not None
    except ValueError:
        is_whole = has_port = False
    if not is_whole or not has_port:
        # The address itself is not shown: it may hold a password.
        found.append(
            Error(
                "ELASTICSEARCH_URL is no address of Elasticsearch.",
                hint="Set it to something like https://user:password@search.example.org:9200, with the port.",
                id="search.E004",
            )
        )
        return found
    if settings.HUB_ELASTICSEARCH_API_KEY and address.username:
        found.append(
            Error(
                "Elasticsearch is given an API key and a user as well.",
                hint="Keep HUB_ELASTICSEARCH_API_KEY, or the user and password in ELASTICSEARCH_URL.",
                id="search.E005",
            )
        )
    ca_file = settings.HUB_ELASTICSEARCH_CA_FILE
    if ca_file and (address.scheme != "https" or not Path(ca_file).is_file()):
        found.append(
            Error(
                f"HUB_ELASTICSEARCH_CA_FILE ({ca_file}) cannot be used.",
                hint="Name a readable file of certificates, and use https:// in ELASTICSEARCH_URL.",
                id="search.E006",
            )
        )
    has_secret = bool(settings.HUB_ELASTICSEARCH_API_KEY or address.password)
    is_here = address.hostname in ("localhost", "127.0.0.1", "::1")
    if has_secret and address.scheme == "http" and not is_here:
        found.append(
            Warning(
                "The secret for Elasticsearch crosses the network unencrypted.",
                hint="Use https:// in ELASTICSEARCH_URL, unless that network is private to the hub.",
                id="search.W001",
            )
        )
    return found


def _prefix_faults() -> list[CheckMessage]:
    if _PREFIX.fullmatch(settings.HUB_ELASTICSEARCH_INDEX_PREFIX):
        return []
    return [
        Error(
            f"HUB_ELASTICSEARCH_INDEX_PREFIX is “{settings.HUB_ELASTICSEARCH_INDEX_PREFIX}”.",
            hint="Use small letters, digits, - and _, beginning with a letter or digit, at most 100.",
            id="search.E007",
        )
    ]
