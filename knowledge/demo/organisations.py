"""The bodies that the demo names: only those that the resource pack names, with addresses it gives."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from knowledge.models import Organisation

Kind = Organisation.Kind


@dataclass(frozen=True)
class DemoOrganisation:
    """A body; `region` is a slug, and empty for regions and publishers."""

    slug: str
    name: str
    kind: str
    short_name: str = ""
    former_names: str = ""
    region: str = ""
    website: str = ""


ORGANISATIONS: tuple[DemoOrganisation, ...] = (
    DemoOrganisation("south-east", "South East", Kind.REGION),
    DemoOrganisation(
        "sussex-lmns",
        "Sussex Local Maternity and Neonatal System",
        Kind.LMNS,
        short_name="Sussex LMNS",
        former_names="Local Maternity System (LMS)",
        region="south-east",
    ),
    DemoOrganisation(
        "kent-and-medway-lmns",
        "Kent and Medway Local Maternity and Neonatal System",
        Kind.LMNS,
        short_name="Kent and Medway LMNS",
        former_names="Local Maternity System (LMS)",
        region="south-east",
    ),
    DemoOrganisation(
        "east-kent-hospitals",
        "East Kent Hospitals University NHS Foundation Trust",
        Kind.TRUST,
        short_name="EKHUFT",
        region="south-east",
    ),
    DemoOrganisation(
        "kent-and-medway-partnership-trust",
        "Kent and Medway NHS and Social Care Partnership Trust",
        Kind.TRUST,
        short_name="KMPT",
        region="south-east",
    ),
    DemoOrganisation(
        "new-economics-foundation", "New Economics Foundation", Kind.PUBLISHER, short_name="NEF"
    ),
    DemoOrganisation(
        "think-local-act-personal",
        "Think Local Act Personal",
        Kind.PUBLISHER,
        short_name="TLAP",
        website="http://www.thinklocalactpersonal.org.uk",
    ),
    DemoOrganisation(
        "coalition-for-personalised-care",
        "Coalition for Personalised Care",
        Kind.PUBLISHER,
        former_names="Coalition for Collaborative Care; C4CC",
    ),
    DemoOrganisation(
        "co-production-network-for-wales",
        "Co-production Network for Wales",
        Kind.PUBLISHER,
        short_name="Co-production for Wales",
    ),
    DemoOrganisation(
        "national-maternity-voices", "National Maternity Voices", Kind.PUBLISHER, short_name="NMV"
    ),
    DemoOrganisation(
        "the-kings-fund", "The King’s Fund", Kind.PUBLISHER, website="https://kingsfund.org.uk"
    ),
    DemoOrganisation("healthwatch-oxfordshire", "Healthwatch Oxfordshire", Kind.PUBLISHER),
    DemoOrganisation("healthwatch", "Healthwatch", Kind.PUBLISHER),
    DemoOrganisation(
        "royal-college-of-midwives", "Royal College of Midwives", Kind.PUBLISHER, short_name="RCM"
    ),
    DemoOrganisation(
        "co-production-collective",
        "Co-Production Collective",
        Kind.PUBLISHER,
        website="https://coproductioncollective.co.uk",
    ),
    DemoOrganisation(
        "nihr",
        "National Institute for Health and Care Research",
        Kind.PUBLISHER,
        short_name="NIHR",
        former_names="National Institute for Health Research",
        website="https://nihr.ac.uk",
    ),
    DemoOrganisation(
        "nhs-england",
        "NHS England",
        Kind.PUBLISHER,
        short_name="NHSE",
        former_names="NHS England and NHS Improvement",
        website="https://england.nhs.uk",
    ),
    DemoOrganisation("co-creating-welfare", "Co-Creating Welfare", Kind.PUBLISHER),
    DemoOrganisation(
        "co-production-hub",
        "Co-production Hub (demo)",
        Kind.PUBLISHER,
        short_name="the hub",
        website="https://co-production-hub.example",
    ),
)


def make_organisations(count: Callable[[str, bool], None]) -> None:
    """Make the bodies that are missing, regions first."""
    for body in ORGANISATIONS:
        region = Organisation.objects.get(slug=body.region) if body.region else None
        _, is_new = Organisation.objects.get_or_create(
            slug=body.slug,
            defaults={
                "name": body.name,
                "kind": body.kind,
                "short_name": body.short_name,
                "former_names": body.former_names,
                "region": region,
                "website": body.website,
            },
        )
        count("organisations", is_new)
