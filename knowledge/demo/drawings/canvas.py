"""A sheet to draw on: smooth edges, few colours with enough contrast, letters that need no font file."""

from __future__ import annotations

import io
import math

from PIL import Image, ImageDraw, ImageFont

SCALE = 2
"""Drawn this much larger and then reduced, which smooths the edges."""

INK = "#212b32"
PAPER = "#f0f4f5"
WHITE = "#ffffff"
BLUE = "#005eb8"
SKY = "#d8e7f5"
TEAL = "#00695f"
MINT = "#d3ece9"
PLUM = "#5c2d7a"
LILAC = "#e6dcee"
AMBER = "#ffd37a"
ROSE = "#f7d5d9"

LOOKS = (
    ("#8d5524", "#212b32", "short"),
    ("#f2c9a5", "#7a3b12", "bun"),
    ("#e0ac69", "#00a499", "scarf"),
    ("#5c3a21", "#212b32", "round"),
    ("#f2c9a5", "#c9c3bb", "short"),
    ("#c68642", "#212b32", "bun"),
)
"""People of many kinds: skin, hair or scarf, and how it is worn."""

Point = tuple[float, float]


class Canvas:
    """A sheet in units of its finished size."""

    def __init__(self, width: int, height: int, ground: str = PAPER) -> None:
        self.width, self.height = width, height
        self._image = Image.new("RGB", (width * SCALE, height * SCALE), ground)
        self._draw = ImageDraw.Draw(self._image)

    def png(self) -> bytes:
        """The sheet as a small PNG."""
        small = self._image.resize((self.width, self.height), Image.Resampling.LANCZOS)
        out = io.BytesIO()
        small.quantize(64, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
        return out.getvalue()

    def box(self, x, y, width, height, fill=WHITE, line="", radius=16, thick=3) -> None:
        """A rounded box by its upper left corner."""
        self._draw.rounded_rectangle(
            [v * SCALE for v in (x, y, x + width, y + height)],
            radius * SCALE,
            fill=fill,
            outline=line or None,
            width=thick * SCALE,
        )

    def circle(self, x, y, radius, fill=WHITE, line="", thick=3) -> None:
        """A circle by its middle."""
        self._draw.ellipse(
            [v * SCALE for v in (x - radius, y - radius, x + radius, y + radius)],
            fill=fill,
            outline=line or None,
            width=thick * SCALE,
        )

    def arc(self, x, y, radius, start, end, line=INK, thick=6) -> None:
        """A part of a circle, in degrees clockwise from three o'clock."""
        self._draw.arc(
            [v * SCALE for v in (x - radius, y - radius, x + radius, y + radius)],
            start,
            end,
            fill=line,
            width=thick * SCALE,
        )

    def shape(self, points: list[Point], fill=WHITE, line="", thick=3) -> None:
        """A polygon."""
        scaled = [(x * SCALE, y * SCALE) for x, y in points]
        self._draw.polygon(scaled, fill=fill, outline=line or None, width=thick * SCALE)

    def line(self, *points: Point, line=INK, thick=4) -> None:
        """Straight lines through the points."""
        self._draw.line(
            [(x * SCALE, y * SCALE) for x, y in points],
            fill=line,
            width=thick * SCALE,
            joint="curve",
        )

    def arrow(self, start: Point, end: Point, line=INK, thick=5) -> None:
        """A line with a head at its end."""
        self.line(start, end, line=line, thick=thick)
        self.head(end, math.atan2(end[1] - start[1], end[0] - start[0]), line)

    def head(self, at: Point, angle: float, fill=INK, size=22) -> None:
        """An arrow's head that points along the angle, in radians."""
        corners = [at]
        for turn in (math.radians(152), math.radians(-152)):
            corners.append(
                (at[0] + size * math.cos(angle + turn), at[1] + size * math.sin(angle + turn))
            )
        self.shape(corners, fill)

    def text(
        self, x, y, words: str, size=28, fill=INK, width=0, align="centre", bold=False
    ) -> None:
        """Words around a middle (or from the left edge), broken into lines of at most `width`."""
        font = ImageFont.load_default(size * SCALE)
        lines = self._lines(words, font, width * SCALE) if width else words.split("\n")
        step = size * 1.25
        top = y - step * (len(lines) - 1) / 2
        for at, words_of_line in enumerate(lines):
            self._draw.text(
                (x * SCALE, (top + at * step) * SCALE),
                words_of_line,
                font=font,
                fill=fill,
                anchor="mm" if align == "centre" else "lm",
                stroke_width=1 if bold else 0,
                stroke_fill=fill,
            )

    def _lines(self, words: str, font, width: float) -> list[str]:
        lines: list[str] = []
        for paragraph in words.split("\n"):
            line = ""
            for word in paragraph.split():
                longer = f"{line} {word}".strip()
                if line and self._draw.textlength(longer, font=font) > width:
                    lines.append(line)
                    line = word
                else:
                    line = longer
            lines.append(line)
        return lines

    def person(self, x, y, size=60, fill=BLUE, look=0) -> None:
        """A person: a head and shoulders, standing on `y`; `look` chooses one of `LOOKS`."""
        skin, hair, style = LOOKS[look % len(LOOKS)]
        head, radius = y - size * 1.25, size * 0.36
        if style == "round":
            self.circle(x, head - radius * 0.25, radius * 1.35, hair)
        left, top, right, bottom = x - size * 0.6, y - size * 0.8, x + size * 0.6, y + size * 0.8
        self._slice(left, top, right, bottom, fill)
        if style == "scarf":
            self.circle(x, head, radius * 1.3, hair)
            self._slice(x - radius * 1.5, head, x + radius * 1.5, head + radius * 3.2, hair)
            self.circle(x, head, radius * 0.85, skin)
            return
        self.circle(x, head, radius, skin)
        if style == "short":
            self._slice(x - radius, head - radius, x + radius, head + radius * 0.4, hair)
        elif style == "bun":
            self.circle(x, head - radius * 1.2, radius * 0.45, hair)
            self._slice(x - radius, head - radius, x + radius, head + radius * 0.4, hair)

    def _slice(self, left, top, right, bottom, fill) -> None:
        """The upper half of an oval."""
        self._draw.pieslice([v * SCALE for v in (left, top, right, bottom)], 180, 360, fill=fill)
