"""A small published site with everything that search looks at."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

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
from search import sync
from search.engines.base import engine
from search.rebuild import rebuild
from search.reconcile import reconcile
from tests.factories import (
    SiteTree,
    add_page,
    make_document,
    make_organisation,
    make_region,
    make_topic,
    section_body,
)


@dataclass(frozen=True)
class ElasticIndex:
    """A real Elasticsearch with an index of this run's own."""

    url: str
    prefix: str

    def use(self, settings) -> None:
        """Let this engine answer."""
        settings.HUB_SEARCH_ENGINE = "elastic"
        settings.ELASTICSEARCH_URL = self.url
        settings.HUB_ELASTICSEARCH_INDEX_PREFIX = self.prefix
        # A busy machine is slow; a test that waits for what comes loses nothing by waiting longer.
        settings.HUB_ELASTICSEARCH_TIMEOUT = 20.0
        engine().breaker.worked()
        sync.breaker.worked()

    def client(self):
        """A connection that no setting changes."""
        from elasticsearch import Elasticsearch

        return Elasticsearch(self.url, request_timeout=60)


@pytest.fixture(scope="session")
def elastic_index() -> Iterator[ElasticIndex]:
    """An index that this run makes and takes away; for tests marked `elasticsearch`."""
    index = ElasticIndex(
        os.environ["HUB_TEST_ELASTICSEARCH_URL"], f"hubtest{uuid.uuid4().hex[:12]}"
    )
    yield index
    made = index.client().indices.get(index=f"{index.prefix}*").body
    for name in made:
        index.client().indices.delete(index=name, ignore_unavailable=True)


@pytest.fixture
def elastic(elastic_index: ElasticIndex, settings, db) -> Iterator[ElasticIndex]:
    """Elasticsearch answers, from an index that is empty."""
    elastic_index.use(settings)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("search.engines.elastic.copy.GRACE", 0)
        if not engine().copy.is_fit():
            rebuild(engine().copy)
        yield elastic_index
    elastic_index.client().options(ignore_status=404).delete_by_query(
        index=elastic_index.prefix, query={"match_all": {}}, refresh=True, conflicts="proceed"
    )


@pytest.fixture(params=["database", pytest.param("elastic", marks=pytest.mark.elasticsearch)])
def each_engine(request: pytest.FixtureRequest, settings) -> str:
    """The test runs once with every engine."""
    if request.param == "elastic":
        request.getfixturevalue("elastic")
    settings.HUB_SEARCH_ENGINE = request.param
    return request.param


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


@pytest.fixture
def library(site_tree: SiteTree) -> Library:
    """The site with its library, recorded."""
    return make_library(site_tree)
