"""A booklet's pages as one document in a folder, with its pictures."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Mapping
from html import escape
from pathlib import Path

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone
from wagtail.models import Page

from knowledge.booklets.models import TEXT, Booklet, PagePart, TextPart
from knowledge.documents.files.public_files import public_file_at
from knowledge.models.base import KnowledgePage
from knowledge.public_pages import public_pages, visibility_snapshot
from knowledge.typesetting.addresses import PageAddresses
from knowledge.typesetting.folder import DOCUMENT, FILE
from knowledge.typesetting.joining import Part, placed, places_in
from knowledge.typesetting.pages import main_part_of_page
from knowledge.typesetting.plain import plain_html

GONE = "A page that is no longer published"


class BookletAddresses(PageAddresses):
    """Of one page; pictures are copied into the folder, files stay on the hub."""

    def __init__(self, page: Page, numbers: Mapping[str, int], folder: Path) -> None:
        super().__init__(page.pk, page.url, numbers)
        self.folder = folder

    def shown_picture(self, path: str) -> str:
        """A picture that everybody may see."""
        found = public_file_at(path)
        if found is None:
            return ""
        try:
            with found[0].open("rb") as source:
                name = hashlib.file_digest(source, "sha256").hexdigest()
                source.seek(0)
                with (self.folder / name).open("wb") as copy:
                    shutil.copyfileobj(source, copy)
        except OSError:
            return ""
        return f"{FILE}{name}"


def write_booklet(booklet: Booklet, folder: Path, step: Callable[[str], None]) -> None:
    """Write the document and its pictures into the folder. Pages that are not public now are named as gone."""
    with visibility_snapshot():
        parts = _parts(booklet, folder, step)
    places = {"contents", *(place for part in parts for place in places_in(part))}
    frame = {
        "booklet": booklet,
        "parts": parts,
        "entries": _contents(parts) if len(parts) > 1 else [],
        "site_name": settings.HUB_SITE_NAME,
        "hub_address": settings.HUB_BASE_URL,
        "day": timezone.localdate(),
        "text": "".join(placed(part, places) for part in parts),
    }
    text = render_to_string("booklets/document.html", frame)
    (folder / DOCUMENT).write_text(text, encoding="utf-8")


def _contents(parts: list[Part]) -> list[dict[str, object]]:
    return [{"number": part.number, "title": part.title} for part in parts]


def _parts(booklet: Booklet, folder: Path, step: Callable[[str], None]) -> list[Part]:
    asked: list[PagePart | TextPart] = booklet.parts
    wanted = [each["page"] for each in asked if "page" in each]
    pages = {
        page.pk: page
        for page in public_pages().filter(pk__in=wanted).specific()
        if isinstance(page, KnowledgePage) and page.get_url_parts()
    }
    numbers = {page.get_url_parts()[2]: page.pk for page in pages.values()}
    level = 1 if len(asked) > 1 else 0
    parts = []
    for place, each in enumerate(asked, 1):
        step(f"Collecting page {place} of {len(asked)}")
        if "html" in each:
            parts.append(Part(TEXT, each["title"], level, each["html"]))
        elif page := pages.get(each["page"]):
            addresses = BookletAddresses(page, numbers, folder)
            text = plain_html(main_part_of_page(page), addresses)
            parts.append(
                Part(page.pk, page.title, level, f"{_head(addresses.address, each)}\n{text}")
            )
        else:
            parts.append(Part(each["page"], GONE, level, _note(each)))
    return parts


def _head(address: str, asked: PagePart) -> str:
    address = escape(address)
    return f'{_note(asked)}<p class="quiet"><a href="{address}">{address}</a></p>'


def _note(asked: PagePart) -> str:
    words = escape(asked["note"]).replace("\n", "<br>")
    return f"<p><strong>Note:</strong> {words}</p>" if words else ""
