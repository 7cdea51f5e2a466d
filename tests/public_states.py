"""The public pages in each of their states, in the demo: for whoever looks at all of them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.management import call_command
from django.test import override_settings

from knowledge.models import PackPage, SectionPage, VideoPage
from knowledge.public_pages import public_pages
from knowledge.workspaces.models import AssessmentPage
from knowledge.workspaces.private_links import begin
from knowledge.workspaces.q_sort import begin_q_sort
from knowledge.workspaces.rounds import start
from knowledge.workspaces.story_cubes import begin_story
from knowledge.workspaces.team_ladder import TEAM_LADDER
from knowledge.workspaces.wall import begin_wall
from search.models import SearchPromotion
from tests.factories import add_page
from tests.knowledge.face.conftest import block

BESIDE_PAGES = (
    "/search/?q=co-production",
    "/search/?q=materntiy+voices+partnrship",
    "/search/?q=MNVP&exact=1",
    "/search/?q=zzqqx",
    "/search/?q=shape",
    "/search/?q=CNST",
    "/feedback/?query=zzqqx",
    "/contact-us/",
    "/versions/",
    "/feedback/thanks/",
    "/feedback/share-a-resource/",
    "/my-list/",
    "/share/",
    "/sign-in/",
    "/staff/sign-in/",
    "/no-such-page/",
)
STATES_OF_SEARCH = {
    "/search/?q=materntiy+voices+partnrship": "Showing results for",
    "/search/?q=MNVP&exact=1": "Searched just as typed",
    "/search/?q=zzqqx": "Look through the pack instead",
    "/search/?q=shape": "Did you mean",
    "/search/?q=CNST": "Editors’ choice",
}
"""What an address among them is there for, and must show."""
SIMPLER = "/search/?q=peer+support"


def complete_demo() -> None:
    """At the address that it is served at; with a video at a provider's, and blocks that it does not use."""
    call_command("load_demo", verbosity=0)
    a_video = VideoPage.objects.first()
    add_page(
        VideoPage,
        a_video.get_parent(),
        "Video elsewhere",
        source_url="https://www.youtube.com/watch?v=abcdefghijk",
        transcript="WEBVTT\n\n00:01:15.000 --> 00:01:20.000\nNow look for the ladder.\n",
    )
    add_page(
        SectionPage,
        PackPage.objects.get(),
        "Blocks the demo does not use",
        slug="other-blocks",
        body=[
            block("heading", {"text": "Wordings", "level": "2"}),
            block(
                "comparison",
                {
                    "heading": "One rung in two wordings",
                    "left_title": "Long",
                    "right_title": "Short",
                    "rows": [{"name": "Rung 5", "left": "People are asked", "right": ""}],
                },
            ),
            block("quotation", {"quotation": "We were heard.", "attribution": "", "source": ""}),
            block("accordion", [{"heading": "Step one", "body": "<p>Begin here.</p>"}]),
        ],
    )
    evidence = public_pages().get(title="Evidence you may need")
    SearchPromotion.objects.create(query="CNST", page=evidence)


@contextmanager
def stopped_engine() -> Iterator[None]:
    """Elasticsearch is to answer and does not: the database stands in and the page says so."""
    with override_settings(HUB_SEARCH_ENGINE="elastic", ELASTICSEARCH_URL="http://127.0.0.1:9"):
        yield


def _pages_of_a_group(page: AssessmentPage) -> list[str]:
    """What a private link opens; not public, and looked at by the same eyes."""
    link = f"/workspaces/{start(page)}"
    gaps = f"{link}/gap-analysis"
    beginning = f"/workspaces/start/gap-analysis/{page.pk}/"
    cards = f"/workspaces/{begin_q_sort('How is it here?', ['One', 'Two', 'Three'])}/q-sort/"
    story = f"/workspaces/{begin_story('Going home')}/story-cubes/"
    wall = f"/workspaces/{begin_wall('What would help?')}/wall/"
    team = f"/workspaces/{begin(TEAM_LADDER.key)[1]}/ladder/"
    return [
        beginning,
        f"{link}/links/",
        f"{gaps}/",
        f"{gaps}/1/area/1/",
        f"{gaps}/1/",
        "/workspaces/start/q-sort/",
        cards,
        f"{cards}cards/",
        f"{cards}result/",
        "/workspaces/start/story-cubes/",
        story,
        f"{story}result/",
        "/workspaces/start/sticky-notes/",
        wall,
        f"{wall}result/",
        "/workspaces/start/ladder/",
        team,
        f"{team}answer/",
    ]


def every_page() -> list[str]:
    """Addresses of all public pages."""
    return [page.get_url() for page in public_pages()]


def one_address_a_template() -> list[str]:
    """The longest page of every page type, and the forms and lists beside the pages."""
    chosen: dict[type, tuple[int, str]] = {}
    for page in public_pages().specific():
        length = len(str(getattr(page, "body", "")))
        if length >= chosen.get(type(page), (-1, ""))[0]:
            chosen[type(page)] = (length, page.get_url())
    section = public_pages().get(slug="what-is-co-production")
    return [
        *(url for _, url in chosen.values()),
        "/videos/find-your-way-round/",
        "/videos/video-elsewhere/",
        "/resource-pack/other-blocks/",
        f"/feedback/?page={section.pk}",
        f"/feedback/useful/?page={section.pk}",
        f"/booklets/new/?pages={section.pk}.{section.get_parent().pk}",
        *_pages_of_a_group(AssessmentPage.objects.get()),
        *BESIDE_PAGES,
    ]
