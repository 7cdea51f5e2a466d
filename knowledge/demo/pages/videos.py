"""Videos. Only the hub's own clip has a file; nothing is said of what others say in theirs."""

from __future__ import annotations

import datetime

from knowledge.demo.blocks import Block, Ref, heading, text
from knowledge.demo.files_on_disk import read_text
from knowledge.demo.specs import DemoPage

NO_TRANSCRIPT = "The transcript is not recorded yet. We add it when we have the video’s address."

CHAPTERS = """0:00 Welcome
0:05 The resource pack
0:18 Searching
0:25 The ladder
0:30 Share an example"""


def a_video(slug: str, title: str, publisher: str, summary: str, about: str, **more) -> DemoPage:
    """A video of others whose address the pack does not give."""
    return DemoPage(
        model="knowledge.VideoPage",
        slug=slug,
        title=title,
        parent="videos",
        summary=summary,
        body=(heading("About this video"), text(about), text(NO_TRANSCRIPT)),
        fields={"publisher": Ref("organisation", publisher)},
        **more,
    )


def a_session(number: int, place: str) -> DemoPage:
    """A session of the Shared Voices Network."""
    return a_video(
        f"shared-voices-session-{number}",
        f"Shared Voices Network: session {number}",
        "royal-college-of-midwives",
        f"The {place} of three sessions of the Royal College of Midwives’ network, from before the "
        "pandemic.",
        f"""
        This is session {number} of 3. It shows co-production work from the network’s first phase,
        before Covid-19. Then it was called the Maternity Voices Network. Read more about the
        [Shared Voices Network](page:shared-voices-network).
        """,
        topics=("voices-partnerships", "co-production-basics"),
        audiences=("voices-members", "staff"),
        rungs=(6, 7),
    )


def a_tool_video(slug: str, name: str) -> DemoPage:
    """The video of a co-creation tool."""
    return a_video(
        f"video-{slug}",
        f"{name}: how the activity works",
        "co-creating-welfare",
        f"A video of the Co-Creating Welfare project that shows the {name} activity.",
        f"""
        The Co-Creating Welfare project made a video for each of its seven tools. This one shows how to
        carry out [{name}](page:{slug}), and how to use it in your work or in training.
        """,
        topics=("facilitation",),
        audiences=("voices-members", "staff"),
    )


def a_series(slug: str, title: str, publisher: str, summary: str, *videos: str) -> DemoPage:
    """Videos in the order in which they are watched."""
    return DemoPage(
        model="knowledge.VideoSeriesPage",
        slug=slug,
        title=title,
        parent="videos",
        summary=summary,
        topics=("co-production-basics",),
        audiences=("voices-members", "staff"),
        fields={
            "publisher": Ref("organisation", publisher),
            "videos": tuple(Block("video", Ref("page", video)) for video in videos),
        },
    )


VIDEO_PAGES = (
    DemoPage(
        model="knowledge.VideoIndexPage",
        slug="videos",
        title="Videos",
        parent="home",
        region="south-east",
        summary="Webinars, sessions and films about co-production, with captions where we hold them.",
        in_menu=True,
    ),
    DemoPage(
        model="knowledge.VideoPage",
        slug="find-your-way-round",
        title="How to find your way round the hub",
        parent="videos",
        summary="Under a minute: how to search the hub, read a section, and share an example.",
        topics=("co-production-basics",),
        audiences=("families", "voices-members", "staff", "leaders"),
        fields={
            "publisher": Ref("organisation", "co-production-hub"),
            "file": Ref("document", "clip"),
            "captions": Ref("document", "clip-captions"),
            "poster": Ref("image", "clip-poster"),
            "transcript": read_text("find-your-way-round.vtt"),
            "chapters": CHAPTERS,
            "duration": datetime.timedelta(seconds=49),
        },
        body=(
            heading("About this video"),
            text(
                """
                We made this clip for the demo of the hub. The voice is a computer’s. It has captions, and
                the whole text stands on this page.
                """
            ),
        ),
    ),
    a_video(
        "webinar-safe-spaces",
        "Ensuring MVPs are safe spaces for all ethnicities",
        "national-maternity-voices",
        "A webinar by National Maternity Voices that supports work on perinatal equity.",
        """
        A recorded webinar. It helps Maternity Voices Partnerships (MVPs) to be safe places for people of
        every ethnicity. Use it with your perinatal equity work.
        """,
        topics=("equity", "voices-partnerships"),
        audiences=("voices-members", "staff"),
        requirements=("perinatal-equity",),
        rungs=(5, 6),
    ),
    a_video(
        "webinar-participatory-appraisal",
        "Participatory appraisal: facilitating women in their own communities to gather feedback",
        "national-maternity-voices",
        "A webinar by National Maternity Voices about reaching out, and hearing of maternity care.",
        """
        A recorded webinar for outreach. **Participatory appraisal** means that people look into their own
        situation, with somebody to support them. Here, women gather feedback on maternity experiences
        where they live.
        """,
        topics=("listening", "voices-partnerships", "equity"),
        audiences=("voices-members", "staff"),
        requirements=("ockenden-iea-2", "perinatal-equity"),
        rungs=(5, 6),
    ),
    a_session(1, "first"),
    a_session(2, "second"),
    a_session(3, "third"),
    a_tool_video("q-sort", "Q Sort"),
    a_tool_video("role-play", "Role Play"),
    a_tool_video("story-cubes", "Story Cubes"),
    a_tool_video("fish-bowl", "Fish Bowl"),
    a_tool_video("sticky-notes", "Sticky Notes"),
    a_tool_video("pecha-kucha", "Pecha Kucha"),
    a_tool_video("the-cube", "The CUbe"),
    a_series(
        "shared-voices-sessions",
        "Shared Voices Network: sessions 1 to 3",
        "royal-college-of-midwives",
        "Three sessions of the Royal College of Midwives’ network, in their order.",
        "shared-voices-session-1",
        "shared-voices-session-2",
        "shared-voices-session-3",
    ),
    a_series(
        "webinars",
        "Webinars of National Maternity Voices",
        "national-maternity-voices",
        "Two recorded webinars for Maternity Voices Partnerships.",
        "webinar-safe-spaces",
        "webinar-participatory-appraisal",
    ),
    a_series(
        "first-look",
        "A first look: the hub, then seven activities",
        "co-production-hub",
        "Our own short clip first, then one video for each co-creation tool.",
        "find-your-way-round",
        "video-q-sort",
        "video-role-play",
        "video-story-cubes",
        "video-fish-bowl",
        "video-sticky-notes",
        "video-pecha-kucha",
        "video-the-cube",
    ),
)
