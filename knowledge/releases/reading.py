"""A version as it is read: a small site of files that needs nothing else, the same online and offline.

What was taken down is a notice here, and no other page names it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from html import escape
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.db.models import QuerySet
from django.template.loader import render_to_string

from knowledge.releases.changes import GONE
from knowledge.releases.models import FrozenFile, FrozenPage, Release, TakenDown
from knowledge.typesetting.addresses import PAGE
from knowledge.typesetting.folder import FILE
from knowledge.typesetting.joining import CONTENTS

INDEX = "index.html"
STYLE = "style.css"
FILES = "files/"
_LINK = re.compile(rf'<a href="{PAGE}(\d+)(#[^"]*)?">([^<]*)</a>')
_ITEM = re.compile(rf'<li( id="[^"]*")?><a href="{PAGE}(\d+)(?:#[^"]*)?">[^<]*</a>[^<]*</li>')
_FILE = re.compile(rf'"{FILE}([0-9a-f]{{64}})"')


@dataclass
class Entry:
    """A line of the contents, with the lines below it."""

    title: str
    address: str
    number: int
    below: list[Entry] = field(default_factory=list)


class Version:
    """A release with what its readers may see of it now."""

    def __init__(self, release: Release) -> None:
        self.release = release

    @cached_property
    def gone(self) -> Mapping[int, TakenDown]:
        """Pages of the version that were taken down since, by their number."""
        numbers = self.release.pages.values("page_number")
        return {row.page_number: row for row in TakenDown.objects.filter(page_number__in=numbers)}

    @cached_property
    def pages(self) -> list[FrozenPage]:
        """All of them without their text, in the order of the pack."""
        return list(self.release.pages.defer("html"))

    @cached_property
    def by_number(self) -> Mapping[int, FrozenPage]:
        """The same by the page's number."""
        return {page.page_number: page for page in self.pages}

    @cached_property
    def files(self) -> Mapping[str, FrozenFile]:
        """Files of pages that were not taken down, by their content."""
        return {file.sha256: file for file in self._shown_files()}

    def _shown_files(self) -> QuerySet[FrozenFile]:
        shown = self.release.pages.exclude(page_number__in=self.gone)
        return FrozenFile.objects.filter(pages__in=shown).distinct()

    def file_named(self, name: str) -> FrozenFile | None:
        """One of them by its public name."""
        alike = self._shown_files().filter(sha256__startswith=name.partition("-")[0])
        return next((file for file in alike if file.public_name == name), None)

    def title_of(self, page: FrozenPage) -> str:
        """Its title, unless it was taken down."""
        return GONE if page.page_number in self.gone else page.title

    def contents(self) -> list[Entry]:
        """The contents as a tree."""
        top: list[Entry] = []
        open_at: list[list[Entry]] = [top]
        for page in self.pages:
            entry = Entry(self.title_of(page), f"{page.name}.html", page.page_number)
            del open_at[page.level :]
            open_at[-1].append(entry)
            open_at.append(entry.below)
        return top

    def text_of(self, page: FrozenPage) -> str:
        """Its text as it was frozen, without the names of what was taken down."""
        return without(page.html, self.gone)

    def document(self, name: str) -> bytes | None:
        """The page of that name in the version's little site; None where there is none."""
        if name == INDEX:
            return self._rendered("releases/contents.html", {"entries": self.contents()})
        page = self.release.pages.filter(name=name.removesuffix(".html")).first()
        return self._page(page) if page and name.endswith(".html") else None

    def documents(self) -> Iterator[tuple[str, bytes]]:
        """Every one of them: name and content."""
        yield INDEX, self.document(INDEX) or b""
        for page in self.release.pages.iterator(chunk_size=20):
            yield f"{page.name}.html", self._page(page)

    def _page(self, page: FrozenPage) -> bytes:
        place = page.place
        around = {
            "before": [self._line(each) for each in self.pages[max(0, place - 1) : place]],
            "after": [self._line(each) for each in self.pages[place + 1 : place + 2]],
            "below": [self._line(each) for each in self._below(page)],
        }
        notice = self.gone.get(page.page_number)
        text = "" if notice else self._with_addresses(self.text_of(page))
        context = {"page": page, "title": self.title_of(page), "text": text, "notice": notice}
        return self._rendered("releases/page.html", {**context, **around})

    def _line(self, page: FrozenPage) -> Entry:
        return Entry(self.title_of(page), f"{page.name}.html", page.page_number)

    def _below(self, page: FrozenPage) -> Iterator[FrozenPage]:
        """Pages directly below it."""
        for each in self.pages[page.place + 1 :]:
            if each.level <= page.level:
                return
            if each.level == page.level + 1:
                yield each

    def _with_addresses(self, text: str) -> str:
        text = _LINK.sub(self._link, text)
        return _FILE.sub(
            lambda found: (
                f'"{FILES}{escape(self.files[found[1]].public_name)}"'
                if found[1] in self.files
                else '""'
            ),
            text,
        )

    def _link(self, found: re.Match[str]) -> str:
        number, fragment, words = int(found[1]), found[2] or "", found[3]
        if number == CONTENTS:
            return f'<a href="{INDEX}">{words}</a>'
        return f'<a href="{self.by_number[number].name}.html{fragment}">{words}</a>'

    def _rendered(self, template: str, context: dict[str, object]) -> bytes:
        common = {"release": self.release, "hub_address": settings.HUB_BASE_URL, "style": STYLE}
        return render_to_string(template, {**common, **context}).encode()


def without(text: str, gone: Collection[int]) -> str:
    """The text in which nothing names these pages: an item of a list goes as a whole, a link with its words."""
    if not gone:
        return text
    notice = f"<em>{GONE}</em>"
    text = _ITEM.sub(
        lambda found: f"<li>{notice}</li>" if int(found[2]) in gone else found[0], text
    )
    return _LINK.sub(lambda found: notice if int(found[1]) in gone else found[0], text)


def style() -> bytes:
    """The style sheet of a version's little site."""
    name = "hub/version.css"
    found = finders.find(name)
    if isinstance(found, str):
        return Path(found).read_bytes()
    with staticfiles_storage.open(name) as file:
        return bytes(file.read())
