"""Wagtail's embed finder for our videos: builds the click-to-load box from the address, asks nobody."""

from __future__ import annotations

from django.template.loader import render_to_string
from wagtail.embeds.exceptions import EmbedUnsupportedProviderException
from wagtail.embeds.finders.base import EmbedFinder

from knowledge.videos.addresses import read_video_address


class ClickToLoadFinder(EmbedFinder):
    """Accepts every address; one it cannot play is refused with a sentence that an editor understands."""

    def accept(self, url: str) -> bool:
        return True

    def find_embed(
        self, url: str, max_width: int | None = None, max_height: int | None = None
    ) -> dict[str, object]:
        address = read_video_address(url)
        if address is None:
            raise EmbedUnsupportedProviderException
        return {
            "title": f"Video on {address.provider}",
            "author_name": "",
            "provider_name": address.provider,
            "type": "video",
            "thumbnail_url": None,
            "width": None,
            "height": None,
            "html": render_to_string("components/video_elsewhere.html", {"address": address}),
        }


embed_finder_class = ClickToLoadFinder
