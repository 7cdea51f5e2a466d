"""What becomes of a page's addresses in a version: pages and files that it holds, else the outside."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping

from django.db.models.fields.files import FieldFile
from wagtail.models import Page

from knowledge.documents.files.public_files import public_file_at
from knowledge.releases.models import FrozenFile
from knowledge.typesetting.addresses import PAGE, PageAddresses
from knowledge.typesetting.folder import FILE

_PAGE_LINK = re.compile(rf'href="{PAGE}(\d+)([^"]*)"')
_PART = 1024 * 1024


class Kept:
    """The files that a version takes in, each content once."""

    def __init__(self) -> None:
        self._by_address: dict[str, FrozenFile | None] = {}
        self.stored: list[FieldFile] = []
        """What was written anew: to be taken away where the version comes to nothing."""

    def at(self, address: str) -> FrozenFile | None:
        """The file at an address of the hub; None where everybody may not open it or it is gone."""
        if address not in self._by_address:
            self._by_address[address] = self._take(address)
        return self._by_address[address]

    def _take(self, address: str) -> FrozenFile | None:
        found = public_file_at(address)
        return self._copy(*found) if found else None

    def _copy(self, file: FieldFile, name: str) -> FrozenFile | None:
        try:
            with file.open("rb") as content:
                sha256 = hashlib.sha256()
                while part := content.read(_PART):
                    sha256.update(part)
                known = FrozenFile.objects.filter(sha256=sha256.hexdigest()).first()
                if known:
                    return known
                content.seek(0)
                kept = FrozenFile(sha256=sha256.hexdigest(), name=name[-200:], size=content.size)
                kept.file.save(name, content, save=True)
        except OSError:
            return None
        self.stored.append(kept.file)
        return kept


class VersionAddresses(PageAddresses):
    """Of one page in a version; notes which files the page shows or links."""

    def __init__(self, page: Page, numbers: Mapping[str, int], kept: Kept) -> None:
        super().__init__(page.pk, page.url, numbers)
        self.kept = kept
        self.files: dict[int, FrozenFile] = {}

    def linked_file(self, path: str) -> str:
        """A file of the version."""
        file = self.kept.at(path)
        if file is None:
            return ""
        self.files[file.pk] = file
        return f"{FILE}{file.sha256}"

    def shown_picture(self, path: str) -> str:
        """A picture of the version."""
        return self.linked_file(path)


def lead_outside(text: str, addresses: Mapping[int, str]) -> str:
    """The text in which links to these pages, which the version leaves out, lead to the hub."""
    if not addresses:
        return text
    return _PAGE_LINK.sub(
        lambda found: (
            f'href="{addresses[int(found[1])]}{found[2]}"'
            if int(found[1]) in addresses
            else found[0]
        ),
        text,
    )
