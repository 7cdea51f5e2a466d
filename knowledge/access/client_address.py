"""The address that a visitor comes from. The one function: every limit counts by it.

A header can be forged by whoever sends it, except for what our own proxies add to its end. So the
number of proxies that an operator trusts (`HUB_TRUSTED_PROXIES`) says which entry to believe.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Sequence

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register
from django.http import HttpRequest

UNKNOWN = "unknown"
"""Where a server gives no address, as on a Unix socket without a proxy's header."""

NETWORK_BITS = 64
"""Of an IPv6 address: one household or ward has all that follow, and could use a new one each time."""


def client_of(request: HttpRequest) -> str:
    """The visitor's IPv4 address, or the /64 network of their IPv6 address; UNKNOWN where none is told.

    A request that did not pass all the trusted proxies is taken by the address that it came from.
    """
    proxies = settings.HUB_TRUSTED_PROXIES or 0
    hops = request.headers.get("X-Forwarded-For", "").split(",") if proxies else []
    told = _readable(hops[-proxies]) if hops and len(hops) >= proxies else ""
    return told or _readable(request.META.get("REMOTE_ADDR", "")) or UNKNOWN


def _readable(text: str) -> str:
    """The address in what a proxy wrote, such as "[2001:db8::1]:4711"; "" where there is none."""
    text = text.strip()
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return ""
    if isinstance(address, ipaddress.IPv4Address):
        return str(address)
    if address.ipv4_mapped:
        return str(address.ipv4_mapped)
    rest = 128 - NETWORK_BITS
    return str(ipaddress.IPv6Address(int(address) >> rest << rest))


@register("knowledge")
def check_proxies(app_configs: Sequence[AppConfig] | None, **kwargs: object) -> list[CheckMessage]:
    """knowledge.E011: no number of proxies. knowledge.W011: nobody has said how many there are."""
    proxies = settings.HUB_TRUSTED_PROXIES
    if proxies is None:
        return [
            Warning(
                "HUB_TRUSTED_PROXIES is not set, so limits count all visitors behind a proxy as one.",
                hint="Set it to the number of your own proxies before the hub: 1 behind one nginx, "
                "0 where browsers reach the hub directly. docs/operations.md says more.",
                id="knowledge.W011",
            )
        ]
    if proxies < 0:
        return [
            Error(
                f"HUB_TRUSTED_PROXIES is {proxies}, which is no number of proxies.",
                hint="Set it to 0, 1, 2 and so on.",
                id="knowledge.E011",
            )
        ]
    return []
