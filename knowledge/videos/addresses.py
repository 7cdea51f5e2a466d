"""Reads a video's address: which provider, which video, which player address. Pure, no requests."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

_ID = re.compile(r"^[A-Za-z0-9_-]{6,20}$")


@dataclass(frozen=True)
class VideoAddress:
    """A video at a provider whose player we may frame."""

    provider: str
    """The provider's name, as the visitor reads it."""
    video_id: str
    player_url: str
    """Address of the player that sets no cookie before the video is played."""
    watch_url: str
    """Address of the video's own page, for the plain link."""

    @property
    def play_url(self) -> str:
        """The player's address, playing, with captions where it has some."""
        captions = "cc_load_policy=1" if self.provider == "YouTube" else "texttrack=en"
        return f"{self.player_url}?autoplay=1&{captions}"

    def watch_from(self, second: int | None) -> str:
        """The video's own page, opening at that second."""
        if not second:
            return self.watch_url
        at = f"&t={second}" if self.provider == "YouTube" else f"#t={second}s"
        return f"{self.watch_url}{at}"


def read_video_address(url: str) -> VideoAddress | None:
    """The provider's video that `url` shows, or None when no provider of ours knows it."""
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").removeprefix("www.").removeprefix("m.")
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"}:
        return None
    path = [p for p in parts.path.split("/") if p]
    if host in {"youtube.com", "youtube-nocookie.com", "youtu.be"}:
        if host == "youtu.be":
            video_id = path[0] if path else ""
        elif path[:1] and path[0] in {"embed", "shorts", "live"}:
            video_id = path[1] if len(path) > 1 else ""
        else:
            video_id = (parse_qs(parts.query).get("v") or [""])[0]
        if _ID.match(video_id):
            return VideoAddress(
                "YouTube",
                video_id,
                f"https://www.youtube-nocookie.com/embed/{video_id}",
                f"https://www.youtube.com/watch?v={video_id}",
            )
    if host in {"vimeo.com", "player.vimeo.com"}:
        video_id = next((p for p in path if p.isdigit()), "")
        if video_id:
            return VideoAddress(
                "Vimeo",
                video_id,
                f"https://player.vimeo.com/video/{video_id}",
                f"https://vimeo.com/{video_id}",
            )
    return None
