"""Sections for people who act: the ladder, gap analysis, templates, evidence, examples."""

from __future__ import annotations

from knowledge.demo.blocks import callout, elements, heading, image, page_link, resource, text
from knowledge.demo.specs import DemoPage

DO_SECTIONS = (
    DemoPage(
        model="knowledge.LadderPage",
        slug="ladder",
        title="The ladder of co-production",
        parent="resource-pack",
        summary=(
            "Seven rungs from coercion to co-production. Find where your group stands today, and "
            "what would take it one rung up."
        ),
        topics=("co-production-basics", "self-assessment"),
        audiences=("voices-members", "staff", "leaders"),
        fields={
            "source_name": "Think Local Act Personal (TLAP)",
            "source_url": "http://www.thinklocalactpersonal.org.uk",
        },
        body=(
            heading("How to read the ladder"),
            text(
                """
                The ladder comes from Think Local Act Personal (TLAP). It builds on an older one, by
                Arnstein. Each rung gives people who use services a little more power. The steps
                before the top, such as access and being asked, matter too: nobody can jump.
                """
            ),
            callout(
                "These are our words",
                """
                The names of the rungs are TLAP’s. What we say about each rung is our own short
                version. The original ladder exists in a long and a short wording, which differ at
                rungs 6, 5 and 1. Follow the link to TLAP for the original.
                """,
            ),
            resource("ladder-of-co-production"),
        ),
    ),
    DemoPage(
        model="knowledge.SectionPage",
        slug="gap-analysis",
        title="Gap analysis",
        parent="resource-pack",
        summary=(
            "An online self-assessment from Co-production Network for Wales, and a prompt guide "
            "for maternity by the South East."
        ),
        topics=("self-assessment",),
        audiences=("voices-members", "staff", "leaders"),
        body=(
            heading("What a gap analysis is"),
            text(
                """
                A gap analysis compares where you are with where you want to be. The difference is the
                gap. Providers and service users do it together. Then they choose what to improve.
                """
            ),
            image("gap-analysis"),
            heading("The tool"),
            text(
                """
                Co-production Network for Wales made a tool for it. It is called the **Co-production
                & Involvement Audit**. Organisations fill it in online. The questions are theirs, so
                we link to them and do not copy them.
                """
            ),
            resource("co-production-and-involvement-audit"),
            heading("The prompt guide for maternity"),
            text(
                """
                The audit is written for every kind of organisation. So the South East region wrote a
                guide to go with it. It suggests how to use the tool, what to focus on in maternity
                care, and which questions to ask.
                """
            ),
            resource("maternity-prompt-guide"),
            heading("How to do it as a group"),
            elements(
                (
                    ("Choose one service", "A whole trust is too much for a first try."),
                    ("Invite a mixed group", "Have as many service users as staff in the room."),
                    ("Answer alone first", "Then compare. The differences are the useful part."),
                    ("Pick three gaps", "Choose what matters most to families."),
                    ("Agree who does what", "Write down names and dates. Meet again to check."),
                ),
                title="Five steps of our own",
                numbered=True,
            ),
            page_link("gap-analysis-of-our-own", "Do it here: a gap analysis in our own words"),
            page_link("ladder", "A quicker way to begin: find your rung on the ladder"),
        ),
    ),
    DemoPage(
        model="knowledge.SectionPage",
        slug="practice-templates",
        months_unchecked=7,
        title="Practice templates",
        parent="resource-pack",
        summary=(
            "Two templates to write up good or promising co-production: one for projects and "
            "programmes, one for business as usual."
        ),
        topics=("evidence",),
        audiences=("voices-members", "staff"),
        requirements=(
            "mis-safety-action-7",
            "ockenden-iea-2",
            "ockenden-iea-7",
            "perinatal-equity",
        ),
        body=(
            heading("Two templates"),
            text(
                """
                A template helps you to tell others what you did. It asks the questions that readers
                ask. There are two, because work comes in two shapes.
                """
            ),
            image("two-templates"),
            heading("For projects and programmes"),
            text(
                """
                Use it for work that has a beginning and an end. It has 11 fields.
                [See the projects and programmes template](page:template-projects-and-programmes).
                """
            ),
            heading("For business as usual"),
            text(
                """
                Use it for work that goes on all the time, such as a chair who is invited to key
                meetings. It has 9 fields.
                [See the business as usual template](page:template-business-as-usual).
                """
            ),
            heading("What you can do with it"),
            text(
                """
                - **Share it.** Others learn from what went well, and from what did not.
                - **Use it as evidence.** Several schemes may ask you to show that you co-produce. See
                  [what each of them asks for](page:evidence).

                You need not fill in everything at once. A field that you leave empty is shown as “Not
                recorded”.
                """
            ),
            callout(
                "Please share your examples",
                """
                We would love to hear about your work. Share it here on the hub, or write to
                [england.sematernity@nhs.net](mailto:england.sematernity@nhs.net).
                """,
            ),
        ),
    ),
    DemoPage(
        model="knowledge.EvidencePage",
        slug="evidence",
        months_unchecked=6,
        title="Evidence you may need",
        parent="resource-pack",
        summary=(
            "Schemes that ask maternity services to show co-production: the Maternity Incentive "
            "Scheme (CNST), Ockenden and Perinatal Equity."
        ),
        topics=("evidence",),
        audiences=("staff", "leaders", "voices-members"),
        body=(
            heading("How a practice example becomes evidence"),
            text(
                """
                National schemes ask services to prove that they work with families. A practice example
                can be that proof. Below, each scheme is listed with the examples and resources that
                fit it.
                """
            ),
            image("evidence-path"),
            callout(
                "Schemes change each year",
                """
                The list follows the pack of July 2022. Always check the scheme’s own wording for the
                year you report on.
                """,
            ),
        ),
    ),
    DemoPage(
        model="knowledge.SectionPage",
        slug="practice-examples",
        title="Three examples from the South East",
        parent="resource-pack",
        summary="Three examples of co-production from Sussex and from Kent and Medway.",
        topics=("evidence", "listening"),
        audiences=("voices-members", "staff", "leaders"),
        body=(
            heading("What others did"),
            text(
                """
                The pack holds three examples of good or promising work. Each follows the template for
                projects and programmes. They are still short: the pack left some fields empty, and we
                show those as “Not recorded”.
                """
            ),
            elements(
                (
                    (
                        "Sussex: personalised care and support plan",
                        "A plan for every woman and birthing person, checked by the people who use it. "
                        "[Read the Sussex plan example](page:sussex-personalised-care).",
                    ),
                    (
                        "Sussex: peer support",
                        "Mental health support by people from the same communities. "
                        "[Read the peer support example](page:sussex-peer-support).",
                    ),
                    (
                        "Kent and Medway: Thrive",
                        "A new service for birth trauma and loss, built with people who know both. "
                        "[Read the Thrive example](page:kent-and-medway-thrive).",
                    ),
                )
            ),
            page_link("examples"),
            heading("Add yours"),
            text(
                """
                Your example need not be finished, and need not be a success. Choose a
                [practice template](page:practice-templates) and begin.
                """
            ),
        ),
    ),
)
