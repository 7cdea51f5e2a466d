"""Makes again what lies beside it: the clip with its captions, and the papers of the tools as PDF.

Run by hand after a change, from the project's root, where `ffmpeg`, `espeak-ng` and WeasyPrint are:
`PYTHONPATH=.:site DJANGO_SETTINGS_MODULE=config.settings.dev python knowledge/demo/files/make_files.py`
"""

from __future__ import annotations

import io
import subprocess
import tempfile
import wave
from collections.abc import Callable
from pathlib import Path

import django
from PIL import Image

django.setup()

from knowledge.demo.drawings import canvas as c  # noqa: E402
from knowledge.demo.drawings.canvas import Canvas  # noqa: E402
from knowledge.demo.drawings.diagrams import clip_poster, ladder, pack_map  # noqa: E402
from knowledge.demo.papers import PAPERS  # noqa: E402
from knowledge.demo.papers.writing import paper_html  # noqa: E402
from knowledge.typesetting.folder import DOCUMENT  # noqa: E402
from knowledge.typesetting.setting import set_document  # noqa: E402

HERE = Path(__file__).parent
PAUSE = 0.35
"""Seconds of silence after each sentence."""


def section(s: Canvas) -> None:
    s.text(600, 90, "A section", 54, c.BLUE, bold=True)
    s.box(120, 150, 280, 440, c.WHITE, c.TEAL, 14, 4)
    s.text(260, 200, "On this page", 32, c.TEAL, bold=True)
    for at in range(4):
        s.box(150, 250 + at * 75, 220, 40, c.MINT, "", 8)
    for at in range(7):
        s.box(450, 170 + at * 60, 630 - (at % 3) * 90, 32, c.WHITE, "", 8)


def search(s: Canvas) -> None:
    s.text(600, 110, "Search", 54, c.BLUE, bold=True)
    s.box(150, 220, 760, 110, c.WHITE, c.INK, 14, 4)
    s.text(190, 275, "peer support", 44, align="left")
    s.box(930, 220, 130, 110, c.BLUE, "", 14)
    s.circle(985, 265, 26, c.BLUE, c.WHITE, 6)
    s.line((1004, 284), (1028, 308), line=c.WHITE, thick=8)
    for at, words in enumerate(("Sections of the pack", "Practice examples", "Inside worksheets")):
        s.box(150, 370 + at * 85, 910, 70, c.SKY, "", 10)
        s.text(190, 405 + at * 85, words, 32, align="left")


def share(s: Canvas) -> None:
    s.text(600, 90, "Share an example", 54, c.PLUM, bold=True)
    steps = (
        "Choose a template",
        "Sign in with a mailed code",
        "Write, save, send",
        "A moderator reads it",
    )
    for at, words in enumerate(steps):
        s.circle(220, 200 + at * 110, 38, c.PLUM)
        s.text(220, 200 + at * 110, str(at + 1), 36, c.WHITE, bold=True)
        s.text(290, 200 + at * 110, words, 42, align="left")


def end(s: Canvas) -> None:
    s.box(0, 0, 1200, 675, c.TEAL, "", 0)
    s.text(600, 300, "Tell us what is missing", 64, c.WHITE, bold=True)
    s.text(600, 420, "Use the feedback link on any page", 40, c.WHITE)


SCENES: tuple[tuple[Callable[[Canvas], None], tuple[str, ...]], ...] = (
    (clip_poster, ("Welcome to the Co-production Hub.", "This short clip shows you round.")),
    (
        pack_map,
        ("The resource pack has five ways in.", "Learn, check, do, share, or show evidence."),
    ),
    (
        section,
        (
            "Each section has a list called On this page.",
            "Choose a heading there to jump to it.",
        ),
    ),
    (
        search,
        (
            "The search box is on every page.",
            "It looks inside worksheets and transcripts as well.",
        ),
    ),
    (ladder, ("On the ladder you find your own rung,", "and the next step up from it.")),
    (
        share,
        (
            "Did you do something worth telling?",
            "Choose Share an example, and a template.",
            "You sign in with a code that we mail to you.",
            "A moderator from your region reads it first.",
        ),
    ),
    (
        end,
        ("Something missing? Tell us on any page.", "Thank you for making care together."),
    ),
)


