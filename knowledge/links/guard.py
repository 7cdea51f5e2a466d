"""Which addresses may be asked: on the public internet alone, and by the very number that was looked at.

No Django. A name is looked up once a hop and all its numbers are judged; the connection then goes to one
of them, so that another answer of the name server a moment later leads nowhere.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

import idna

Number = ipaddress.IPv4Address | ipaddress.IPv6Address
Resolve = Callable[[str, int], Sequence[str]]

USUAL_PORTS = frozenset({80, 443})
_AS_PASTED = "%/:=&?~+!$,;'@()*[]|"
_NO_SUCH_NAME = {socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)}


class Refused(Exception):
    """The address is not asked; says why."""


class NoSuchName(Exception):
    """The host's name does not exist."""


class NameUnknown(Exception):
    """Nobody can say at the moment whether the host's name exists."""


@dataclass(frozen=True)
class Way:
    """How an address is asked."""

    is_secure: bool
    host: str
    port: int
    numbers: tuple[str, ...]
    """Where to connect, the first that answers; each was judged."""
    target: str
    """Path and query, as pasted."""


def look_up(host: str, port: int) -> list[str]:
    """The numbers that the name stands for. NoSuchName, NameUnknown."""
    try:
        rows = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except socket.gaierror as error:
        raise (NoSuchName if error.errno in _NO_SUCH_NAME else NameUnknown)(host) from error
    except (OSError, UnicodeError) as error:
        raise NameUnknown(host) from error
    # First the older kind, which every network of ours can reach.
    rows.sort(key=lambda row: row[0] != socket.AF_INET)
    return list(dict.fromkeys(str(row[4][0]) for row in rows))


def is_public_number(text: str) -> bool:
    """Whether it is a number of the public internet, also where it is wrapped into another."""
    try:
        number: Number = ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        return False
    return all(_is_public(each) for each in (number, *_inside(number)))


def is_only_at_home(address: str) -> bool:
    """Whether the address itself says that no reader gets there; no name is looked up."""
    host = (urlsplit(address).hostname or "").rstrip(".")
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return "." not in host or host.endswith((".localhost", ".local", ".internal"))
    return not is_public_number(host)


def _is_public(number: Number) -> bool:
    return number.is_global and not (
        number.is_multicast or number.is_reserved or number.is_unspecified or number.is_loopback
    )


def _inside(number: Number) -> list[Number]:
    if isinstance(number, ipaddress.IPv4Address):
        return []
    wrapped: list[Number] = [each for each in (number.ipv4_mapped, number.sixtofour) if each]
    wrapped += number.teredo or ()
    return wrapped


@dataclass(frozen=True)
class Guard:
    """Asked at every hop. What it holds beside its defaults is for tests, which have a server at home."""

    resolve: Resolve = look_up
    also_numbers: frozenset[str] = frozenset()
    also_ports: frozenset[int] = frozenset()

    def way_to(self, address: str) -> Way:
        """How to ask it. Refused, NoSuchName, NameUnknown."""
        try:
            parts = urlsplit(address)
            host, port = parts.hostname, parts.port
        except ValueError as error:
            raise Refused("It is no address.") from error
        scheme = parts.scheme.lower()
        if scheme not in {"http", "https"} or not host:
            raise Refused(f"It leads to “{scheme or address[:40]}:”, which is no page of the web.")
        if parts.username or parts.password:
            raise Refused("It holds a name or password.")
        port = port or (443 if scheme == "https" else 80)
        if port not in USUAL_PORTS | self.also_ports:
            raise Refused(f"It leads to port {port}, which we do not ask.")
        name = _ascii(host)
        numbers = tuple(self.resolve(name, port))
        if not numbers:
            raise NoSuchName(host)
        if not all(each in self.also_numbers or is_public_number(each) for each in numbers):
            raise Refused("It leads into a private network, where visitors cannot go.")
        path = quote(parts.path or "/", safe=_AS_PASTED)
        query = f"?{quote(parts.query, safe=_AS_PASTED)}" if parts.query else ""
        return Way(scheme == "https", name, port, numbers, path + query)


def _ascii(host: str) -> str:
    if host.isascii():
        return host
    try:
        return idna.encode(host, uts46=True).decode()
    except idna.IDNAError as error:
        raise Refused("Its host is no name.") from error
