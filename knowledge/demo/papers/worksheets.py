"""The worksheets of the seven tools: what a group writes on."""

from __future__ import annotations

from knowledge.demo.papers.paper import Paper, Part, Table, boxes

TO_DO = "What to do"


def worksheet(key: str, tool: str, purpose: str, steps: tuple[str, ...], *parts: Part) -> Paper:
    """What it is for, what to do, and the tables to fill in."""
    return Paper(key, tool, "worksheet", (purpose,), (Part(TO_DO, steps=steps), *parts))


WORKSHEETS: tuple[Paper, ...] = (
    worksheet(
        "q-sort",
        "Q Sort",
        "Use this sheet to note where your group put each card, and what it agreed on.",
        (
            "Write your names and the date, if you wish.",
            "Write the letter of each card in the column where it ended up.",
            "Fill in the second table when everybody is content with the grid.",
        ),
        Part(
            "Where the cards lie",
            table=boxes(
                ("Column", "Letters of the cards", "Why they are there"),
                (
                    "Least like us (1 card)",
                    "Second column (2 cards)",
                    "Third column (3 cards)",
                    "Middle (4 cards)",
                    "Fifth column (3 cards)",
                    "Sixth column (2 cards)",
                    "Most like us (1 card)",
                ),
            ),
        ),
        Part(
            "What we agreed",
            table=boxes(
                ("Question", "Our answer"),
                (
                    "Which card did we argue about longest?",
                    "What is our problem, in one sentence?",
                    "Whose view is still missing?",
                ),
            ),
        ),
    ),
    worksheet(
        "role-play",
        "Role Play",
        "For those who watch. Note when the scene changes, and what would help.",
        (
            "Read the table before the scene begins, so that you know what to look for.",
            "Write down words and movements. Leave out what you think of the players.",
            "After the scene, fill in the second table together.",
        ),
        Part(
            "What I saw",
            table=boxes(
                ("Moment", "What was said or done", "How the mood changed"),
                (
                    "The beginning",
                    "A question that was not heard",
                    "When somebody called “stop”",
                    "The line that was tried instead",
                    "The end",
                ),
            ),
        ),
        Part(
            "What we try in real life",
            table=boxes(
                ("Question", "First idea", "Second idea"),
                (
                    "What helped in the scene?",
                    "Who can try it, and where?",
                    "What do they need for it?",
                    "When do we ask how it went?",
                ),
            ),
        ),
    ),
    worksheet(
        "story-cubes",
        "Story Cubes",
        "Make five cubes of paper, or use dice and look up the picture in the table.",
        (
            "Roll all five dice at once.",
            "Find each picture: the column is the die, the row is the number.",
            "Tell one story that uses all five pictures.",
        ),
        Part(
            "Pictures for five dice",
            table=Table(
                ("Number", "Who", "Where", "Feeling", "Thing", "Change"),
                (
                    ("One", "a parent", "a kitchen", "hope", "a key", "a door opens"),
                    (
                        "Two",
                        "a midwife",
                        "a ward at night",
                        "worry",
                        "a telephone",
                        "somebody listens",
                    ),
                    (
                        "Three",
                        "a grandmother",
                        "a bus",
                        "pride",
                        "a blanket",
                        "the rule is changed",
                    ),
                    ("Four", "a newborn", "a park", "anger", "a map", "a letter comes"),
                    ("Five", "a doctor", "a waiting room", "relief", "a clock", "two people meet"),
                    ("Six", "a neighbour", "a doorstep", "doubt", "a bridge", "the lights go on"),
                ),
            ),
        ),
        Part(
            "Our story",
            table=boxes(
                ("Part", "What happened"),
                ("The beginning", "The difficulty", "The turning point", "The end we want"),
            ),
        ),
    ),
    worksheet(
        "fish-bowl",
        "Fish Bowl",
        "For those who sit in the outer circle. Listen first, write second.",
        (
            "Write down words that you hear, not what you think of them.",
            "Mark what surprised you.",
            "Keep this sheet by you when you move to the inner circle.",
        ),
        Part(
            "What I heard",
            table=boxes(
                ("Minute", "What was said", "What surprised me"),
                ("First quarter", "Second quarter", "Third quarter", "Last quarter"),
            ),
        ),
        Part(
            "One thing to do",
            table=boxes(
                ("Question", "Our answer"),
                ("What shall we do?", "Who does it?", "By when?", "Who tells the families?"),
            ),
        ),
    ),
    worksheet(
        "sticky-notes",
        "Sticky Notes",
        "Keep what the wall said after the notes are taken down.",
        (
            "Write the question from the wall at the top.",
            "Copy the name of each group of notes into the table, with its dots.",
            "Copy one note of each group word for word. It says more than the name.",
        ),
        Part(
            "What the wall said",
            table=boxes(
                ("Group", "Its name", "Dots", "One note, word for word"),
                ("First", "Second", "Third", "Fourth", "Fifth", "Sixth"),
            ),
        ),
        Part(
            "What comes next",
            table=boxes(
                ("Question", "Our answer"),
                (
                    "What was our question?",
                    "What did we know already?",
                    "What was new to most of us?",
                    "Which group do we begin with?",
                    "Who was not here to write a note?",
                ),
            ),
        ),
    ),
    worksheet(
        "pecha-kucha",
        "Pecha Kucha",
        "Plan your talk: one row is one picture of 20 seconds.",
        (
            "Write your message in one sentence.",
            "Give each row a picture, and the two or three sentences that you say with it.",
            "Read it aloud with a clock. Cross out what does not fit.",
        ),
        Part(
            "My message",
            table=boxes(
                ("Question", "My answer"),
                ("What should people still know tomorrow?", "Who has agreed to be shown?"),
            ),
        ),
        Part(
            "Ten pictures, or the first ten of twenty",
            table=boxes(
                ("Picture", "What is on it", "What I say"),
                (
                    "One",
                    "Two",
                    "Three",
                    "Four",
                    "Five",
                    "Six",
                    "Seven",
                    "Eight",
                    "Nine",
                    "Ten",
                ),
            ),
        ),
    ),
    worksheet(
        "the-cube",
        "The CUbe",
        "Cut out a cube of paper and write one question on each side.",
        (
            "Draw six squares in the shape of a cross: four in a row, one above and one below the "
            "second.",
            "Copy the questions from the table, one on each square. Fold and glue.",
            "Roll, read the question aloud, and collect ideas for three minutes.",
        ),
        Part(
            "Six sides, six questions",
            table=boxes(
                ("Question", "Ideas"),
                (
                    "What exactly is the problem?",
                    "Who feels it most?",
                    "What if money did not matter?",
                    "What would make it worse? Now turn that round.",
                    "What does another ward or town do?",
                    "What is the smallest step for Monday?",
                ),
            ),
        ),
    ),
)
