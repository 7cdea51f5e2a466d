"""Pictures that explain: the ladder, the six elements, the path from a project to evidence."""

from __future__ import annotations

from knowledge.demo.drawings import canvas as c
from knowledge.demo.drawings.canvas import Canvas
from knowledge.demo.drawings.pictures import Picture


def two_groups(s: Canvas) -> None:
    for at, x in enumerate((110, 200, 290, 510, 600, 690)):
        s.person(x, 250, 66, c.PLUM if at < 3 else c.TEAL, at)
    s.box(50, 280, 700, 80, c.AMBER, c.INK, 40)
    s.text(400, 320, "One table, equal places", 38, bold=True)
    s.text(210, 460, "Families: what it was like", 36, c.PLUM, 280)
    s.text(590, 460, "Staff: how things work", 36, c.TEAL, 280)
    s.arc(400, 180, 70, 200, 340, c.INK, 6)
    s.head((465, 158), 1.25)
    s.arc(400, 150, 70, 20, 160, c.INK, 6)
    s.head((335, 172), -1.9)


def pack_map(s: Canvas) -> None:
    parts = (
        ("Learn", "what, why and how", c.BLUE),
        ("Check", "ladder, gap analysis", c.TEAL),
        ("Do", "seven tools", c.PLUM),
        ("Share", "templates, examples", c.BLUE),
        ("Show", "evidence for schemes", c.TEAL),
    )
    for at, (name, words, fill) in enumerate(parts):
        y = 20 + at * 115
        s.box(40, y, 720, 98, c.WHITE, fill, 18, 4)
        s.circle(100, y + 49, 34, fill)
        s.text(100, y + 49, str(at + 1), 36, c.WHITE, bold=True)
        s.text(160, y + 49, name, 40, fill, align="left", bold=True)
        s.text(325, y + 49, words, 38, align="left")


def six_elements(s: Canvas) -> None:
    names = (
        "People as assets",
        "Their capabilities",
        "Two-way relationships",
        "Peer support",
        "Blurred boundaries",
        "Facilitating",
    )
    for at, name in enumerate(names):
        row, column = divmod(at, 2)
        x, y = 205 + column * 390, 200 + row * 155
        fill, ground = ((c.BLUE, c.SKY), (c.TEAL, c.MINT), (c.PLUM, c.LILAC))[at % 3]
        s.box(x - 180, y - 66, 360, 132, ground, fill, 22)
        s.text(x, y, f"{at + 1}. {name}", 38, c.INK, 320)
    s.box(180, 24, 440, 84, c.WHITE, c.INK, 42, 4)
    s.text(400, 66, "Co-production", 40, bold=True)


def three_gains(s: Canvas) -> None:
    places = (
        (400, 130, "Families", "know more, trust more, gain skills", c.LILAC, c.PLUM),
        (205, 440, "Staff", "learn and work as partners", c.MINT, c.TEAL),
        (595, 440, "Services", "fewer complaints, safer care", c.SKY, c.BLUE),
    )
    s.line((400, 130), (205, 440), (595, 440), (400, 130), thick=5)
    for x, y, name, words, ground, fill in places:
        s.box(x - 180, y - 110, 360, 220, ground, fill, 26, 4)
        s.text(x, y - 58, name, 42, fill, bold=True)
        s.text(x, y + 30, words, 36, c.INK, 320)


def ladder(s: Canvas) -> None:
    names = (
        "Co-production",
        "Co-design",
        "Engagement",
        "Consultation",
        "Informing",
        "Educating",
        "Coercion",
    )
    fills = (c.TEAL, c.TEAL, c.BLUE, c.BLUE, c.BLUE, c.PLUM, c.PLUM)
    s.line((70, 10), (30, 590), thick=14)
    s.line((510, 10), (550, 590), thick=14)
    for at, (name, fill) in enumerate(zip(names, fills, strict=True)):
        y = 22 + at * 81
        s.box(62 - at * 5, y, 456 + at * 10, 62, fill, "", 14)
        s.text(290, y + 31, f"{7 - at}  {name}", 38, c.WHITE, bold=True)
    s.arrow((685, 500), (685, 100), c.TEAL, 10)
    s.text(685, 55, "More power", 34)
    s.text(685, 545, "Less power", 34)


