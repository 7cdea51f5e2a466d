"""The section for people who want to take part: the first thing that a parent looks for."""

from __future__ import annotations

from knowledge.demo.blocks import callout, elements, heading, page_link, resource, text
from knowledge.demo.specs import DemoPage

GET_INVOLVED = DemoPage(
    model="knowledge.SectionPage",
    slug="get-involved",
    title="How to get involved",
    parent="resource-pack",
    summary=(
        "Find your local Maternity and Neonatal Voices Partnership (MNVP), join it, and have a say "
        "in maternity and neonatal care near you."
    ),
    topics=("voices-partnerships", "listening"),
    audiences=("families",),
    body=(
        heading("Who can take part"),
        text(
            """
            You can, if you are pregnant or had a baby here. So can your partner. Mothers, fathers,
            birthing people, grandparents and parents of babies in neonatal care are all welcome. You
            need no training, and your experience need not be good or bad.
            """
        ),
        heading("Find your local MNVP"),
        text(
            """
            A **Maternity and Neonatal Voices Partnership (MNVP)** is a group of families and staff that
            works for better care in one area. Some still go by their old name, **Maternity Voices
            Partnership (MVP)**. To find the one near you:
            """
        ),
        elements(
            (
                ("Ask", "Your midwife, health visitor or neonatal nurse can tell you who runs it."),
                ("Search", "Type the name of your hospital and “MNVP” into any search engine."),
                ("Look", "National Maternity Voices links the partnerships in England."),
            ),
            title="Three ways to find it",
        ),
        resource("national-maternity-voices"),
        heading("What you can do there"),
        text(
            """
            - Tell how you found your care, in your own words.
            - Come to a meeting, in a room or online. You may just listen.
            - Read a leaflet or a plan, and say what is unclear.
            - Help to plan a change, or to choose new colleagues.
            - Later, lead the group: chairs are parents too.

            Ask before you begin whether travel, childcare and your time are paid for, and in which
            languages you can take part. A good group has an answer.
            """
        ),
        heading("Give feedback or complain"),
        text(
            """
            Do you only want to tell somebody? Give feedback to the ward or to the hospital’s Patient Advice
            and Liaison Service (PALS), which also helps with a complaint. You can tell Healthwatch as
            well. It does not belong to the hospital.
            """
        ),
        resource("healthwatch-spotlight"),
        callout(
            "If your birth was hard for you",
            """
            You need not tell it in a group. Speak to your midwife, health visitor or GP first, and ask
            for help for yourself.
            """,
        ),
        heading("Where to go next"),
        page_link("what-is-co-production"),
        page_link("national-maternity-voices-section"),
    ),
)
