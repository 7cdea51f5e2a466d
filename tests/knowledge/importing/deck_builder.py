"""Builds a pack of our own with every feature of the real one, as slides and as text.

It stands in where the real pack is absent: the same tests run on both.
"""

from __future__ import annotations

import io
from functools import cache

from docx import Document
from PIL import Image
from pptx import Presentation
from pptx.enum.shapes import PROG_ID
from pptx.util import Inches

TITLE = "North Hills Listening and Shaping Resource Pack"
VERSION = "v0.3 March 2024"
MP4 = b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom" + b"a short film " * 40

RUNGS = (
    ("Together", "Everybody plans, decides and looks back together, from the first day on."),
    ("Designing", "Families shape the service with staff, but the last word lies elsewhere."),
    ("Taking part", "Families may say more than before, where those in charge leave room for it."),
    ("Asking", "Families answer questions in surveys and rarely hear what became of them."),
    ("Telling", "Staff tell families what was decided, and sometimes they say the reasons too."),
    ("Teaching", "Families learn how the service works, and that is all that happens here."),
    ("Forcing", "Families sit through a meeting whose outcome has long been settled by others."),
)
SHORT_RUNGS = tuple(
    (name, text if number % 2 else text.replace("Families", "Parents"))
    for number, (name, text) in enumerate(RUNGS)
)
PROJECT_LABELS = (
    "Title of project/programme or service area",
    "Aims and objectives",
    "Scope and target audience",
    "Date commenced",
    "Date completed",
    "Stakeholders e.g. • Who? • How identified? • How involved?",
    "Description/additional information",
    "Training or guidance provided to support the co-production process",
    "Evaluation, main impact and outcomes",
    "Learning points e.g. • What went well? • Challenges and resolutions",
    "Future plans e.g. • Review (e.g. after 12 months) • Maintaining relationships",
)
USUAL_LABELS = (
    "Description of co-production topic (e.g. regular conversations with the ward)",
    "Aims and objectives",
    "Scope and target audience",
    "Stakeholders e.g. • Who? • How identified? • How involved?",
    "Description of how work is achieved and works",
    "Training or guidance provided to support the co-production process",
    "Evaluation, main impact and outcomes",
    "Learning points e.g. • What went well? • Challenges and resolutions",
    "Future plans e.g. • Review (e.g. after 12 months) • Maintaining relationships",
)
EXAMPLES = (
    (
        "A feeding plan written with parents",
        "Parents and midwives wrote one plan that both can read, in four languages.",
        "All parents in North Hills and the staff who look after them",
        "May 2022 (lead appointed June 2022)",
        "March 2023",
        "Chair of the partnership, two midwives, a health visitor, a community group",
    ),
    (
        "Walks and talks for new fathers",
        "A weekly walk where fathers meet a peer supporter and hear what else there is.",
        "Fathers in the first year, in the three towns of North Hills",
        "July 2022 – invited October 2022",
        "Due to be looked at again in June 2024",
        "Fathers, a charity, the perinatal team",
    ),
    (
        "A quiet room after loss",
        "Families who had lost a baby chose the place, the light and the words on the door.",
    ),
)
FORM_INTRO = (
    "This template is there to help you share what you learned, and may be used where a scheme "
    "asks for evidence of working together."
)
ROWS = (
    ("Introduction", "2"),
    ("What is shaping together?", "4"),
    ("How do we shape together?", "5-6"),
    ("Gap finder", "7"),
    ("Practice templates", "8-9"),
    ("How to hear people", "12"),
    ("Other resources", "13-14"),
)
INTRODUCTION = (
    "This pack brings useful things together in one place",
    "Use of these resources is optional; please feel free to change them",
    "It is looked at again at least every 6 months",
    "Write to us at pack@example.org",
)
PRINCIPLES = (
    "Begin with a shared purpose",
    "Put it at the heart of the team",
    "Ask the right questions",
    "Turn what you hear into action",
)


def word_file(title: str, labels: tuple[str, ...], values: tuple[str, ...] = ()) -> bytes:
    """A Word form: heading, introduction, table."""
    document = Document()
    document.add_heading(title, 1)
    document.add_paragraph(FORM_INTRO)
    table = document.add_table(rows=0, cols=2)
    for number, label in enumerate(labels):
        cells = table.add_row().cells
        cells[0].text = label
        cells[1].text = values[number] if number < len(values) else ""
    document.add_paragraph("*")
    return saved(document)


