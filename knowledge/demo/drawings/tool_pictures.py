"""One picture for each co-creation tool, showing how the group sits or what it makes."""

from __future__ import annotations

import math

from knowledge.demo.drawings import canvas as c
from knowledge.demo.drawings.canvas import Canvas
from knowledge.demo.drawings.pictures import Picture


def q_sort(s: Canvas) -> None:
    for column, height in enumerate((1, 2, 3, 4, 3, 2, 1)):
        for row in range(height):
            fill = (c.ROSE, c.ROSE, c.WHITE, c.WHITE, c.WHITE, c.MINT, c.MINT)[column]
            s.box(150 + column * 130, 470 - row * 100, 115, 85, fill, c.INK, 8)
    s.text(270, 615, "Least like us", 50, c.INK)
    s.text(930, 615, "Most like us", 50, c.INK)
    s.arrow((450, 615), (740, 615), c.INK)


def role_play(s: Canvas) -> None:
    s.shape([(300, 420), (900, 420), (1000, 540), (200, 540)], c.AMBER, c.INK)
    s.person(480, 460, 105, c.PLUM, 3)
    s.person(720, 460, 105, c.BLUE, 1)
    s.box(90, 60, 480, 160, c.WHITE, c.PLUM, 40)
    s.text(330, 140, "I have a question", 50)
    s.shape([(440, 218), (480, 218), (474, 268)], c.WHITE, c.PLUM)
    s.box(630, 60, 480, 160, c.WHITE, c.TEAL, 40)
    s.text(870, 140, "Tell me more", 50)
    s.shape([(720, 218), (760, 218), (728, 268)], c.WHITE, c.TEAL)
    for at, x in enumerate(range(250, 1000, 116)):
        s.person(x, 655, 52, (c.BLUE, c.TEAL, c.PLUM)[at % 3], at)


def cube(s: Canvas, x: float, y: float, size: float, front: str, top: str, side: str) -> None:
    depth = size * 0.45
    s.shape([(x, y), (x + size, y), (x + size, y + size), (x, y + size)], front, c.INK)
    s.shape(
        [(x, y), (x + depth, y - depth), (x + size + depth, y - depth), (x + size, y)], top, c.INK
    )
    s.shape(
        [
            (x + size, y),
            (x + size + depth, y - depth),
            (x + size + depth, y + size - depth),
            (x + size, y + size),
        ],
        side,
        c.INK,
    )


def story_cubes(s: Canvas) -> None:
    cube(s, 130, 270, 220, c.SKY, c.WHITE, c.PAPER)
    s.circle(240, 350, 45, c.AMBER, c.INK)
    s.shape([(160, 460), (240, 410), (320, 460)], c.TEAL)
    cube(s, 490, 270, 220, c.MINT, c.WHITE, c.PAPER)
    s.person(600, 440, 78, c.PLUM, 2)
    cube(s, 850, 270, 220, c.LILAC, c.WHITE, c.PAPER)
    s.box(910, 380, 100, 80, c.BLUE, "", 4)
    s.shape([(895, 380), (1025, 380), (960, 315)], c.PLUM)
    s.text(600, 590, "One story from many pictures", 50)


def fish_bowl(s: Canvas) -> None:
    s.circle(600, 335, 300, c.SKY, c.BLUE, 4)
    s.circle(600, 335, 150, c.WHITE, c.PLUM, 4)
    for at in range(14):
        angle = math.radians(at * 360 / 14)
        s.circle(600 + 235 * math.cos(angle), 335 + 235 * math.sin(angle), 27, c.BLUE)
    for at in range(5):
        angle = math.radians(-90 + at * 72)
        x, y = 600 + 95 * math.cos(angle), 335 + 95 * math.sin(angle)
        s.circle(x, y, 30, c.WHITE if at == 0 else c.PLUM, c.PLUM)
    s.text(160, 335, "Outer circle listens", 50, c.BLUE, 250)
    s.text(1050, 335, "Inner circle talks", 50, c.PLUM, 250)