def gap_analysis(s: Canvas) -> None:
    s.box(40, 60, 330, 190, c.LILAC, c.PLUM, 24, 4)
    s.text(205, 155, "Where we are", 40, c.PLUM, 280, bold=True)
    s.box(430, 60, 330, 190, c.MINT, c.TEAL, 24, 4)
    s.text(595, 155, "Where we want to be", 40, c.TEAL, 280, bold=True)
    s.line((205, 250), (205, 320), thick=5)
    s.line((595, 250), (595, 320), thick=5)
    s.box(205, 300, 390, 60, c.AMBER, c.INK, 8)
    s.text(400, 330, "The gap", 38, bold=True)
    s.text(400, 415, "Choose three things to improve", 36)
    s.arrow((640, 500), (160, 500), c.BLUE, 7)
    s.text(400, 550, "Meet again and check", 36, c.BLUE)


def two_templates(s: Canvas) -> None:
    for x, name, fields, words, fill in (
        (30, "Projects and programmes", 11, "begins and ends", c.BLUE),
        (420, "Business as usual", 9, "goes on", c.TEAL),
    ):
        s.box(x, 20, 350, 560, c.WHITE, fill, 14, 4)
        s.box(x, 20, 350, 115, fill, "", 14)
        s.text(x + 175, 77, name, 38, c.WHITE, 310, bold=True)
        for at in range(fields):
            y = 155 + at * 26
            s.box(x + 25, y, 100, 16, c.SKY if fill == c.BLUE else c.MINT, "", 4)
            s.box(x + 138, y, 187, 16, c.PAPER, "", 4)
        s.text(x + 175, 480, f"{fields} fields", 42, fill, bold=True)
        s.text(x + 175, 540, words, 36)


def evidence_path(s: Canvas) -> None:
    steps = (
        ("Work together", "families and staff", c.PLUM),
        ("Write it up", "a practice template", c.BLUE),
        ("Have it checked", "by a moderator", c.BLUE),
        ("Use it as evidence", "for one scheme or more", c.TEAL),
    )
    for at, (name, words, fill) in enumerate(steps):
        y = 15 + at * 148
        s.box(90, y, 620, 118, c.WHITE, fill, 20, 4)
        s.text(400, y + 38, name, 40, fill, bold=True)
        s.text(400, y + 84, words, 36)
        if at < 3:
            s.arrow((400, y + 119), (400, y + 146), c.INK, 6)


def voices_partnership(s: Canvas) -> None:
    groups = (
        (200, 100, "Women and birthing people", c.PLUM),
        (200, 500, "Partners and families", c.PLUM),
        (600, 100, "Midwives and doctors", c.TEAL),
        (600, 500, "People who plan and pay", c.TEAL),
    )
    for x, y, words, fill in groups:
        s.line((x + (60 if x < 400 else -60), y), (400, 295), line=fill, thick=6)
        s.box(x - 180, y - 75, 360, 150, c.WHITE, fill, 24, 4)
        s.text(x, y, words, 38, fill, 310)
    s.box(230, 220, 340, 150, c.AMBER, c.INK, 75, 4)
    s.text(400, 295, "Voices partnership", 40, width=280, bold=True)


def seven_tools(s: Canvas) -> None:
    names = (
        "Q Sort", "Role Play", "Story Cubes", "Fish Bowl", "Sticky Notes", "Pecha Kucha", "The CUbe",
    )  # fmt: skip
    for at, name in enumerate(names):
        row, column = divmod(at, 2)
        x, y = 20 + column * 390 + (195 if at == 6 else 0), 15 + row * 146
        fill, ground = ((c.BLUE, c.SKY), (c.TEAL, c.MINT), (c.PLUM, c.LILAC))[at % 3]
        s.box(x, y, 370, 126, ground, fill, 22, 4)
        s.circle(x + 66, y + 63, 40, fill)
        s.text(x + 66, y + 63, str(at + 1), 40, c.WHITE, bold=True)
        s.text(x + 124, y + 63, name, 38, align="left", bold=True)


