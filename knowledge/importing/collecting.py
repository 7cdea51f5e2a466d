"""Collects the drafts of a whole source: its pack, sections, forms, films, files and pictures. Pure."""

from __future__ import annotations

import datetime
import io
import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from html import escape

from PIL import Image

from knowledge.importing.drafts import Draft, DraftSet
from knowledge.importing.items import Embedded, ImportWarning, Source, normalised
from knowledge.importing.outline import Outline, arrange
from knowledge.importing.sections import Block, ShapedSection, shape
from knowledge.importing.table_readers import TableReader
from knowledge.importing.tables import KnownTable
from knowledge.importing.word import read_word

TITLE_LENGTH = 110
"""Characters of a page's title; a longer one is cut at a word and stands whole in the body."""
MOST_PIXELS = 60_000_000
_VERSION = re.compile(r"\bv(?:ersion)?\.?\s*(\d+(?:\.\d+)*)", re.I)
_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_MONTH = re.compile(rf"\b({'|'.join(_MONTHS)})\s+((?:19|20)\d\d)\b", re.I)
_WHOLE_MAIL = re.compile(
    r"[\w+-]+(\.[\w+-]+)*@[A-Za-z0-9][A-Za-z0-9-]*(\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}\Z"
)
_MAIL = re.compile(r"[A-Za-z0-9][\w.+-]*@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")


def collect(
    source: Source, readers: Sequence[TableReader], kept_files: Collection[str]
) -> DraftSet:
    """The drafts of a source. `kept_files` are the extensions of the library, without dots."""
    outline = arrange(source)
    seen: set[str] = set()
    collector = _Collector(source, outline, kept_files)
    for section in outline.sections:
        collector.add_section(shape(section, readers, seen))
    return collector.finished()


def short_title(title: str) -> str:
    """The title, cut at a word with "…" where it is too long for a page."""
    title = " ".join(title.split())
    if len(title) <= TITLE_LENGTH:
        return title
    return title[:TITLE_LENGTH].rsplit(" ", 1)[0].rstrip(" ,;:–-") + "…"


