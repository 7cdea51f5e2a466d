"""A small published site with everything that search looks at."""

from __future__ import annotations

from dataclasses import dataclass

from knowledge.models import (
    EvidenceRequirement,
    HubDocument,
    Organisation,
    PageRegion,
    PageRequirement,
    PageTopic,
    ResourcePage,
    SectionPage,
    Topic,
)
from search.copies.reconcile import reconcile
from tests.factories import (
    SiteTree,
    add_page,
    make_document,
    make_organisation,
    make_region,
    make_topic,
    section_body,
)
from tests.shared_fixtures import shared_fixture


@dataclass(frozen=True)
class Library:
    """What the tests look for."""

    tree: SiteTree
    peer: ResourcePage
    ladder: SectionPage
    audit: ResourcePage
    draft: ResourcePage
    worksheet: HubDocument
    mental_health: Topic
    feeding: Topic
    sussex: Organisation
    kent: Organisation
    action_seven: EvidenceRequirement


def tag(page, *, topics=(), regions=(), requirements=()) -> None:
    """Tag a live page as publishing would."""
    for topic in topics:
        PageTopic.objects.create(page_id=page.pk, topic=topic)
    for region in regions:
        PageRegion.objects.create(page_id=page.pk, region=region)
    for requirement in requirements:
        PageRequirement.objects.create(page_id=page.pk, requirement=requirement)


def make_library(tree: SiteTree) -> Library:
    """Three live pages, a draft and a listed document, recorded by one reconcile."""
    publisher = make_organisation("The King's Fund")
    library = Library(
        tree=tree,
        peer=add_page(
            ResourcePage,
            tree.resources,
            "Peer support in Sussex",
            summary="How women's groups organise peer support.",
            publisher=publisher,
            body=[
                *section_body("Volunteers meet weekly.", heading="Who takes part"),
                *section_body("A paediatric nurse joins the circle.", heading="Visiting nurses"),
            ],
        ),
        ladder=add_page(
            SectionPage,
            tree.pack,
            "The ladder of participation",
            summary="Seven rungs.",
            body=section_body("From the lowest rung to the top.", heading="Climbing"),
        ),
        audit=add_page(
            ResourcePage,
            tree.resources,
            "Audit of co-production",
            summary="A self-assessment with support for teams.",
            body=section_body("Scores are agreed together.", heading="Scoring"),
        ),
        draft=add_page(
            ResourcePage, tree.resources, "Hidden zanzibar", summary="Zanzibar.", live=False
        ),
        worksheet=make_document(
            "Story cubes worksheet", name="cubes.txt", content=b"Roll the dice.", is_listed=True
        ),
        mental_health=make_topic("Perinatal mental health"),
        feeding=make_topic("Infant feeding"),
        sussex=make_region("Sussex"),
        kent=make_region("Kent"),
        action_seven=EvidenceRequirement.objects.create(
            scheme="Maternity Incentive Scheme",
            code="Safety action 7",
            title="Listen to women",
            slug="mis-7",
            acronyms="CNST, MIS",
        ),
    )
    tag(
        library.peer,
        topics=[library.mental_health, library.feeding],
        regions=[library.sussex],
        requirements=[library.action_seven],
    )
    tag(library.audit, topics=[library.mental_health], regions=[library.kent])
    reconcile()
    return library


@shared_fixture
def library(site_tree: SiteTree) -> Library:
    """The site with its library, recorded."""
    return make_library(site_tree)
