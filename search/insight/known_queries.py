"""Queries whose results an editor may want to compare before and after a change of terms.

Those that visitors asked, as far as editors may see them, and those that something is promoted for.
"""

from __future__ import annotations

from collections.abc import Iterable

from search.insight.logged_queries import shown_queries
from search.language.normalise import stems
from search.models import SearchPromotion

MOST = 40


def known_queries(names: Iterable[str]) -> list[str]:
    """What people are known to search for that has to do with these names, the names themselves first."""
    names = [name for name in names if name]
    wanted = {stem for name in names for stem in stems(name)}
    logged = shown_queries().order_by("-visitors", "pk").values_list("text", flat=True)
    promoted = SearchPromotion.objects.order_by("pk").values_list("query", flat=True)
    near = [query for query in [*promoted[:1000], *logged[:1000]] if wanted & set(stems(query))]
    # The same words are one query, written as it stands first.
    found: dict[str, str] = {}
    for query in [*names, *near]:
        found.setdefault(" ".join(stems(query)), query)
    return list(found.values())[:MOST]
