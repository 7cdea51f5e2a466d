"""The seven co-creation tools, with steps that are our own."""

from __future__ import annotations

import json

from knowledge.demo.blocks import Ref, callout, demo_id, heading, image, text
from knowledge.demo.specs import DemoPage

Steps = tuple[tuple[str, str], ...]


def a_tool(
    slug: str,
    title: str,
    summary: str,
    purpose: str,
    needs: str,
    steps: Steps,
    tip: str,
    *,
    choose: tuple[str, int, int, int | None],
    minutes: tuple[int, ...],
    room: str,
    on_screen: str = "",
    topics: tuple[str, ...] = (),
) -> DemoPage:
    """A tool: what it is for, what you need, how it goes, and what makes it work for everybody.

    `choose` is its purpose, minutes, and the smallest and largest group; `minutes` are those of its steps.
    """
    fields = {
        **dict(zip(("purpose", "minutes", "people_from", "people_to"), choose, strict=True)),
        "publisher": Ref("organisation", "co-creating-welfare"),
        "video": Ref("page", f"video-{slug}"),
        "handout": Ref("document", f"{slug}-handout-word"),
        "handout_pdf": Ref("document", f"{slug}-handout"),
        "worksheet": Ref("document", f"{slug}-worksheet-word"),
        "worksheet_pdf": Ref("document", f"{slug}-worksheet"),
        "room": room,
        "on_screen": on_screen,
        "steps": json.dumps(
            [
                {
                    "type": "step",
                    "id": str(demo_id(f"step/{slug}/{name}")),
                    "value": {"title": name, "minutes": long, "text": words},
                }
                for (name, words), long in zip(steps, minutes, strict=True)
            ]
        ),
    }
    return DemoPage(
        model="knowledge.ToolPage",
        slug=slug,
        title=title,
        parent="tools",
        summary=summary,
        topics=("facilitation", *topics),
        audiences=("voices-members", "staff"),
        rungs=(6, 7),
        fields=fields,
        body=(
            image(f"tool-{slug}"),
            heading("What it is for"),
            text(purpose),
            heading("What you need"),
            text(needs),
            text(
                "The papers that come with this page are the hub’s own. They are not the project’s."
            ),
            callout("So that everybody can take part", tip),
            heading("Where it comes from"),
            text(
                f"""
                {title} is one of seven tools that the Co-Creating Welfare project put together. The steps
                on this page are our own short version. The project’s [video](page:video-{slug}) shows
                how they do it.
                """
            ),
        ),
    )


