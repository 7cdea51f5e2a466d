"""Handouts of the tools that hear everybody, show what a group knows, or storm for ideas."""

from __future__ import annotations

from knowledge.demo.papers.handouts import AFTERWARDS, LEAD, handout
from knowledge.demo.papers.paper import Paper, Part, Table

MORE_HANDOUTS: tuple[Paper, ...] = (
    handout(
        "fish-bowl",
        "Fish Bowl",
        "How to lead a Fish Bowl, with questions to put in the middle.",
        (
            "In a Fish Bowl a few people talk in the middle and everybody else listens. It turns a meeting "
            "round: those who mostly listen speak first.",
            "The listening is the hard part. That is why the outer circle has a worksheet.",
        ),
        Part(
            LEAD,
            steps=(
                "Set four or five chairs in the middle, one more that stays free, and a large circle "
                "outside. Leave room for wheelchairs and prams in both.",
                "Ask parents beforehand who would like to sit in the middle. Nobody is put there.",
                "Write one question from part 2 where everybody can see it.",
                "The inner circle talks for 20 minutes. The outer circle writes and does not speak.",
                "Whoever wants to add something sits down on the free chair, says it, and goes back.",
                "Change places. Staff now say what they heard, in the words that they heard.",
                "Choose one thing to do, with a name and a day.",
            ),
            after="Stop politely when the outer circle explains or defends. Say: “First only what you heard.”",
        ),
        Part(
            "Part 2: questions for the middle",
            table=Table(
                ("When you want to know", "Ask in the middle"),
                (
                    (
                        "What it is like to be cared for here",
                        "When did you feel safe, and when did you not?",
                    ),
                    (
                        "Why people do not come",
                        "What would you have to give up to come to our meeting?",
                    ),
                    ("What our words do", "Which sentence of ours do you still remember?"),
                    ("What happens at home", "What did nobody tell you before the first night?"),
                    (
                        "Whether we keep promises",
                        "What did you tell us before, and what came of it?",
                    ),
                ),
            ),
        ),
        Part(
            AFTERWARDS,
            points=(
                "What did staff hear for the first time?",
                "What did the inner circle hope that somebody would say?",
                "Who used the free chair, and who nearly did?",
                "How do those who spoke learn what was done?",
            ),
        ),
    ),
    handout(
        "sticky-notes",
        "Sticky Notes",
        "How to lead a round of sticky notes, with open questions to choose from.",
        (
            "Sticky notes give everybody the same room: a small piece of paper. People who would not speak "
            "in a meeting write four notes in five minutes.",
            "It works in a room, and on screen behind a private link.",
        ),
        Part(
            LEAD,
            steps=(
                "Choose one open question from part 2. Put it on the wall in large letters.",
                "Give everybody the same pens. Whoever cannot write, or does not want to, says their "
                "thoughts to somebody who writes.",
                "Write for five minutes in silence. One thought on each note.",
                "Each person sticks up a note and reads it aloud. Nobody comments.",
                "Move notes that belong together. Give each group a name in the words of a note.",
                "Give everybody three dots. They may all go to one group.",
                "Copy the wall onto the worksheet before the notes fall down.",
            ),
            after="A note that stands alone is not a mistake. Read it aloud again at the end.",
        ),
        Part(
            "Part 2: open questions",
            sentences=("A good question has no yes and no no.",),
            points=(
                "What helps families to feel at home on our ward?",
                "What do you wish you had known a week earlier?",
                "What do we do that nobody needs?",
                "Whose voice is missing here, and where could we meet them?",
                "If you could change one thing by Monday, what would it be?",
                "What should stay just as it is?",
            ),
        ),
        Part(
            AFTERWARDS,
            points=(
                "What surprised most of us?",
                "Do the dots follow the loudest group, or the largest?",
                "Which note would you like to ask about?",
                "What do we do with the groups that got no dots?",
            ),
        ),
    ),
    handout(
        "pecha-kucha",
        "Pecha Kucha",
        "How to hold a round of Pecha Kucha talks, with a plan for twenty pictures.",
        (
            "In a Pecha Kucha each speaker shows 20 pictures for 20 seconds each. It takes 6 minutes and 40 "
            "seconds. The slides go on alone, so nobody can talk for an hour.",
            "It suits groups in which parents and staff present side by side: everybody gets the same time.",
        ),
        Part(
            LEAD,
            steps=(
                "Invite two to six speakers, some weeks before. Offer to help with pictures.",
                "Set the slides to go on after 20 seconds. Try it on the screen of the room.",
                "Ask speakers to say what is on each picture, for those who do not see it.",
                "Tell everybody the order, and that questions come after the last speaker.",
                "Begin each talk with the name of the speaker, and nothing else.",
                "Afterwards let people talk in pairs for five minutes, then in the whole group.",
            ),
            after="A shorter form with 10 pictures takes 3 minutes and 20 seconds. It is just as good.",
        ),
        Part(
            "Part 2: a plan for twenty pictures",
            table=Table(
                ("Pictures", "What they show", "How long"),
                (
                    ("1 to 2", "Who you are, and who you worked with", "40 seconds"),
                    ("3 to 6", "What was difficult, for whom", "1 minute 20 seconds"),
                    ("7 to 12", "What you did together, step by step", "2 minutes"),
                    ("13 to 16", "What changed, and how you know", "1 minute 20 seconds"),
                    ("17 to 19", "What you would do differently", "1 minute"),
                    ("20", "The one thing to remember", "20 seconds"),
                ),
            ),
            after="Show people only with their consent. A drawing or a door is often the better picture.",
        ),
        Part(
            AFTERWARDS,
            points=(
                "What do you still see before you?",
                "Which talk would you like to have in full?",
                "Who could give a talk next time who has never given one?",
            ),
        ),
    ),
    handout(
        "the-cube",
        "The CUbe",
        "How to lead a brainstorm with a cube, with sides for other subjects.",
        (
            "With a cube a group looks at one problem from six sides. The cube asks, so nobody has to be the "
            "one who asks.",
            "Collect first, judge later. Three minutes for each side are short, and that is meant.",
        ),
        Part(
            LEAD,
            steps=(
                "Write the problem in one sentence. Everybody should be able to say it.",
                "Make the cube together. It is a good time to get to know each other.",
                "Roll, and read the question aloud.",
                "Collect ideas for three minutes. Write all of them down. No one says “but”.",
                "Roll again. When a side comes up a second time, take the next one.",
                "After four sides, let each person mark two ideas.",
                "Talk about the two or three ideas with most marks. Who begins, and with what?",
            ),
            after="People may draw an idea, or say it to somebody who writes.",
        ),
        Part(
            "Part 2: six sides for three subjects",
            sentences=("Copy one column onto the sides of a cube.",),
            table=Table(
                ("Side", "A leaflet or a page", "A meeting", "A room"),
                (
                    (
                        "One",
                        "Who reads it, and when?",
                        "Who is not here?",
                        "Who waits here longest?",
                    ),
                    ("Two", "Which word hurts?", "What is it for?", "What do you hear in it?"),
                    ("Three", "What can go?", "What could be a letter?", "Where can one be alone?"),
                    ("Four", "What is missing?", "Who speaks first?", "Who cannot get in?"),
                    (
                        "Five",
                        "Who should sign it?",
                        "When would parents come?",
                        "What would a child change?",
                    ),
                    (
                        "Six",
                        "How else could we say it?",
                        "How do people learn the outcome?",
                        "What costs nothing?",
                    ),
                ),
            ),
        ),
        Part(
            AFTERWARDS,
            points=(
                "Which side brought the idea that nobody had before?",
                "Which idea was laughed at first, and came back?",
                "What do we try by Monday, and who tells the others?",
            ),
        ),
    ),
)