def clip_poster(s: Canvas) -> None:
    s.box(0, 0, 1200, 675, c.BLUE, "", 0)
    s.text(600, 220, "How to find your way\nround the hub", 64, c.WHITE, bold=True)
    for at, x in enumerate((150, 290, 430, 770, 910, 1050)):
        s.person(x, 550, 105, (c.AMBER, c.MINT, c.LILAC)[at % 3], at)
    s.circle(600, 440, 78, c.WHITE)
    s.shape([(574, 396), (574, 484), (652, 440)], c.BLUE)
    s.text(600, 600, "A demo clip of our own, with captions", 32, c.WHITE)


WIDE = (1200, 675)

DIAGRAMS: tuple[Picture, ...] = (
    Picture(
        "two-groups",
        "Families and staff at one table",
        "Drawing: three people on the left, marked families: what it was like, and three on the right, "
        "marked staff: how things work, sit at one table with equal places. Arrows lead both ways.",
        two_groups,
    ),
    Picture(
        "pack-map",
        "Five ways into the pack",
        "Diagram of five boxes: 1 Learn what, why and how. 2 Check with the ladder and gap analysis. "
        "3 Do, with seven tools. 4 Share, with templates and examples. 5 Show evidence.",
        pack_map,
    ),
    Picture(
        "six-elements",
        "Six elements of co-production",
        "Diagram: co-production above six boxes: people as assets, their "
        "capabilities, two-way relationships, peer support, blurred boundaries, facilitating. The "
        "list below says more.",
        six_elements,
    ),
    Picture(
        "three-gains",
        "Three groups gain from co-production",
        "Diagram of a triangle. Families know more, trust more and gain skills. Staff learn and work "
        "as partners. Services have fewer complaints and safer care.",
        three_gains,
    ),
    Picture(
        "ladder",
        "The ladder of co-production",
        "Drawing of a ladder with seven rungs, from the top: 7 co-production, 6 co-design, 5 "
        "engagement, 4 consultation, 3 informing, 2 educating, 1 coercion. People have more power "
        "the higher they stand.",
        ladder,
    ),
    Picture(
        "gap-analysis",
        "Gap analysis",
        "Diagram: between where we are and where we want to be lies the gap. Below: choose three "
        "things to improve. An arrow leads back: meet again and check.",
        gap_analysis,
    ),
    Picture(
        "two-templates",
        "Two practice templates",
        "Drawing of two forms. Projects and programmes: 11 fields, begins and ends. Business as usual: "
        "9 fields, goes on.",
        two_templates,
    ),
    Picture(
        "evidence-path",
        "From working together to evidence",
        "Diagram of four steps: families and staff work together; they write it up with a practice "
        "template; a moderator checks it; it is used as evidence for one scheme or more.",
        evidence_path,
    ),
    Picture(
        "voices-partnership",
        "Who meets in a voices partnership",
        "Diagram: a voices partnership in the middle joins four groups: women and birthing people, "
        "partners and families, midwives and doctors, and people who plan and pay for care.",
        voices_partnership,
    ),
    Picture(
        "seven-tools",
        "The seven co-creation tools",
        "Seven tiles: 1 Q Sort, 2 Role Play, 3 Story Cubes, 4 Fish Bowl, 5 Sticky Notes, 6 Pecha "
        "Kucha, 7 The CUbe.",
        seven_tools,
    ),
    Picture(
        "clip-poster",
        "Still of the clip about the hub",
        "Title picture of a video: how to find your way round the hub, a demo clip of our own, with "
        "captions. Six people of many kinds stand beside the sign to play it.",
        clip_poster,
        *WIDE,
    ),
)  # fmt: skip
