"""Joins the plain text of pages to one document: headings below one another, links inside it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from html import escape

from knowledge.typesetting.addresses import PAGE
from knowledge.typesetting.folder import FILE

CONTENTS = 0
"""The number by which links lead to the document's contents."""
LOWEST = 6
_HEADING = re.compile(r"(</?h)([2-6])(?=[ >])")
_ID = re.compile(r' id="([^"]*)"')
_LINK = re.compile(rf'href="{PAGE}(\d+)(?:#([^"]*))?"')
_PICTURE = re.compile(rf'src="{FILE}([0-9a-f]{{64}})"')


@dataclass(frozen=True)
class Part:
    """A page of the document. `level` is 1 for what stands at the top, 0 for one that is the whole document."""

    number: int
    title: str
    level: int
    html: str
    """As `plain_html` makes it; its headings begin with `h2`."""

    @property
    def name(self) -> str:
        """By which links lead to it."""
        return f"p{self.number}"


def places_in(part: Part) -> Iterator[str]:
    """Everything in it that a link can lead to."""
    yield part.name
    for name in _ID.findall(part.html):
        yield f"{part.name}-{name}"


def placed(part: Part, places: Collection[str]) -> str:
    """The part as it stands in the document that has these places."""
    level = min(part.level + 1, LOWEST)
    text = _HEADING.sub(
        lambda found: f"{found[1]}{min(int(found[2]) + level - 1, LOWEST)}", part.html
    )
    text = _ID.sub(lambda found: f' id="{part.name}-{found[1]}"', text)
    text = _LINK.sub(lambda found: f'href="#{_place(found, places)}"', text)
    if not part.level:
        return text
    name = f'id="{part.name}" class="page level-{part.level}"'
    return f"<h{level} {name}>{escape(part.title)}</h{level}>\n{text}\n"


def pictures_in(text: str) -> set[str]:
    """The pictures that it shows, by the hash of their content."""
    return set(_PICTURE.findall(text))


def _place(found: re.Match[str], places: Collection[str]) -> str:
    if int(found[1]) == CONTENTS:
        return "contents"
    exact = f"p{found[1]}-{found[2]}"
    return exact if exact in places else f"p{found[1]}"