def sticky_notes(s: Canvas) -> None:
    s.box(120, 60, 960, 500, c.WHITE, c.INK, 10)
    for group, (left, fill) in enumerate(((170, c.AMBER), (490, c.MINT), (810, c.LILAC))):
        s.text(left + 110, 115, ("Time", "Words", "Place")[group], 50, bold=True)
        for at in range(6 - group):
            row, column = divmod(at, 2)
            x, y = left + column * 120, 160 + row * 125
            s.box(x, y, 104, 104, fill, "", 4)
            for line in range(3):
                s.line(
                    (x + 15, y + 30 + line * 22), (x + 85 - line * 12, y + 30 + line * 22), thick=3
                )
    s.text(600, 618, "One thought on each note, then sort", 48)


def pecha_kucha(s: Canvas) -> None:
    for at in range(20):
        row, column = divmod(at, 5)
        fill = (c.SKY, c.MINT, c.LILAC, c.AMBER)[(at + row) % 4]
        s.box(70 + column * 140, 75 + row * 135, 122, 100, fill, c.INK, 8)
        s.text(131 + column * 140, 125 + row * 135, str(at + 1), 48)
    s.circle(960, 300, 150, c.WHITE, c.INK, 6)
    s.shape([(960, 300), (960, 165), (1028, 183), (1077, 232)], c.AMBER)
    s.line((960, 300), (960, 175), thick=8)
    s.line((960, 300), (1077, 232), thick=8)
    s.text(960, 530, "20 seconds each", 50, bold=True)


def the_cube(s: Canvas) -> None:
    sides = ((1, 0, "Who?"), (0, 1, "Rich?"), (1, 1, "Problem"), (2, 1, "Worse?"), (3, 1, "Where?"),
             (1, 2, "Next step?"))  # fmt: skip
    for column, row, words in sides:
        fill = c.AMBER if words == "Problem" else (c.SKY, c.MINT, c.LILAC, c.WHITE)[column]
        s.box(200 + column * 200, 35 + row * 202, 198, 200, fill, c.INK, 4)
        s.text(299 + column * 200, 135 + row * 202, words, 44, width=190)


WIDE = (1200, 675)

TOOL_PICTURES: tuple[Picture, ...] = (
    Picture(
        "tool-q-sort",
        "Q Sort grid",
        "Drawing of sixteen cards in a pyramid of seven columns, from “least like us” on the left to "
        "“most like us” on the right. Most cards lie in the middle.",
        q_sort,
        *WIDE,
    ),
    Picture(
        "tool-role-play",
        "Role Play scene",
        "Drawing of two people on a stage. One says “I have a question”, the other “Tell me more”. A "
        "row of people watches.",
        role_play,
        *WIDE,
    ),
    Picture(
        "tool-story-cubes",
        "Story Cubes",
        "Drawing of three large dice with pictures: a sun over a hill, a person, and a house. Below: "
        "one story from many pictures.",
        story_cubes,
        *WIDE,
    ),
    Picture(
        "tool-fish-bowl",
        "Fish Bowl seats",
        "Plan of two circles of seats. Four people and a free chair in the inner circle talk. Fourteen "
        "people in the outer circle listen.",
        fish_bowl,
        *WIDE,
    ),
    Picture(
        "tool-sticky-notes",
        "Wall of sticky notes",
        "Drawing of a wall with sticky notes sorted under three names: time, words and place.",
        sticky_notes,
        *WIDE,
    ),
    Picture(
        "tool-pecha-kucha",
        "Pecha Kucha",
        "Drawing of twenty small slides in rows, beside a clock that shows 20 seconds each.",
        pecha_kucha,
        *WIDE,
    ),
    Picture(
        "tool-the-cube",
        "The CUbe, unfolded",
        "Drawing of an unfolded paper cube. The middle square says problem. The others ask: who, rich, "
        "worse, where, and next step.",
        the_cube,
        *WIDE,
    ),
)
