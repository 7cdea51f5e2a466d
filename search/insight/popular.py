"""What others looked for: offered to everybody, so nothing stands there that says more of a person than of the hub."""

from __future__ import annotations

from django.db.models import Count, Q

from search.index.fulltext.findable_words import findable_stems
from search.insight.logged_queries import IS_FIRST
from search.language.normalise import stems
from search.models import LoggedQuery

FEWEST_VISITORS = 5
"""Visitors who must have asked a query, and found something, before others see it."""
MOST = 6
MOST_READ = 40


def popular_queries() -> list[str]:
    """The queries that most visitors asked, of those whose words all stand in public items. Two queries."""
    asked = Count("events", filter=IS_FIRST & Q(events__total__gt=0))
    rows = LoggedQuery.objects.annotate(visitors=asked).filter(visitors__gte=FEWEST_VISITORS)
    texts = list(rows.order_by("-visitors", "pk").values_list("text", flat=True)[:MOST_READ])
    held = findable_stems(sorted({stem for text in texts for stem in stems(text)}))
    return [text for text in texts if held.issuperset(stems(text))][:MOST]
