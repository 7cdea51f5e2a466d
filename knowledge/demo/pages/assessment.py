"""A gap analysis in the project's own words, made from the pack's elements and values."""

from __future__ import annotations

from knowledge.demo.blocks import Block, Items, Ref, callout, heading, page_link, resource, text
from knowledge.demo.specs import DemoPage


def _area(
    name: str, about: str, statements: tuple[tuple[str, str], ...], helps: tuple[str, ...]
) -> Block:
    """An area with its statements, each with a prompt for maternity."""
    return Block(
        "area",
        {
            "name": name,
            "about": about,
            "statements": Items(
                tuple({"text": words, "prompt": prompt} for words, prompt in statements)
            ),
            "helps": Items(tuple(Ref("page", slug) for slug in helps)),
        },
    )


AREAS = (
    _area(
        "People and what they bring",
        "What people bring, what they can do, and how they help each other: three of six elements.",
        (
            (
                "We know what the service users in our group can do, and we ask for it.",
                "Think of languages, jobs, and what it was like to be cared for here.",
            ),
            (
                "People in our group learn something new, and we pay for it.",
                "Has a parent had training this year, for instance in chairing a meeting?",
            ),
            (
                "Parents can meet other parents who have been through the same.",
                "Think of feeding, of loss, of neonatal care, of birth after a hard first birth.",
            ),
        ),
        ("what-is-co-production", "mvp-toolkit"),
    ),
    _area(
        "Roles and relations",
        "Giving and taking, mixed roles, helping things to happen: the other three elements.",
        (
            (
                "Staff can say what they learned from families, and changed because of it.",
                "Name one change on the ward, in the clinic or in community care.",
            ),
            (
                "Service users do work here that only staff did before.",
                "Who writes the leaflets? Who shows people round? Who sits on interview panels?",
            ),
            (
                "Staff help the group to decide. They do not decide for it.",
                "Who sets the agenda? Who chairs? Who has the last word on the budget?",
            ),
        ),
        ("ladder", "fish-bowl"),
    ),
    _area(
        "Values in everyday work",
        "Equality, diversity, accessibility and reciprocity.",
        (
            (
                "Nobody’s view counts for less because of who they are.",
                "Look at the notes of the last meeting. Whose ideas are in them?",
            ),
            (
                "Our group is as mixed as the families whom we care for.",
                "Compare the group with your birth figures, by ethnicity, age and postcode area.",
            ),
            (
                "Everybody can come, follow and speak.",
                "Think of interpreters, childcare, time of day, travel, babies in the room.",
            ),
            (
                "People are paid back for their time, in a way that they chose.",
                "Are fees and expenses written down, and paid within a month?",
            ),
        ),
        ("how-to-co-produce", "why-co-produce"),
    ),
    _area(
        "Step by step",
        "Seven steps of our own, from the first talk to the last.",
        (
            (
                "We begin with families, before anything is decided.",
                "At which point did they join the last project?",
            ),
            (
                "The problem is put into words by the people whom it touches.",
                "Has a parent rewritten the aim?",
            ),
            (
                "We say openly what can change and what cannot.",
                "Think of law, of money, and of what is safe in labour.",
            ),
            (
                "We look for those who are seldom heard, and go to them.",
                "Where do you go: children’s centres, temples, the neonatal unit?",
            ),
            (
                "We try things out together before they are final.",
                "Who saw the last leaflet, room or app before it was finished?",
            ),
            (
                "We agreed with families how to tell that it worked.",
                "Name two signs, and where you stood at the start.",
            ),
            (
                "Everybody who took part hears what came of it.",
                "How did you tell them, and how soon?",
            ),
        ),
        ("practice-templates", "q-sort"),
    ),
)

ASSESSMENT = DemoPage(
    model="workspaces.AssessmentPage",
    slug="gap-analysis-of-our-own",
    title="How well do we co-produce?",
    parent="gap-analysis",
    summary=(
        "A gap analysis for a group: answer, plan what to do, come back and compare. "
        "Without an account."
    ),
    topics=("self-assessment",),
    audiences=("voices-members", "staff", "leaders"),
    fields={
        "levels": "Not yet\nWe have begun\nMostly\nYes, always",
        "areas": AREAS,
    },
    body=(
        heading("How it works"),
        text(
            """
            - Sit down with as many service users as staff.
            - Start, and share the private link in your group. You need no account.
            - Answer what you can. Note how you know, and what you will do.
            - See where you are strong and weak. Take the plan along as a Word file.
            - Do it again after some months, and compare.
            """
        ),
        callout(
            "These are our words",
            """
            We made the statements from the elements and values that the pack names. They are not those of
            the Co-production & Involvement Audit, which belongs to Co-production Network for Wales.
            """,
        ),
        resource("co-production-and-involvement-audit"),
        page_link("gap-analysis", "More about gap analysis"),
    ),
)
