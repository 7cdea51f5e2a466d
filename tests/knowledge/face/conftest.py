"""Pages of every type, filled in, for the tests of what the public sees."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from wagtail.models import Page

from examples.models import ExampleIndexPage, PracticeExamplePage
from knowledge.models import (
    EvidencePage,
    EvidenceRequirement,
    GlossaryPage,
    LadderPage,
    ResourcePage,
    Rung,
    SectionPage,
    ToolPage,
    VideoPage,
    VideoSeriesPage,
)
from knowledge.workspaces.models import AssessmentPage
from tests.factories import SiteTree, add_page, make_document, make_image, make_organisation
from tests.shared_fixtures import shared_fixture

TRANSCRIPT = """WEBVTT

00:00:01.000 --> 00:00:04.000
Welcome to the hub.

00:01:15.000 --> 00:01:20.000
Now look for the ladder.
"""
RUNGS = (
    "Coercion",
    "Educating",
    "Informing",
    "Consultation",
    "Engagement",
    "Co-design",
    "Co-production",
)


def block(kind: str, value: Any) -> dict[str, Any]:
    """Raw value of a block with an id of its own."""
    return {"type": kind, "value": value, "id": str(uuid.uuid4())}


@pytest.fixture
def rungs(seven_rungs: list[Rung]) -> list[Rung]:
    """They, by a shorter name."""
    return seven_rungs


@shared_fixture
def seven_rungs() -> list[Rung]:
    """The seven rungs, from the bottom."""
    return [
        Rung.objects.create(
            number=number,
            name=name,
            slug=name.lower(),
            description=f"What happens on {name}.",
            next_step=f"How to leave {name}.",
            statement="" if number == 1 else f"It is true of {name}.",
        )
        for number, name in enumerate(RUNGS, 1)
    ]


@pytest.fixture
def pages(page_of_every_type: dict[str, Page]) -> dict[str, Page]:
    """They, by a shorter name."""
    return page_of_every_type


@shared_fixture
def page_of_every_type(site_tree: SiteTree, seven_rungs: list[Rung]) -> dict[str, Page]:
    """A live page of every type of the knowledge base, by a short name."""
    publisher = make_organisation("The Publisher", website="https://publisher.example/")
    EvidenceRequirement.objects.create(
        scheme="Maternity Incentive Scheme", code="Safety action 7", slug="mis-7", acronyms="CNST"
    )
    worksheet = make_document("Worksheet", name="worksheet.pdf", content=b"%PDF-1.4")
    own_video = add_page(
        VideoPage,
        site_tree.videos,
        "Our video",
        file=make_document("Clip", name="clip.mp4", content=b"clip"),
        captions=make_document("Captions", name="clip.vtt", content=b"WEBVTT"),
        poster=make_image("Still"),
        transcript=TRANSCRIPT,
        chapters="0:01 Welcome\n1:15 The ladder",
        publisher=publisher,
    )
    return {
        "home": site_tree.home,
        "pack": site_tree.pack,
        "section": site_tree.section,
        "ladder": add_page(LadderPage, site_tree.pack, "Ladder", source_name="TLAP"),
        "assessment": add_page(
            AssessmentPage,
            site_tree.pack,
            "Assessment",
            areas=[
                block(
                    "area",
                    {
                        "name": "Power",
                        "about": "",
                        "statements": [{"text": "We share the agenda", "prompt": ""}],
                        "helps": [],
                    },
                )
            ],
        ),
        "evidence": add_page(EvidencePage, site_tree.pack, "Evidence"),
        "resources": site_tree.resources,
        "resource": add_page(
            ResourcePage,
            site_tree.resources,
            "A toolkit",
            kind="toolkit",
            publisher=publisher,
            source_url="https://publisher.example/toolkit",
        ),
        "resource without address": add_page(ResourcePage, site_tree.resources, "Lost guide"),
        "videos": site_tree.videos,
        "own video": own_video,
        "video elsewhere": add_page(
            VideoPage,
            site_tree.videos,
            "Their video",
            source_url="https://youtu.be/abcdefghijk",
            transcript=TRANSCRIPT,
        ),
        "video without address": add_page(VideoPage, site_tree.videos, "Lost video"),
        "video series": add_page(
            VideoSeriesPage,
            site_tree.videos,
            "All sessions",
            videos=[("video", own_video)],
            publisher=publisher,
        ),
        "tools": site_tree.tools,
        "tool": add_page(ToolPage, site_tree.tools, "Q Sort", worksheet=worksheet, video=own_video),
        "information": site_tree.about,
        "glossary": add_page(GlossaryPage, site_tree.home, "Glossary"),
        "subsection": add_page(SectionPage, site_tree.section, "A part of it"),
    }


@pytest.fixture
def example_index(site_tree: SiteTree) -> ExampleIndexPage:
    """The list of practice examples."""
    return add_page(ExampleIndexPage, site_tree.home, "Practice examples", slug="examples")


def add_example(parent: Page, title: str, **fields: Any) -> PracticeExamplePage:
    """A published practice example."""
    return add_page(PracticeExamplePage, parent, title, project_title=title, **fields)