TOOL_PAGES = (
    DemoPage(
        model="knowledge.ToolIndexPage",
        slug="tools",
        title="Co-creation tools",
        parent="home",
        region="south-east",
        summary="Seven group activities from the Co-Creating Welfare project, with worksheets.",
        in_menu=True,
        body=(
            text(
                """
                Each tool is an activity for a group. Choose by what you want: to understand a problem, to
                hear everybody, or to find ideas.
                """
            ),
        ),
    ),
    a_tool(
        "q-sort",
        "Q Sort",
        "Sort statements into a pyramid, as a group, until you agree what the problem is.",
        """
        Q Sort lets a group feel what it is like to work together. At the end it has put its problem into
        words. People sort cards with statements, from “least like us” to “most like us”. The talk on the
        way is what counts.
        """,
        """
        - 4 to 6 people at each table.
        - 16 cards with one statement each. The [handout](document:q-sort-handout) has a set to cut out.
        - A sorting grid: see the [worksheet](document:q-sort-worksheet).
        - About 45 minutes.
        """,
        (
            ("Read", "Each person reads the cards alone and picks the two that feel strongest."),
            (
                "Sort",
                "Lay all cards on the grid together. Few fit at the ends, most in the middle.",
            ),
            ("Swap", "Anyone may move a card, but must say why. The group answers."),
            ("Name it", "Look at the two ends. Write the problem down in one sentence."),
            ("Compare", "Tables read their sentences to each other and note what differs."),
        ),
        "Print large cards. Read each card aloud once, so that nobody has to say that reading is hard.",
        choose=("understand", 45, 4, None),
        minutes=(5, 15, 10, 10, 5),
        room="Tables for four to six people, each with space for the grid.",
        on_screen="q-sort",
        topics=("self-assessment",),
    ),
    a_tool(
        "role-play",
        "Role Play",
        "Act out a real challenge, stop, change it, and collect ideas to solve it.",
        """
        Role Play lets people feel how ideas and knowledge can be gathered for one concrete problem. You
        play a short scene. The others watch for the moment when it could go another way.
        """,
        """
        - 5 to 12 people.
        - A short scene that is made up, so that nobody plays their own story.
        - Chairs, and one person who leads.
        - The [worksheet](document:role-play-worksheet) for those who watch.
        - About 40 minutes.
        """,
        (
            ("Choose a scene", "For instance: a first visit, and a question that is not heard."),
            (
                "Give out roles",
                "Let people choose. Staff may play parents, and parents may play staff.",
            ),
            ("Play", "Three minutes are enough. The others note when the mood changes."),
            ("Stop and change", "Anybody may call “stop” and try another line."),
            ("Step out", "Each player says their own name, and how the role felt."),
            ("Collect", "Write down every idea that helped. Choose two to try in real life."),
        ),
        "Nobody has to act. Watching and writing are roles too. Have somebody to talk to afterwards.",
        choose=("ideas", 40, 5, 12),
        minutes=(5, 5, 5, 10, 5, 10),
        room="An open space in the middle, and chairs around it.",
        topics=("listening",),
    ),
    a_tool(
        "story-cubes",
        "Story Cubes",
        "Roll dice with pictures and tell one story together about a challenge or its solution.",
        """
        Story Cubes help a group to make a story that all of them share. The story is about a challenge, or
        about how it was solved. Pictures make it easier to say what is hard to say.
        """,
        """
        - 3 to 6 people.
        - Dice with pictures. Or make paper cubes from the [worksheet](document:story-cubes-worksheet).
        - About 30 minutes.
        """,
        (
            ("Set the theme", "For instance: “the day we went home with our baby”."),
            ("Roll", "Roll all cubes. Everybody looks, nobody speaks yet."),
            ("Tell", "One person begins with one picture. The next goes on, until all are used."),
            ("Tell again", "The same theme, but now it goes well. What is different?"),
            ("Keep it", "Write down the turning point in one sentence."),
        ),
        "Describe each picture aloud. People may draw, or use their first language, and explain later.",
        choose=("understand", 30, 3, 6),
        minutes=(3, 2, 10, 10, 5),
        room="One table for each group, where all can reach the dice.",
        on_screen="story-cubes",
        topics=("listening",),
    ),
    a_tool(
        "fish-bowl",
        "Fish Bowl",
        "A small circle talks while a large one listens. Then they change places.",
        """
        In a Fish Bowl a group solves a problem together, and really listens on the way. A few people sit
        in the middle and talk. The others sit around them and are silent.
        """,
        """
        - 8 to 30 people.
        - Two circles of chairs, with one free chair in the inner circle.
        - The [worksheet](document:fish-bowl-worksheet) for those who listen.
        - About 60 minutes.
        """,
        (
            ("Ask one question", "Write it where everybody can see it."),
            ("Talk in the middle", "Parents begin. Staff sit outside and only listen."),
            ("Use the free chair", "Whoever wants to add something sits down there for a while."),
            ("Change places", "Now staff sit in the middle and say what they heard."),
            ("Agree", "Together, choose one thing to do before the next meeting."),
        ),
        "Check that the inner circle can be heard at the back. A wheelchair needs room in both circles.",
        choose=("hear", 60, 8, 30),
        minutes=(5, 20, 10, 20, 5),
        room="Two circles of chairs, with one free chair in the inner circle.",
        topics=("listening",),
    ),
    a_tool(
        "sticky-notes",
        "Sticky Notes",
        "Write one thought on each note, sort them, and see what the group already knows.",
        """
        Sticky Notes show how much a group knows already. Everybody writes, so quiet people count as much
        as loud ones.
        """,
        """
        - 4 to 20 people.
        - Sticky notes in two colours, thick pens, and a wall.
        - The [worksheet](document:sticky-notes-worksheet), to keep what the wall said.
        - About 30 minutes.
        """,
        (
            ("Ask", "Put one open question on the wall."),
            ("Write in silence", "Five minutes. One thought on each note."),
            ("Stick and read", "Each person sticks up a note and reads it aloud."),
            ("Group", "Move notes that belong together. Give each group a name."),
            ("Vote", "Everybody has three dots. The groups with most dots come first."),
        ),
        "Offer to write for others. Online, the wall on this site works with a keyboard and a screen reader.",
        choose=("hear", 30, 4, 20),
        on_screen="sticky-notes",
        minutes=(2, 5, 8, 10, 5),
        room="A wall or a large window, and space to stand in front of it.",
    ),
    a_tool(
        "pecha-kucha",
        "Pecha Kucha",
        "A lively way to present: 20 pictures, 20 seconds each.",
        """
        Pecha Kucha is a way of presenting that keeps moving. The classic form has 20 pictures of 20
        seconds. It is over in under seven minutes, so several people get a turn.
        """,
        """
        - 2 to 6 speakers and any number of listeners.
        - A screen, and slides that move on by themselves.
        - The [worksheet](document:pecha-kucha-worksheet) to plan each talk.
        - About 7 minutes for each speaker.
        """,
        (
            ("Choose one message", "What should people still know tomorrow?"),
            ("Find pictures", "Few words, or none. Use only pictures that you may show."),
            ("Practise aloud", "Twenty seconds are two or three sentences."),
            ("Present", "The slides go on alone. Nobody interrupts."),
            ("Talk", "After all speakers, talk in pairs about what you heard."),
        ),
        "Say what is on each picture. A shorter form, with 10 pictures, is just as good.",
        choose=("show", 40, 2, None),
        minutes=(5, 10, 8, 7, 10),
        room="A screen that everybody can see, and chairs in rows.",
    ),
    a_tool(
        "the-cube",
        "The CUbe",
        "A creative way to storm for ideas, one side of a cube at a time.",
        """
        The CUbe supports a creative brainstorm. A *brainstorm* means that a group collects ideas fast, and
        judges them later. In our version a cube has six sides, and each side asks a different question.
        """,
        """
        - 4 to 8 people.
        - A paper cube, made from the [worksheet](document:the-cube-worksheet).
        - Paper and pens. About 45 minutes.
        """,
        (
            ("Make the cube", "Cut it out and fold it. Write your problem on the top."),
            ("Roll", "Read the question that comes up."),
            ("Storm", "Three minutes for ideas. Write all of them down. No one says “but”."),
            ("Roll again", "Go on until at least four sides were up."),
            ("Choose", "Each person marks two ideas. Talk about those with most marks."),
        ),
        "Read each question aloud. Let people draw an idea, or say it to somebody who writes.",
        choose=("ideas", 45, 4, 8),
        minutes=(10, 2, 12, 12, 9),
        room="One table for each group, with room to cut and fold.",
    ),
)