class _Collector:
    """Gives every draft a key of its own and reports what becomes none."""

    def __init__(self, source: Source, outline: Outline, kept_files: Collection[str]) -> None:
        self.outline = outline
        self.kept_files = {f".{extension}" for extension in kept_files}
        self.set = DraftSet(source, [], outline.warnings, [])
        self.sections: list[Draft] = []
        self.tables: dict[str, Draft] = {}
        self.files: dict[str, Draft] = {}

    def add_section(self, shaped: ShapedSection) -> None:
        self.set.warnings += shaped.warnings
        self.set.links += shaped.links
        renamed = {known.match.key: self._add_table(known, shaped.place) for known in shaped.tables}
        draft = Draft(
            self._free_key(f"section:{normalised(shaped.title)[:200]}", self.sections),
            "section",
            short_title(shaped.title),
            shaped.place,
            notes=shaped.notes,
        )
        if draft.title != shaped.title:
            draft.blocks.append(Block("text", f"<p>{escape(shaped.title, quote=False)}</p>"))
        heading = shaped.title
        for block in shaped.blocks:
            if block.kind == "heading":
                heading = block.value["text"]
            if block.kind == "page_link":
                block = Block("page_link", renamed[block.value])
            elif isinstance(block.value, Embedded):
                key = self._add_file(block.kind, block.value, heading, draft)
                if key is None:
                    continue
                block = Block(block.kind, key)
            draft.blocks.append(block)
        if shaped.has_own_words:
            self.sections.append(draft)
            return
        what = (
            "Title above forms that are pages of their own"
            if shaped.tables
            else "A slide or heading with nothing below it"
        )
        self._odd(what, shaped.title, shaped.place)
        for note in draft.notes:
            self._odd("Words for the speaker", note.text, note.place)

    def finished(self) -> DraftSet:
        """The pack first, then what the sections refer to, then the sections."""
        lines = [line.text for line in self.outline.title_lines]
        titles = [self.outline.title, *lines]
        pack = [_pack_draft(titles, self.sections)] if self.sections else []
        own = titles if self.set.source.has_own_title else lines
        for title in own:
            if not pack or title != pack[0].title:
                what = "Stands on the title page; the version was read here"
                self._odd(what if pack else "Title of the file", title)
        self.set.drafts = [*pack, *self.files.values(), *self.tables.values(), *self.sections]
        return self.set

    def _odd(self, what: str, text: str = "", place: str = "") -> None:
        self.set.warnings.append(ImportWarning(what, text, place))

    def _free_key(self, key: str, taken: Collection[Draft | str]) -> str:
        keys = {item if isinstance(item, str) else item.key for item in taken}
        number, free = 1, key
        while free in keys:
            number += 1
            free = f"{key}#{number}"
        return free

    def _add_table(self, known: KnownTable, place: str) -> str:
        match = known.match
        labels = "\n".join(label for label, _ in known.table.pairs if label)
        what = f"Labels of the {match.kind} “{match.title}”, which has the hub's own wording"
        self._odd(what, labels, known.table.place or place)
        twin = self.tables.get(match.key)
        if twin is not None and twin.match == match:
            words = "\n".join(value for _, value in known.table.pairs if value)
            self._odd(f"The {match.kind} “{match.title}” stands in the source again", words, place)
            return match.key
        key = self._free_key(match.key, self.tables)
        self.tables[key] = Draft(
            key,
            "table",
            match.title,
            known.table.place or place,
            match=replace(match, key=key),
            intro=known.intro,
        )
        return key

    def _add_file(self, kind: str, file: Embedded, heading: str, section: Draft) -> str | None:
        """Key of the file's draft, or None when the library does not keep such files."""
        is_elsewhere = kind == "video" and not file.data
        if is_elsewhere and not file.title:
            file = replace(file, title=heading)
        if kind == "document" and file.extension not in self.kept_files:
            self._odd(
                f"An embedded file of a kind that the hub does not keep ({file.extension})",
                file.title,
                file.place,
            )
            return None
        if kind == "image" and not _is_picture(file.data):
            self._odd("A picture that cannot be opened", file.alt, file.place)
            return None
        if kind == "video":
            title = short_title(file.title or heading)
            section.film_titles.append(title)
            key = f"video:{normalised(title)}"
            twin = self.files.get(key)
            if twin is not None and twin.file is not None and twin.file.digest != file.digest:
                key = self._free_key(key, self.files)
        else:
            title = short_title(file.title or _title_inside(file) or heading)
            key = f"{kind}:{file.digest}"
        if kind == "image" and not file.alt:
            self._odd("A picture without a text for people who cannot see it", "", file.place)
        if key not in self.files:
            poster = file.poster
            if poster is not None and _is_picture(poster.data):
                still = f"image:{poster.digest}"
                name = f"Still of {title}"
                self.files.setdefault(still, Draft(still, "image", name, file.place, file=poster))
            self.files[key] = Draft(key, kind, title, file.place, file=file)
        return key


def _is_picture(data: bytes) -> bool:
    """Whether it is a picture of a bearable number of pixels."""
    try:
        with Image.open(io.BytesIO(data)) as picture:
            width, height = picture.size
            picture.verify()
    except Exception:
        # Pillow raises a different error for every way in which a picture can be broken.
        return False
    return width * height <= MOST_PIXELS


def _title_inside(file: Embedded) -> str:
    """What an embedded Word file calls itself; "" where it cannot be read."""
    if file.extension != ".docx":
        return ""
    try:
        return read_word(file.data, "").title
    except Exception:
        # Whatever is wrong with the embedded file, it is kept as it is.
        return ""


def _pack_draft(titles: list[str], sections: list[Draft]) -> Draft:
    said = " ".join(titles)
    version, month = _VERSION.search(said), _MONTH.search(said)
    mail = next((found for section in sections[:1] if (found := _MAIL.search(section.text))), None)
    address = mail[0] if mail and _WHOLE_MAIL.match(mail[0]) else ""
    return Draft(
        "pack",
        "pack",
        short_title(titles[0]),
        version=version[1][:20] if version else "",
        version_date=(
            datetime.date(int(month[2]), _MONTHS.index(month[1].lower()) + 1, 1) if month else None
        ),
        feedback_email=address,
    )