def run(*command: str) -> None:
    subprocess.run(command, check=True)  # noqa: S603 - our own words


def speak(words: str, folder: Path) -> tuple[bytes, int, float]:
    """A sentence as samples, their rate, and how many seconds it takes."""
    file = folder / "said.wav"
    spoken = words.replace("Co-production", "Co production")
    run("espeak-ng", "-v", "en-gb", "-s", "150", "-w", str(file), spoken)
    with wave.open(str(file)) as said:
        rate, frames = said.getframerate(), said.getnframes()
        return said.readframes(frames), rate, frames / rate


def frame(draw: Callable[[Canvas], None]) -> Image.Image:
    """A drawing on a wide sheet, whatever its own shape."""
    sheet = Canvas(800, 600) if draw in (pack_map, ladder) else Canvas(1200, 675)
    draw(sheet)
    picture = Image.open(io.BytesIO(sheet.png())).convert("RGB")
    wide = Image.new("RGB", (1200, 675), c.PAPER)
    wide.paste(picture, ((1200 - picture.width) // 2, (675 - picture.height) // 2))
    return wide


def stamp(seconds: float) -> str:
    """A time as WebVTT writes it."""
    return f"{int(seconds // 3600):02}:{int(seconds % 3600 // 60):02}:{seconds % 60:06.3f}"


def make_clip(folder: Path) -> None:
    """The clip and its captions."""
    samples, now, rate = b"", 0.0, 0
    cues: list[str] = []
    slides: list[str] = []
    for at, (draw, lines) in enumerate(SCENES):
        began = now
        frame(draw).save(folder / f"{at}.png")
        for line in lines:
            said, rate, seconds = speak(line, folder)
            samples += said + b"\0\0" * int(rate * PAUSE)
            ends = now + seconds + PAUSE
            cues.append(f"{len(cues) + 1}\n{stamp(now)} --> {stamp(ends - 0.05)}\n{line}\n")
            now = ends
        slides.append(f"file '{at}.png'\nduration {now - began:.3f}\n")
    (folder / "slides.txt").write_text("".join([*slides, f"file '{len(SCENES) - 1}.png'\n"]))
    with wave.open(str(folder / "voice.wav"), "wb") as voice:
        voice.setnchannels(1)
        voice.setsampwidth(2)
        voice.setframerate(rate)
        voice.writeframes(samples)
    note = "NOTE Captions of a demo clip of the project’s own making. The voice is a computer’s."
    captions = "\n".join(["WEBVTT\n", f"{note}\n", *cues])
    (HERE / "find-your-way-round.vtt").write_text(captions, encoding="utf-8")
    run(
        *["ffmpeg", "-v", "error", "-y", "-f", "concat", "-i", str(folder / "slides.txt")],
        *["-i", str(folder / "voice.wav"), "-vf", "fps=2,scale=854:480,format=yuv420p"],
        *["-c:v", "libx264", "-profile:v", "baseline", "-preset", "veryslow"],
        *["-tune", "stillimage", "-crf", "33", "-g", "60"],
        *["-c:a", "aac", "-b:a", "18k", "-ar", "16000", "-t", f"{now:.1f}"],
        *["-movflags", "+faststart", "-metadata", "title=How to find your way round the hub"],
        *["-metadata", "comment=Demo clip made for the Co-production Hub"],
        str(HERE / "find-your-way-round.mp4"),
    )


def make_papers(folder: Path) -> None:
    """Each paper of a tool as PDF, set as the hub sets everything else."""
    for paper in PAPERS:
        (folder / DOCUMENT).write_text(paper_html(paper), encoding="utf-8")
        made = set_document(folder, "pdf", foot=paper.title, step=lambda _: None)
        (HERE / paper.pdf_name).write_bytes(made.read_bytes())


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        make_clip(Path(folder))
        make_papers(Path(folder))
