"""What becomes of a page's addresses in a document: pages and files that it holds, else the outside."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urldefrag, urljoin, urlsplit

from django.conf import settings

PAGE = "hub-page:"
"""Before a page's number in the address of a link."""
OUTSIDE = frozenset({"http", "https", "mailto", "tel"})


class PageAddresses:
    """Of one page, which stands at an address of the hub. `numbers`: path of a page → its number in the document."""

    def __init__(self, number: int, address: str, numbers: Mapping[str, int]) -> None:
        self.number, self.numbers = number, numbers
        self.address = urljoin(settings.HUB_BASE_URL, address)

    def link(self, address: str) -> str:
        """A page or file of the document, else the full address outside; empty where there is none."""
        address = address.strip()
        if not address or address == "#":
            return ""
        if address.startswith("#"):
            return f"{PAGE}{self.number}{address}"
        full = urljoin(self.address, address)
        parts = urlsplit(full)
        if parts.scheme not in OUTSIDE:
            return ""
        if parts.netloc != urlsplit(settings.HUB_BASE_URL).netloc:
            return full
        inside, fragment = urldefrag(parts._replace(scheme="", netloc="").geturl())
        number = self.numbers.get(inside)
        if number is not None:
            return f"{PAGE}{number}{f'#{fragment}' if fragment else ''}"
        if inside.startswith(("/documents/", settings.MEDIA_URL)):
            return self.linked_file(inside)
        return full

    def picture(self, address: str) -> str:
        """The address that the document keeps of a picture; empty where it holds none."""
        return self.shown_picture(urlsplit(address).path) if address else ""

    def linked_file(self, path: str) -> str:
        """The same of a file of the hub that a link leads to."""
        return urljoin(settings.HUB_BASE_URL, path)

    def shown_picture(self, path: str) -> str:
        """The same of a picture of the hub."""
        return ""
