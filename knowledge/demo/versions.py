"""The demo's versions of the pack: the deck that the pack began as, and the hub as it was loaded."""

from __future__ import annotations

import datetime

from knowledge.models.pack import PackPage
from knowledge.releases.freezing import freeze
from knowledge.releases.models import Release

FIRST = "0.5"
FIRST_DAY = datetime.date(2022, 7, 1)
"""The South East's deck says version 0.5, July 2022."""


def make_versions() -> int:
    """Two of them, so that there is something to compare; returns how many."""
    pack = PackPage.objects.get()
    freeze(
        Release.objects.create(
            version=FIRST,
            released_on=FIRST_DAY,
            notes="The pack alone, as the South East’s deck had it, in this demo’s words.",
        ),
        below=pack,
    )
    freeze(
        Release.objects.create(
            version="1.0",
            released_on=pack.version_date,
            notes="The first version on the hub, with resources, videos, tools and practice examples.",
        )
    )
    return 2
