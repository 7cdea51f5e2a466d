"""Fills the stock site: so many pages, each with so much in it and so long a menu. The same each time."""

from __future__ import annotations

import io
import json
import random

from django.core.files.images import ImageFile
from PIL import Image as Picture
from wagtail.images import get_image_model
from wagtail.models import Page, Site

from articles.models import ArticlePage

WORDS = [
    "people",
    "who",
    "use",
    "services",
    "and",
    "people",
    "who",
    "run",
    "them",
    "plan",
    "provide",
    "and",
    "check",
    "care",
    "together",
]


def fill(*, pages: int, menu: int, blocks: int, words: int) -> None:
    """The first `menu` of the pages stand in the menu, all others below the first; each has one picture."""
    chance = random.Random(1)  # noqa: S311 - no secret
    home = Site.objects.get().root_page
    file = io.BytesIO()
    Picture.effect_noise((1200, 800), 60).convert("RGB").save(file, "JPEG")
    file.seek(0)
    image = get_image_model().objects.create(
        title="A picture", file=ImageFile(file, name="picture.jpg")
    )
    first: ArticlePage | None = None
    for number in range(pages):
        page = ArticlePage(
            title=f"Article {number}",
            slug=f"article-{number}",
            show_in_menus=number < menu,
            body=_body(chance, image.pk, blocks, words, home.pk),
        )
        # In the tree as it is now: adding a page moves what its parent knows of itself.
        parent = home.pk if first is None or number < menu else first.pk
        Page.objects.get(pk=parent).add_child(instance=page)
        first = first or page
        page.save_revision().publish()


def _body(chance: random.Random, image: int, blocks: int, words: int, linked: int) -> str:
    """A heading and a paragraph by turns, with a link in each, and the picture in the middle."""
    paragraphs = max(1, (blocks - 1) // 2)
    body: list[dict[str, object]] = []
    for number in range(paragraphs):
        text = " ".join(chance.choices(WORDS, k=max(1, words // paragraphs)))
        link = f'<a linktype="page" id="{linked}">home</a>'
        body += [
            {"type": "heading", "value": f"Part {number}"},
            {"type": "paragraph", "value": f"<p>{text} {link}.</p>"},
        ]
    picture = {"image": image, "alt_text": "A picture", "decorative": False}
    body.insert(paragraphs, {"type": "image", "value": picture})
    return json.dumps(body)
