"""Topics, audiences, evidence requirements and rungs of the demo, in the project's own words."""

from __future__ import annotations

from collections.abc import Callable

from knowledge.models import Audience, EvidenceRequirement, Rung, Topic

TOPICS: tuple[tuple[str, str, str], ...] = (
    ("co-production-basics", "Co-production basics", "What co-production is and how to begin."),
    ("facilitation", "Running group activities", "Ways to help a group think and decide together."),
    ("listening", "Listening to people", "Hearing what people went through, and acting on it."),
    ("equity", "Equity and inclusion", "Fair care for all, and hearing people who are left out."),
    ("voices-partnerships", "Voices partnerships", "Setting up and running an MVP or MNVP."),
    ("personalised-care", "Personalised care", "Care that is planned around one person."),
    ("peer-support", "Peer support", "Help from people who have been through the same."),
    (
        "perinatal-mental-health",
        "Perinatal mental health",
        "Mental health in pregnancy and in the first year after birth.",
    ),
    ("self-assessment", "Checking how you do", "Finding out how well you co-produce now."),
    ("evidence", "Showing evidence", "Proving to national schemes that you co-produce."),
    ("integrated-care", "Integrated care", "Services that work as one around a person."),
    ("research", "Research", "Doing research with the people it is about."),
)

AUDIENCES: tuple[tuple[str, str], ...] = (
    ("families", "Parents and families"),
    ("voices-members", "Members of voices partnerships"),
    ("staff", "Midwives and other staff"),
    ("leaders", "Leaders and commissioners"),
    ("researchers", "Researchers"),
)

REQUIREMENTS: tuple[dict[str, str | int], ...] = (
    {
        "slug": "mis-safety-action-7",
        "scheme": "Maternity Incentive Scheme",
        "code": "Safety action 7",
        "acronyms": "CNST, MIS",
        "explanation": (
            "The scheme rewards trusts that make maternity care safer. The pack names safety action "
            "7 as one for which you may have to show co-production. People often say CNST for it, "
            "after the Clinical Negligence Scheme for Trusts, of which it is a part. Schemes change "
            "each year. Check the wording of the year you report for."
        ),
        "year": "as named in the pack of July 2022",
        "position": 1,
    },
    {
        "slug": "ockenden-iea-2",
        "scheme": "Ockenden",
        "code": "Immediate and essential action 2",
        "title": "Listening to women and families",
        "acronyms": "IEA 2, IEA2",
        "explanation": (
            "The interim Ockenden report set out actions that it called immediate and essential. "
            "The second one is about listening to women and families. Use it for work in which "
            "what families said changed what a service does."
        ),
        "year": "interim report",
        "position": 2,
    },
    {
        "slug": "ockenden-iea-7",
        "scheme": "Ockenden",
        "code": "Immediate and essential action 7",
        "title": "Informed consent",
        "acronyms": "IEA 7, IEA7",
        "explanation": (
            "The seventh action of the interim Ockenden report is about informed consent. A person "
            "can only agree to care if they understand their choices. Use it for work in which "
            "families helped to make information clear."
        ),
        "year": "interim report",
        "position": 3,
    },
    {
        "slug": "perinatal-equity",
        "scheme": "Perinatal Equity action plans",
        "explanation": (
            "Local systems write action plans to make perinatal care fair. Perinatal means in "
            "pregnancy and in the time after birth. Use it for work with people who are often not "
            "heard, or who get worse care than others."
        ),
        "position": 4,
    },
)

STATEMENTS = {
    2: "People can learn how our service is planned and run.",
    3: "We tell people what was decided about their service, and why.",
    4: "We ask people what they think before we decide, and say what can change.",
    5: "People can speak up at many points, and some decisions change because of it.",
    6: "People design services with us from a blank page, before there is a draft.",
    7: "People decide with us as equals, about policy and money too, and help to run what we planned.",
}
"""Rung → what is true of a group that has reached it."""
RUNGS: tuple[tuple[int, str, str, str], ...] = (
    (
        7,
        "Co-production",
        "People who use services and people who run them are equal partners. They plan together, "
        "deliver together and share the big decisions: what the policy is, and how it is done.",
        "Look at the partnership afresh each year. Bring in people who are not yet heard.",
    ),
    (
        6,
        "Co-design",
        "People help to design a service from what they know and have lived through. Their "
        "influence is real. The large decisions are still taken elsewhere, and others carry them out.",
        "Share the decisions too. Give people a vote where money and policy are settled, and let "
        "them help to run what they designed.",
    ),
    (
        5,
        "Engagement",
        "There are more chances to speak up than on the rung below. Some views may change a "
        "decision, but only as far as those in charge allow.",
        "Start from a blank page with people. Design the next change with them, before there is a "
        "draft to comment on.",
    ),
    (
        4,
        "Consultation",
        "People are asked what they think, in a survey or at a meeting. If nothing can change as a "
        "result, the asking is only for show.",
        "Say what can change before you ask. Afterwards, tell people what you did with their answers. "
        "Then keep the same people involved.",
    ),
    (
        3,
        "Informing",
        "Those in charge tell people about a service and how it works. They may say what was "
        "decided, and give the reasons. Nobody is asked.",
        "Ask as well as tell. Put one open question to families before each decision.",
    ),
    (
        2,
        "Educating",
        "People learn how a service is planned and run, so that they understand it better. It "
        "stops there.",
        "Tell people about decisions while they are made, with the reasons, in plain words.",
    ),
    (
        1,
        "Coercion",
        "The lowest rung. People have to turn up and sit through an event. Nobody wants their "
        "views, and nobody uses them.",
        "Make coming a free choice. Say what the meeting is for, and help people to understand the "
        "service.",
    ),
)


def make_vocabulary(count: Callable[[str, bool], None]) -> None:
    """Make the rows that are missing."""
    for slug, name, description in TOPICS:
        topic = Topic.objects.get_or_create(
            slug=slug, defaults={"name": name, "description": description}
        )
        count("topics", topic[1])
    for slug, name in AUDIENCES:
        count("audiences", Audience.objects.get_or_create(slug=slug, defaults={"name": name})[1])
    for requirement in REQUIREMENTS:
        met = EvidenceRequirement.objects.get_or_create(
            slug=requirement["slug"], defaults=requirement
        )
        count("requirements", met[1])
    for number, name, description, next_step in RUNGS:
        rung = Rung.objects.get_or_create(
            number=number,
            defaults={
                "name": name,
                "slug": name.lower(),
                "description": description,
                "next_step": next_step,
                "statement": STATEMENTS.get(number, ""),
            },
        )
        count("rungs", rung[1])
