"""What a picture of the demo is: a title, a description in words, and the code that draws it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from knowledge.demo.drawings.canvas import Canvas


@dataclass(frozen=True)
class Picture:
    """A picture, drawn when its content is asked for."""

    key: str
    title: str
    description: str
    """What somebody who cannot see it is told; at most 255 characters."""
    draw: Callable[[Canvas], None]
    width: int = 800
    """Words drawn at 36 on a sheet of 800 can still be read on a phone."""
    height: int = 600

    @property
    def filename(self) -> str:
        """The name of its file."""
        return f"{self.key}.png"

    @property
    def fields(self) -> dict[str, object]:
        """What its row says beside the title."""
        return {"description": self.description}

    def content(self) -> bytes:
        """The picture as PNG."""
        canvas = Canvas(self.width, self.height)
        self.draw(canvas)
        return canvas.png()
