"""A whole version as one document, in a folder with its pictures: what PDF and Word are made of."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from html import escape
from pathlib import Path

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse

from knowledge.releases.models import FrozenPage
from knowledge.releases.reading import Version
from knowledge.typesetting.folder import DOCUMENT, FILE
from knowledge.typesetting.joining import Part, pictures_in, placed, places_in

PAGES = "<!-- pages -->"
"""The mark in the template where they go."""
_FILE_LINK = re.compile(rf'href="{FILE}([0-9a-f]{{64}})"')


def write_whole(version: Version, folder: Path, step: Callable[[str], None]) -> None:
    """Write the document and every picture that it shows into the folder, one page at a time."""
    places = _places(version)
    pictures: set[str] = set()
    with (folder / DOCUMENT).open("w", encoding="utf-8") as out:
        beginning, end = _frame(version).split(PAGES)
        out.write(beginning)
        for page in version.release.pages.iterator(chunk_size=20):
            step(f"Collecting page {page.place + 1} of {len(version.pages)}")
            text = placed(_part(version, page), places)
            pictures |= pictures_in(text)
            out.write(text)
        out.write(end)
    for sha256 in pictures & version.files.keys():
        with version.files[sha256].file.open("rb") as source, (folder / sha256).open("wb") as copy:
            shutil.copyfileobj(source, copy)


def _frame(version: Version) -> str:
    return render_to_string(
        "releases/whole.html",
        {
            "release": version.release,
            "entries": version.contents(),
            "address": f"{settings.HUB_BASE_URL}{version.release.get_absolute_url()}",
        },
    )


def _places(version: Version) -> set[str]:
    """Everything that a link can lead to."""
    places = {"contents"}
    for page in version.release.pages.iterator(chunk_size=20):
        places.update(places_in(_part(version, page)))
    return places


def _part(version: Version, page: FrozenPage) -> Part:
    text = ""
    if notice := version.gone.get(page.page_number):
        who = "by the people who shared it" if notice.withdrawn else "by our moderators"
        text = f"<p>It was taken down on {notice.at:%-d %B %Y} {who}.</p>"
    else:
        text = _FILE_LINK.sub(
            lambda found: f'href="{_file_address(version, found[1])}"', version.text_of(page)
        )
        if page.last_reviewed:
            text += f'\n<p class="quiet">Last checked: {page.last_reviewed:%-d %B %Y}</p>'
    return Part(page.page_number, version.title_of(page), page.level, text)


def _file_address(version: Version, sha256: str) -> str:
    file = version.files.get(sha256)
    address = reverse("releases:version", args=[version.release.version])
    if file is not None:
        address = reverse("releases:file", args=[version.release.version, file.public_name])
    return escape(f"{settings.HUB_BASE_URL}{address}")