def saved(file) -> bytes:
    """The bytes of a presentation or document."""
    stream = io.BytesIO()
    file.save(stream)
    return stream.getvalue()


def picture(colour: str = "#005eb8") -> io.BytesIO:
    """A small PNG."""
    stream = io.BytesIO()
    Image.new("RGB", (40, 30), colour).save(stream, "PNG")
    stream.seek(0)
    return stream


def add_slide(deck, title: str, *paragraphs):
    """A slide with a title and lines; a line may be a list of (words, address) runs."""
    slide = deck.slides.add_slide(deck.slide_layouts[1 if paragraphs else 5])
    slide.shapes.title.text = title
    if paragraphs:
        frame = slide.placeholders[1].text_frame
        for number, line in enumerate(paragraphs):
            paragraph = frame.paragraphs[0] if not number else frame.add_paragraph()
            for run in [(line, None)] if isinstance(line, str) else line:
                words, address = run
                added = paragraph.add_run()
                added.text = words
                if address:
                    added.hyperlink.address = address
    return slide


def add_table(slide, rows) -> None:
    """A table of those rows."""
    width = max(len(row) for row in rows)
    frame = slide.shapes.add_table(len(rows), width, Inches(1), Inches(2), Inches(8), Inches(3))
    for row, values in enumerate(rows):
        for column, value in enumerate(values):
            frame.table.cell(row, column).text = value


@cache
def build_deck(*, gap_line: str = "Answer the questions as a group.") -> bytes:
    """The pack as slides."""
    deck = Presentation()
    title = deck.slides.add_slide(deck.slide_layouts[0])
    title.shapes.title.text, title.placeholders[1].text = TITLE, VERSION
    add_slide(deck, "Introduction", *INTRODUCTION)
    add_table(add_slide(deck, "Contents"), [("Topic", "Slide/s"), *ROWS])
    add_slide(
        deck,
        "What is shaping together?",
        "Shaping together means that families and staff share power when they plan a service.",
        [("The ", None), ("Hills Foundation", "#"), (" names three parts of it as:", None)],
        "Seeing people as assets",
        "Building on what they can do",
        "Giving and taking",
    )
    add_slide(
        deck,
        "How do we shape together?",
        "Trust and patience are what it takes",
        [("A model for shaping", "https://hills.example.org/model"), (" by our neighbours", None)],
    )
    ladder = ["The steps of shaping", "Which step are you on today?"]
    for number, (name, text) in enumerate(RUNGS):
        ladder += [f"{7 - number} {name}", text]
    ladder.append("SHAPING: it takes its time")
    for name, text in SHORT_RUNGS:
        ladder += [name, text]
    slide = add_slide(deck, "How do we shape together?", *ladder)
    slide.notes_slide.notes_text_frame.text = "Remind the group to take a break before this one."
    add_slide(
        deck,
        "Gap finder",
        "A tool that helps a team to see where it stands and what comes next.",
        [
            ("It can be found through this link ", None),
            ("the finder", "https://gap.example.org/go"),
        ],
        gap_line,
    )
    add_slide(deck, "Practice templates", "These templates help you share what you learned")
    for heading, labels in (("For projects", PROJECT_LABELS), ("For daily work", USUAL_LABELS)):
        slide = add_slide(deck, heading)
        add_table(slide, [(label, "") for label in labels])
        form = word_file(f"Practice example template: {heading}", labels)
        slide.shapes.add_ole_object(
            io.BytesIO(form), PROG_ID.DOCX, Inches(8), Inches(6), Inches(1), Inches(1)
        )
    for example in EXAMPLES:
        slide = add_slide(deck, "Practice example – projects")
        add_table(slide, list(zip(PROJECT_LABELS, example, strict=False)))
    add_slide(deck, "Thank you for sharing", "A closing bullet of the forms")
    add_slide(
        deck,
        "The Hills Trust – Listening well: How to hear people",
        [("Listening well (hills.example)", "https://hills.example")],
        "This guide is about:",
        "hearing what is not said",
        "coming back with an answer",
    )
    add_slide(
        deck,
        "Principles to work by",
        "Following these principles helps everybody to be heard from the very start.",
        *PRINCIPLES,
    )
    films = add_slide(deck, "Other resources", "A film about the first year", "A network of peers")
    for number in (1, 2, 3):
        film = films.shapes.add_movie(
            io.BytesIO(MP4), Inches(number), Inches(5), Inches(1), Inches(1),
            poster_frame_image=picture("#330072"), mime_type="video/mp4",
        )  # fmt: skip
        film.name = f"Session {number}"
    add_slide(
        deck,
        "Other resources",
        [("Welcome to the circle", "https://circle.example/"), (" a community of peers", None)],
        "A factsheet of our neighbours",
    )
    return saved(deck)


