"""The terms that a new hub begins with: names of the field that changed, and its acronyms.

Editors own them from then on: what is there is never touched again.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from knowledge.models import Term


@dataclass(frozen=True)
class UsualTerm:
    """A term before it is in any database."""

    name: str
    acronym: str = ""
    other_names: tuple[str, ...] = ()
    former_names: tuple[str, ...] = ()
    definition: str = ""


USUAL_TERMS: tuple[UsualTerm, ...] = (
    UsualTerm(
        "Maternity and Neonatal Voices Partnership",
        "MNVP",
        former_names=("Maternity Voices Partnership", "MVP"),
        definition=(
            "A group in which women, birthing people, families and staff work together to make "
            "maternity and neonatal care better."
        ),
    ),
    UsualTerm(
        "Local Maternity and Neonatal System",
        "LMNS",
        former_names=("Local Maternity System", "LMS"),
        definition="The bodies of an area that plan and run maternity and neonatal care together.",
    ),
    UsualTerm(
        "Integrated Care Board",
        "ICB",
        former_names=("Clinical Commissioning Group", "CCG"),
        definition="The NHS body that plans and pays for health services in an area.",
    ),
    UsualTerm(
        "Coalition for Personalised Care",
        former_names=("Coalition for Collaborative Care", "C4CC"),
        definition=(
            "A group of organisations for care that fits the person. Its model of co-production has "
            "5 values and 7 steps."
        ),
    ),
    UsualTerm(
        "Shared Voices Network",
        other_names=("RCM Shared Voices Network",),
        former_names=("Maternity Voices Network", "RCM Maternity Voices Network"),
        definition=(
            "A network of the Royal College of Midwives in which midwives and people who use "
            "maternity services learn together."
        ),
    ),
    UsualTerm(
        "Co-production",
        other_names=("Co-creation", "Co-design"),
        definition=(
            "People who use services and people who run them share power, and plan and do things "
            "together as equals."
        ),
    ),
    UsualTerm(
        "Personalised care and support plan",
        "PCSP",
        other_names=("Personalised care plan",),
        definition="A plan for care that a person makes with staff, about what matters to them.",
    ),
    UsualTerm(
        "Perinatal mental health",
        "PNMH",
        other_names=("PMH", "Maternal mental health"),
        definition="Mental health in pregnancy and in the first year after birth.",
    ),
    UsualTerm(
        "Service user voice",
        "SUV",
        definition="Somebody who speaks for the people who use a service, and what they say.",
    ),
    UsualTerm(
        "National Maternity Voices",
        "NMV",
        definition="The association of the chairs of Maternity Voices Partnerships in England.",
    ),
    UsualTerm(
        "Immediate and essential action",
        "IEA",
        definition="Something that the Ockenden report on maternity care said must be done.",
    ),
    UsualTerm(
        "Maternity Incentive Scheme",
        "MIS",
        other_names=("CNST", "Clinical Negligence Scheme for Trusts"),
        definition=(
            "A scheme that rewards trusts which make maternity care safer. It is a part of the "
            "Clinical Negligence Scheme for Trusts (CNST)."
        ),
    ),
    UsualTerm(
        "Royal College of Midwives",
        "RCM",
        definition="The trade union and professional body of midwives.",
    ),
    UsualTerm(
        "Ladder of co-production",
        other_names=("Ladder", "Ladder of participation", "Doing to, doing for, doing with"),
        definition=(
            "Seven rungs that show how much power people have: from things done to them, over things "
            "done for them, to things done with them."
        ),
    ),
    UsualTerm(
        "Seldom heard",
        other_names=("Seldom-heard groups", "Underserved groups", "Under-represented groups"),
        former_names=("Hard to reach", "Hard to reach groups"),
        definition="People whom services rarely hear, because of how services work and not of who they are.",
    ),
    UsualTerm("Fathers", other_names=("Dads", "Father", "Dad")),
    UsualTerm("Get involved", other_names=("Have a say", "Have your say", "Take part", "Join")),
    UsualTerm("Value for money", other_names=("Better use of money", "Save money")),
    UsualTerm(
        "Group activities", other_names=("Icebreaker", "Ice breaker", "Warm-up", "Energiser")
    ),
    UsualTerm("Practice example", other_names=("Case study", "Good practice")),
    UsualTerm("Service users", other_names=("Experts by experience", "Lived experience")),
    UsualTerm("Baby loss", other_names=("Bereavement", "Perinatal loss", "Pregnancy loss")),
    UsualTerm(
        "Ethnic minority",
        other_names=("Minority ethnic",),
        former_names=("Black, Asian and minority ethnic", "BAME"),
    ),
    UsualTerm(
        "Neonatal care",
        other_names=("Newborn care", "Neonatal unit", "NICU", "Special care baby unit"),
        definition="Care for newborn babies who need extra help.",
    ),
    UsualTerm("Neonatal", definition="To do with newborn babies."),
    UsualTerm("Perinatal", definition="In pregnancy and in the time after birth."),
    UsualTerm("Equity", other_names=("Health equity", "Health inequalities")),
    UsualTerm(
        "Integrated Care System",
        "ICS",
        former_names=("Sustainability and Transformation Partnership", "STP"),
        definition="The bodies of an area that plan and run health and care together.",
    ),
    UsualTerm("New Economics Foundation", "NEF"),
    UsualTerm("Think Local Act Personal", "TLAP"),
    UsualTerm(
        "Business as usual", "BAU", definition="Work that goes on all the time, without an end."
    ),
    UsualTerm(
        "Equality, diversity and inclusion",
        "EDI",
        definition="Making sure that everybody is treated fairly, can take part and is welcome.",
    ),
    UsualTerm(
        "Maternal Mental Health Service",
        "MMHS",
        definition="A service for mental health problems that come from birth trauma, loss or fear of birth.",
    ),
    UsualTerm(
        "NHS Talking Therapies",
        other_names=("Talking therapies",),
        former_names=("Improving Access to Psychological Therapies", "IAPT"),
        definition="An NHS service for people who are anxious or depressed.",
    ),
)


def load_usual_terms(count: Callable[[str, bool], None]) -> None:
    """Publish the terms that are missing; one is known by its name."""
    for usual in USUAL_TERMS:
        is_new = not Term.objects.filter(name__iexact=usual.name).exists()
        if is_new:
            term = Term.objects.create(
                name=usual.name,
                acronym=usual.acronym,
                other_names="\n".join(usual.other_names),
                former_names="\n".join(usual.former_names),
                definition=usual.definition,
            )
            # With a first version in its history, whatever an editor changes later can be taken back.
            term.save_revision(log_action="wagtail.create").publish()
        count("terms", is_new)
