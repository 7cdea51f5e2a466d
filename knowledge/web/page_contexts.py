"""Which lists and surroundings go with which page."""

from __future__ import annotations

from knowledge.contracts import page_context
from knowledge.models import (
    EvidencePage,
    HomePage,
    LadderPage,
    PackPage,
    SectionPage,
    VideoIndexPage,
    VideoPage,
    VideoSeriesPage,
)
from knowledge.models.base import KnowledgePage
from knowledge.models.lists import ListPage
from knowledge.web.listings import (
    evidence_listing,
    home_listing,
    index_listing,
    ladder_listing,
    pack_listing,
    page_surroundings,
    section_listing,
)
from knowledge.web.watching import series_listing, videos_listing, watching

CONTEXTS = {
    KnowledgePage: page_surroundings,
    HomePage: home_listing,
    PackPage: pack_listing,
    SectionPage: section_listing,
    LadderPage: ladder_listing,
    EvidencePage: evidence_listing,
    ListPage: index_listing,
    VideoIndexPage: videos_listing,
    VideoPage: watching,
    VideoSeriesPage: series_listing,
}
"""Page class → what its template is given, its subclasses' too."""


def register_contexts() -> None:
    """Tell the pages; called when the app is ready."""
    for page_class, provider in CONTEXTS.items():
        page_context.register(page_class, provider)