@cache
def build_text(*, gap_line: str = "Answer the questions as a group.") -> bytes:
    """The same pack as text."""
    lines = ["", TITLE, "", VERSION, "", "Introduction", ""]
    lines += [f"- {line}" for line in INTRODUCTION]
    lines += ["", "Contents", "", "Topic\tSlide/s", *("\t".join(row) for row in ROWS), ""]
    lines += [
        "What is shaping together?",
        "",
        "Shaping together means that families and staff share power when they plan a service.",
        "",
        "The [Hills Foundation](#) names three parts of it as:",
        "",
        "- Seeing people as assets",
        "- Building on what they can do",
        "- Giving and taking",
        "",
        "How do we shape together?",
        "",
        "- Trust and patience are what it takes",
        "- [A model for shaping](https://hills.example.org/model) by our neighbours",
        "",
        "How do we shape together?",
        "",
        "The steps of shaping",
        "Which step are you on today?",
        "",
    ]
    for number, (name, text) in enumerate(RUNGS):
        lines += [f"{7 - number} {name}", text, ""]
    lines += ["SHAPING: it takes its time", ""]
    for name, text in SHORT_RUNGS:
        lines += [name, text, ""]
    lines += [
        "Gap finder",
        "",
        "A tool that helps a team to see where it stands and what comes next.",
        "",
        "It can be found through this link [the finder](https://gap.example.org/go)",
        "",
        gap_line,
        "",
        "Practice templates",
        "",
        "- These templates help you share what you learned",
        "",
    ]
    for heading, labels in (("For projects", PROJECT_LABELS), ("For daily work", USUAL_LABELS)):
        lines += [heading, "", f"Practice example template: {heading}", "", FORM_INTRO, ""]
        lines += [f"{_as_list(label)}\t" for label in labels]
        lines += ["", "*", ""]
    for example in EXAMPLES:
        lines += ["Practice example – projects *", ""]
        lines += [
            f"{_as_list(label)}\t{value}"
            for label, value in zip(PROJECT_LABELS, example, strict=False)
        ]
        lines.append("")
    lines += [
        "Thank you for sharing",
        "",
        "- A closing bullet of the forms",
        "",
        "The Hills Trust – Listening well",
        "",
        "How to hear people",
        "",
        "- [Listening well \\(hills.example\\)](https://hills.example)",
        "- This guide is about:",
        "  - hearing what is not said",
        "  - coming back with an answer",
        "",
        "Principles to work by",
        "",
        "Following these principles helps everybody to be heard from the very start.",
        "",
    ]
    for number, principle in enumerate(PRINCIPLES, start=1):
        lines += [str(number), "", principle, ""]
    lines += ["Other resources", "", "A film about the first year", "", "A network of peers", ""]
    for number in (1, 2, 3):
        lines += [f"Session {number}", "", "*", ""]
    lines += [
        "Other resources",
        "",
        "- [Welcome to the circle](https://circle.example/) a community of peers",
        "- A factsheet of our neighbours",
    ]
    return "\n".join(lines).encode()


def _as_list(label: str) -> str:
    """A label with its prompts as the text of a deck writes them."""
    first, *prompts = label.split(" • ")
    if not prompts:
        return label
    items = " ".join(f"• {prompt}" for prompt in prompts)
    return f'{first} <ul style="list-style-type: none"> {items} </ul>'
