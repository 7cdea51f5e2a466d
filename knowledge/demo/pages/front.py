"""The home page and the front of the pack."""

from __future__ import annotations

import datetime

from knowledge.demo.blocks import Words, callout, heading, image, text, ways_in
from knowledge.demo.specs import DemoPage

FRONT_PAGES = (
    DemoPage(
        model="knowledge.HomePage",
        slug="home",
        title="Co-production Hub",
        parent="",
        summary=(
            "Guidance, tools and real examples for co-producing maternity and neonatal services "
            "with the people who use them."
        ),
        fields={
            "strapline": "Make maternity and neonatal services together with the people who use them."
        },
        body=(
            text(
                """
                **Co-production** means that people who use a service, and people who run it, plan it
                and improve it as equal partners. This hub helps you to do that in **maternity** care
                (pregnancy and birth) and **neonatal** care (newborn babies who need extra help).
                """
            ),
            heading("What do you want to do?"),
            ways_in(
                (
                    "New to co-production",
                    "What it is, and what it is not.",
                    "what-is-co-production",
                ),
                (
                    "Plan something with families",
                    "Group activities, with the time they take.",
                    "tools",
                ),
                (
                    "Show evidence",
                    "What each national scheme asks for.",
                    "evidence",
                ),
                (
                    "Find your MNVP",
                    "Join it and have a say.",
                    "get-involved",
                ),
                (
                    "Share what you did",
                    "Two short templates help you tell it.",
                    "/share/",
                ),
            ),
        ),
    ),
    DemoPage(
        model="knowledge.PackPage",
        slug="resource-pack",
        title="Maternity and neonatal co-production resource pack",
        parent="home",
        summary=(
            "Useful resources in one place, to make co-production part of everyday work in "
            "maternity and neonatal services."
        ),
        region="south-east",
        in_menu=True,
        topics=("co-production-basics",),
        audiences=("families", "voices-members", "staff", "leaders"),
        fields={
            "version": "1.0 (demo edition)",
            "version_date": datetime.date(2026, 11, 22),
            "feedback_email": "england.sematernity@nhs.net",
            "acknowledgements": Words(
                """
                All who gave something to the pack. The South East’s pack is the work of many people,
                and this edition rests on theirs.
                """
            ),
        },
        body=(
            heading("What the pack is for"),
            text(
                """
                The pack brings useful resources together in one place. Its aim is that co-production
                becomes a habit: part of how maternity and neonatal services think and work.

                You do not have to use all of it. Take what helps and change it to suit you.
                """
            ),
            image(
                "pack-map", "Begin where you are. You can enter the pack at any of these points."
            ),
            heading("How to use it"),
            ways_in(
                ("New to co-production?", "Read what it is first.", "what-is-co-production"),
                ("Want to know how you are doing?", "Find your place on the ladder.", "ladder"),
                ("Planning a group session?", "Choose a co-creation tool.", "tools"),
                ("Asked to show evidence?", "See what each scheme asks for.", "evidence"),
                ("Done something good?", "Write it up with a template.", "practice-templates"),
            ),
            heading("Do you know something that belongs here?"),
            text(
                """
                Send us any resource that the pack should have. We update it when new resources arrive,
                and at least every 6 months.
                """
            ),
            callout(
                "About this edition",
                """
                This is the hub's demo edition. It is based on version 0.5 of the South East pack, of
                July 2022. The facts, names and links come from there. The words are new, and are not
                the words of the bodies named.
                """,
            ),
        ),
    ),
)
