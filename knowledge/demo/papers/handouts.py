"""Handouts of the tools: how to lead each of them, what to cut out or read aloud, and what to ask afterwards."""

from __future__ import annotations

from knowledge.demo.papers.paper import Paper, Part, Table

LEAD = "Part 1: how to lead it"
AFTERWARDS = "Part 3: questions for afterwards"


def handout(
    key: str,
    tool: str,
    note: str,
    begins: tuple[str, ...],
    lead: Part,
    material: Part,
    afterwards: Part,
) -> Paper:
    """Its three parts: how to lead the activity, its material, and questions for afterwards."""
    return Paper(key, tool, "handout", begins, (lead, material, afterwards), note)


HANDOUTS: tuple[Paper, ...] = (
    handout(
        "q-sort",
        "Q Sort",
        "How to run a Q Sort, with sixteen cards to cut out.",
        (
            "A Q Sort is a way to find out, as a group, what your problem really is. You sort sixteen cards "
            "into a pyramid. The cards that fit you least go to the left. The cards that fit you most go to "
            "the right.",
            "The grid is narrow at both ends. So you cannot say yes to everything. You have to talk, weigh "
            "and choose. That talk is the heart of the activity.",
            "This handout has three parts: how to lead a Q Sort, the sixteen cards, and questions for "
            "afterwards.",
        ),
        Part(
            LEAD,
            steps=(
                "Seat four to six people at each table. Mix service users and staff.",
                "Give each table one set of cards, cut out, and one worksheet with the grid.",
                "Let everybody read for five minutes in silence. Each person picks the two cards that feel "
                "strongest.",
                "Lay the cards on the grid. One card goes at each end, two beside it, then three, and four "
                "in the middle.",
                "Anybody may move a card at any time. Whoever moves it says why.",
                "After half an hour, look at the two ends. Write down the problem in one sentence.",
                "Read the sentences of all tables aloud. Note what is the same and what is not.",
            ),
            after="The leader keeps the time and does not touch the cards. If two people argue, ask a third "
            "one what they saw. Kingfisher rule: whoever has said least speaks first in the next round.",
        ),
        Part(
            "Part 2: sixteen cards to cut out",
            sentences=("Statements about how a service and families work together.",),
            table=Table(
                ("Card", "Statement"),
                (
                    ("A", "Parents help to write our leaflets."),
                    ("B", "We ask for views when the decision is already made."),
                    ("C", "Meetings are at times when parents can come."),
                    ("D", "We pay people for their time and their travel."),
                    ("E", "The same three people always speak for everybody."),
                    ("F", "Staff feel safe to say that something went wrong."),
                    ("G", "Families of babies in neonatal care have a voice here."),
                    ("H", "We tell people what changed because of what they said."),
                    ("I", "Our papers are full of acronyms."),
                    ("J", "Interpreters are booked without anybody having to ask."),
                    ("K", "Fathers and partners are welcome in the room."),
                    ("L", "A survey is the only way in which we listen."),
                    ("M", "Service users take part when we choose new colleagues."),
                    ("N", "We go to people, and do not wait until they come to us."),
                    ("O", "Nobody knows who decides about the money."),
                    ("P", "Complaints teach us something each month."),
                ),
            ),
        ),
        Part(
            AFTERWARDS,
            sentences=("Take ten minutes for these while the grid is still on the table.",),
            points=(
                "Which card moved most often? What does the wandering card tell you?",
                "Did staff and service users begin with the same two cards?",
                "Which card would your newest colleague move?",
                "What is one small thing that would push a card to the other end?",
            ),
            after="Take a photograph of the grid. Sort the same cards again in six months, and lay the two "
            "pictures side by side.",
        ),
    ),
    handout(
        "role-play",
        "Role Play",
        "How to lead a role play, with four short scenes that are made up.",
        (
            "In a role play a group acts out a moment that is hard, stops, and tries it another way. Nobody "
            "learns lines. You learn what a word or a look can change.",
            "Use a scene that is made up. Nobody should have to play what happened to them.",
        ),
        Part(
            LEAD,
            steps=(
                "Say what will happen, and that everybody may step out at any time without a reason.",
                "Choose a scene from part 2, or write one together.",
                "Let people choose their roles. Staff may play parents, and parents may play staff.",
                "Give the watchers the worksheet.",
                "Play for three minutes. Anybody may call “stop”.",
                "Go back to just before the “stop”. Somebody else may take the role and try another line.",
                "End with each player saying their own name, and one thing that they leave behind here.",
                "Collect what helped. Choose two ideas to try in real life.",
            ),
            after="Have a quiet room, and somebody to talk to afterwards. Tell people who it is before you "
            "begin.",
        ),
        Part(
            "Part 2: four scenes",
            sentences=("Read the scene aloud twice. Leave its end open.",),
            table=Table(
                ("Scene", "Who is in it", "What happens"),
                (
                    (
                        "The first visit",
                        "A parent, a partner, a midwife",
                        "The partner asks a question. The answer goes to the parent, and is about "
                        "something else.",
                    ),
                    (
                        "The meeting",
                        "A chair, two members of staff, a service user",
                        "The papers came this morning. The service user has not read them and is asked to "
                        "agree.",
                    ),
                    (
                        "The ward round",
                        "A parent of a baby in neonatal care, a doctor, a nurse",
                        "The team talks about the baby. The parent stands beside them and waits.",
                    ),
                    (
                        "The leaflet",
                        "A designer, a manager, two parents",
                        "The leaflet is printed tomorrow. The parents see it for the first time.",
                    ),
                ),
            ),
        ),
        Part(
            AFTERWARDS,
            points=(
                "When did the mood change, and what was the smallest cause of it?",
                "Which line would you like to hear at work?",
                "What stopped somebody from saying it?",
                "Who should see this scene next?",
            ),
        ),
    ),
    handout(
        "story-cubes",
        "Story Cubes",
        "How to tell a story together, with themes and ways to begin.",
        (
            "With Story Cubes a group makes one story that belongs to all. Pictures open doors: people say "
            "with a map or a bridge what they would not say in a survey.",
            "You need no talent for it. A story of six sentences is long enough.",
        ),
        Part(
            LEAD,
            steps=(
                "Choose one theme from part 2 and read it aloud.",
                "Roll all dice. Everybody looks for half a minute, and nobody speaks.",
                "Describe each picture aloud, so that everybody knows what lies there.",
                "One person begins with one picture, in one or two sentences. The next goes on.",
                "Go on until all pictures are used. Nobody corrects a sentence of somebody else.",
                "Tell it again: the same beginning, but now it goes well.",
                "Ask where the two stories part. That is the turning point. Write it down.",
            ),
            after="Somebody may pass, or say their sentence in another language and explain it later.",
        ),
        Part(
            "Part 2: themes and first sentences",
            table=Table(
                ("Theme", "A first sentence, for those who want one"),
                (
                    (
                        "The day we went home with our baby",
                        "The bag was packed since six in the morning.",
                    ),
                    ("Our first night on the ward", "The lights went out, but not the sounds."),
                    (
                        "A letter from the hospital",
                        "It was three pages long, and we read it twice.",
                    ),
                    ("The meeting that was different", "This time the chairs stood in a circle."),
                    ("Feeding our baby", "Everybody had advice, and each had another one."),
                    ("My first week in this team", "Nobody told me where the kettle was."),
                ),
            ),
        ),
        Part(
            AFTERWARDS,
            points=(
                "Whose help made the difference in the second story?",
                "Could that happen here? What would it need?",
                "Which picture did nobody want to use?",
                "Who else should hear the turning point?",
            ),
            after="Write down only the turning point. What people told in the story stays in the room.",
        ),
    ),
)
