"""Sections for people who begin: what co-production is, why it is worth it, how it is done."""

from __future__ import annotations

from knowledge.demo.blocks import (
    accordion,
    callout,
    elements,
    heading,
    image,
    page_link,
    resource,
    text,
)
from knowledge.demo.specs import DemoPage

EVERYBODY = ("families", "voices-members", "staff", "leaders")

BEGIN_SECTIONS = (
    DemoPage(
        model="knowledge.SectionPage",
        slug="what-is-co-production",
        title="What is co-production?",
        parent="resource-pack",
        summary=(
            "Sharing power: people who use services and people who run them plan, provide and "
            "check care together. With six elements to know it by."
        ),
        topics=("co-production-basics",),
        audiences=EVERYBODY,
        body=(
            heading("The short answer"),
            text(
                """
                In co-production, power is shared. People who use health and care services, their
                carers, families and communities work with professionals as equals. Together they
                design a service, build it, and judge how well it works.

                It starts from a simple fact. People who have used a service know things that nobody
                else knows. When that knowledge is used, care gets better: for them, and for those
                who come after them.
                """
            ),
            image("two-groups", "Families and staff bring different knowledge to one table."),
            callout(
                "Words you may meet",
                """
                People also say **co-creation** or **co-design**. Some use them for the same thing.
                On the [ladder](page:ladder), co-design is one rung below co-production.
                """,
            ),
            heading("Six elements to know it by"),
            text(
                """
                The New Economics Foundation (NEF) names six elements. The names are theirs. The
                sentences below each name are ours, with maternity care in mind.
                """
            ),
            image("six-elements"),
            elements(
                (
                    (
                        "Recognising people as assets",
                        "Parents are not only people with needs. They bring skill and time, and they "
                        "know what it was like.",
                    ),
                    (
                        "Building on people’s capabilities",
                        "Look for what each person can do already. Then help them to do more of it.",
                    ),
                    (
                        "Developing two-way, reciprocal relationships",
                        "*Reciprocal* means that both sides give and both sides gain. Staff learn from "
                        "families as families learn from staff.",
                    ),
                    (
                        "Encouraging peer support",
                        "Peers are people who have been through the same. Let them meet and help each "
                        "other.",
                    ),
                    (
                        "Blurring boundaries between delivering and receiving services",
                        "A mother may run a group. A midwife may take part in one. Roles may mix.",
                    ),
                    (
                        "Facilitating rather than delivering to",
                        "Staff help things to happen. They do not do everything for people.",
                    ),
                ),
                numbered=True,
            ),
            resource("six-elements-of-co-production"),
            heading("Where to go next"),
            page_link("why-co-produce"),
            page_link("ladder", "Find your place on the ladder"),
        ),
    ),
    DemoPage(
        model="knowledge.SectionPage",
        slug="why-co-produce",
        title="Why co-produce?",
        parent="resource-pack",
        summary=(
            "What services, staff, women, birthing people and families each gain when care is "
            "made together."
        ),
        topics=("co-production-basics", "listening"),
        audiences=EVERYBODY,
        body=(
            heading("Everybody gains"),
            text(
                """
                Co-production changes how a service sees itself. It stops being only a provider.
                It becomes a place that helps people to make things happen. The gains reach three
                groups, and each gain feeds the others.
                """
            ),
            image("three-gains"),
            heading("What services gain"),
            text(
                """
                - Better ideas, and changes that work.
                - Fewer complaints, and clearer communication.
                - Better relationships with the people they care for.
                - People who say that they were listened to and involved. This helps to make care safer.
                - A better use of money and time.
                """
            ),
            heading("What staff gain"),
            text(
                """
                - They learn and grow in their work.
                - They meet service users in a new way. Each side sees the other as an expert.
                - They do not carry every problem alone. Service users bring new ideas, and keep the
                  work going.
                """
            ),
            heading("What women, birthing people and families gain"),
            text(
                """
                - They understand important matters better, such as their own risks. That can change
                  what they do and how they feel about care.
                - They see how services work, and what makes the work hard.
                - They learn new skills. For some this opens a way to a job.
                - Some turn a bad experience of birth into something that helps others.
                - They feel more in charge of their own lives, and trust local services more.
                """
            ),
            heading("Where to go next"),
            page_link("how-to-co-produce"),
            page_link("examples", "See what others did"),
        ),
    ),
    DemoPage(
        model="knowledge.SectionPage",
        slug="how-to-co-produce",
        title="How to co-produce",
        parent="resource-pack",
        summary=(
            "Four values to hold on to, and the Coalition for Personalised Care’s model of 5 values "
            "and 7 steps."
        ),
        topics=("co-production-basics",),
        audiences=EVERYBODY,
        rungs=(6, 7),
        body=(
            heading("Start from values"),
            text(
                "Good co-production rests on a few ideas. Four matter most when you put it to work."
            ),
            elements(
                (
                    ("Equality", "Nobody’s view counts for less because of who they are."),
                    (
                        "Diversity",
                        "The group is as mixed as the community. Ask who is not in the room.",
                    ),
                    (
                        "Accessibility",
                        "Everybody can come, follow and speak. Think of language, time, cost, "
                        "childcare and disability.",
                    ),
                    ("Reciprocity", "Everybody gives something, and gets something back."),
                )
            ),
            heading("A model: 5 values and 7 steps"),
            text(
                """
                The Coalition for Personalised Care has a co-production model. It used to be called the
                **Coalition for Collaborative Care**, or **C4CC**. You may know the model under that name.

                The model has two parts. **5 values** say how people behave when co-production is a
                normal way of working. **7 steps** say what to do, in practical terms.
                """
            ),
            resource("co-production-model"),
            resource("c4cc-steering-group-paper"),
            callout(
                "Why the values and steps are not listed here",
                """
                The pack shows them only as pictures, and the model belongs to the Coalition. We point
                to it. We do not guess at its words.
                """,
            ),
            heading("A first plan of your own"),
            text("These questions are ours. A group can answer them in half an hour."),
            accordion(
                (
                    "What is the problem, and whose problem is it?",
                    "Write one sentence. Then ask a parent to rewrite it.",
                ),
                (
                    "Who must be in the room?",
                    "List the people it touches. Mark those who are often left out. Plan how to reach "
                    "them first.",
                ),
                (
                    "What can change?",
                    "Be honest. Say what is fixed by law or money, and what is open.",
                ),
                (
                    "How will you pay people back?",
                    "Agree on expenses, time and thanks before you begin.",
                ),
                (
                    "How will you know that it worked?",
                    "Choose two signs with families. Note where you are today.",
                ),
            ),
            heading("How far can you go?"),
            text(
                """
                A group need not begin at the top. The [ladder of co-production](page:ladder) shows where
                you are, and what comes next.
                """
            ),
            image("ladder"),
            heading("Where to go next"),
            page_link("ladder", "Find your place on the ladder"),
            page_link("tools", "Try a co-creation tool"),
        ),
    ),
)
