"""Sections that lead to others' work: National Maternity Voices, The King's Fund, more resources, tools."""

from __future__ import annotations

from knowledge.demo.blocks import (
    callout,
    elements,
    heading,
    image,
    page_link,
    resource,
    text,
    video,
)
from knowledge.demo.specs import DemoPage

PRINCIPLES = (
    (
        "Build a shared purpose for this work across systems",
        "Agree why you listen, in one sentence.",
    ),
    (
        "Place this at the heart of your organisations",
        "Make it part of the main work, not an extra.",
    ),
    ("Set the right culture", "Leaders show that hard news is welcome."),
    (
        "Place the work on an equal footing with other data and information",
        "A story counts as much as a number.",
    ),
    ("Be clear that this work is everyone’s business", "It is not the task of one team."),
    ("Build on the resource that exists locally", "Groups near you may know the answer already."),
    (
        "Ensure you have the right skills, capacity and resource in place",
        "Give people time, money and training for it.",
    ),
    ("Ask the right questions", "Ask what matters to people, not only what you want to know."),
    ("Who you hear from matters", "Look for those who seldom speak."),
    ("Turn understanding into action", "Change something, and tell people what changed."),
)

MORE_SECTIONS = (
    DemoPage(
        model="knowledge.SectionPage",
        slug="national-maternity-voices-section",
        title="National Maternity Voices",
        parent="resource-pack",
        summary=(
            "The association of MVP chairs: its toolkit for setting up a Maternity Voices "
            "Partnership (MVP or MNVP), webinars and examples."
        ),
        topics=("voices-partnerships", "listening"),
        audiences=("voices-members", "staff", "families"),
        rungs=(5, 6, 7),
        body=(
            heading("Who they are"),
            text(
                """
                A **Maternity Voices Partnership (MVP)** is a group of women, birthing people, families
                and staff. It works to improve local maternity care. Many groups now cover newborn care
                too. Then they are called a **Maternity and Neonatal Voices Partnership (MNVP)**.

                **National Maternity Voices (NMV)** brings together the independent lay chairs of MVPs
                in England. *Lay* means that the chair is not a member of staff.
                """
            ),
            image("voices-partnership"),
            resource("national-maternity-voices"),
            heading("The toolkit"),
            text("It helps you to set up a partnership, to make it grow, and to keep it going."),
            resource("mvp-toolkit"),
            heading("Two webinars to watch"),
            text(
                """
                A webinar is a talk held online. One of them helps with work on perinatal equity (fair
                care for all families). The other is about meeting women in their own communities.
                """
            ),
            video("webinar-safe-spaces"),
            video("webinar-participatory-appraisal"),
            heading("Examples, and a place to meet"),
            resource("mvp-co-production-examples"),
            resource("nmv-futurenhs-hub"),
            heading("Webinars with NHS England, 2019"),
            text(
                """
                In 2019 NMV made webinars together with NHS England and NHS Improvement. They help
                **Local Maternity Systems** (LMS) to co-produce through local MVPs that are active and
                have funding. These systems are now called **Local Maternity and Neonatal Systems**
                (LMNS).
                """
            ),
            resource("nmv-nhs-england-webinars-2019"),
        ),
    ),
    DemoPage(
        model="knowledge.SectionPage",
        slug="listening-to-people-and-communities",
        title="Listening to people and communities",
        parent="resource-pack",
        summary=(
            "The King’s Fund’s guide for partners in integrated care: 10 principles, a roadmap, and "
            "one top tip."
        ),
        topics=("listening", "integrated-care"),
        audiences=("leaders", "staff", "voices-members"),
        rungs=(5, 6),
        body=(
            heading("The guide in short"),
            text(
                """
                The King’s Fund wrote *Understanding integration: how to listen to and learn from people
                and communities*. **Integration** means that separate services work as one.

                The guide is practical and rests on research. It helps partners to find out what people
                need, what works, and what could be better. The result should be care that is joined up.
                """
            ),
            resource("understanding-integration"),
            callout("Top tip", "Start with people and communities. Then work backwards."),
            heading("What it covers"),
            text(
                """
                - What people mean by “integration”.
                - How service users, carers and communities come together, and work for what matters
                  most to them.
                - How to hear about people’s experience, and build a culture that listens and learns.
                - A roadmap to understanding people’s experiences.
                """
            ),
            heading("Ten principles"),
            text(
                """
                The ten principles stand on page 7 of the guide. The titles are The King’s Fund’s. The
                sentence below each one is ours.
                """
            ),
            elements(PRINCIPLES, numbered=True),
        ),
    ),
    DemoPage(
        model="knowledge.SectionPage",
        slug="other-resources",
        title="Films, networks and factsheets",
        parent="resource-pack",
        summary=(
            "A film by Healthwatch Oxfordshire, the Royal College of Midwives’ Shared Voices Network, "
            "Co-Production Collective, NIHR and NHS factsheets."
        ),
        topics=("listening", "equity", "research"),
        audiences=("families", "voices-members", "staff", "researchers"),
        body=(
            heading("A film about maternity care"),
            text(
                """
                Healthwatch Oxfordshire made a short film. It is about how Black, Asian and Mixed or
                minority ethnic women and birthing people found maternity services.
                """
            ),
            resource("healthwatch-oxfordshire-film"),
            resource("healthwatch-spotlight"),
            heading("Shared Voices Network"),
            text(
                """
                The Royal College of Midwives (RCM) co-produced a network to make maternity care better
                for all who take part in it. It was first called the Maternity Voices Network. Covid-19
                put it on hold. It was then renamed the **Shared Voices Network**, and a new start was
                planned for 2023.

                The three sessions below come from the first phase, before the pandemic.
                """
            ),
            video("shared-voices-session-1"),
            video("shared-voices-session-2"),
            video("shared-voices-session-3"),
            resource("shared-voices-network"),
            resource("co-creating-the-network"),
            heading("Co-production in general"),
            resource("co-production-collective"),
            resource("co-production-in-action-three"),
            resource("nhs-co-production-factsheet"),
            resource("c4pc-co-production"),
        ),
    ),
    DemoPage(
        model="knowledge.SectionPage",
        slug="co-creation-tools",
        title="What the seven tools are",
        parent="resource-pack",
        summary=(
            "Seven activities from the Co-Creating Welfare project that help a group to think and "
            "decide together."
        ),
        topics=("facilitation",),
        audiences=("voices-members", "staff"),
        rungs=(6, 7),
        body=(
            heading("What they are"),
            text(
                """
                A co-creation tool is an activity for a group. It gives everybody a turn and makes ideas
                visible. The Co-Creating Welfare project put seven of them in a toolkit. Each has a video
                that shows how it is done. Use them in your work or in training.
                """
            ),
            image("seven-tools"),
            heading("The seven tools"),
            elements(
                (
                    ("Q Sort", "Work on one problem together. [About Q Sort](page:q-sort)."),
                    ("Role Play", "Collect ideas by acting. [About Role Play](page:role-play)."),
                    (
                        "Story Cubes",
                        "Tell one story as a group. [About Story Cubes](page:story-cubes).",
                    ),
                    ("Fish Bowl", "Listen in turns. [About Fish Bowl](page:fish-bowl)."),
                    (
                        "Sticky Notes",
                        "Gather what a group knows. [About Sticky Notes](page:sticky-notes).",
                    ),
                    (
                        "Pecha Kucha",
                        "Present in a lively way. [About Pecha Kucha](page:pecha-kucha).",
                    ),
                    ("The CUbe", "Storm for ideas. [About The CUbe](page:the-cube)."),
                )
            ),
            page_link("tools"),
            heading("Read more"),
            resource("co-creation-summit-blog"),
        ),
    ),
)
