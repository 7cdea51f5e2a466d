"""What comes first of the items that match, where scores alone do not decide. The same in both databases."""

from __future__ import annotations

from collections.abc import Iterable

from knowledge.contracts.findable import Prominence
from search.index.fulltext import fulltext_tables
from search.index.fulltext.sql import WITHIN, Param, Sql
from search.language.query import SearchQuery
from search.language.ranking import AT_ONE_PLACE, PROMINENCE
from search.language.records import BREAK
from search.language.units import Phrase


def leading(query: SearchQuery) -> Sql:
    """Columns is_title, holds_all and score of a row of `matched m` joined with its record."""
    if not query.has_words:
        return "0 AS is_title, 0 AS holds_all, m.score AS score", []
    title, title_params = _is_title(query)
    named, named_params = _is_named(query)
    near, near_params = _holds_all_at_one_place(query)
    about = f"(prominence = {int(Prominence.ABOUT_SITE)} AND NOT ({named}))"
    not_yet_open = int(Prominence.NOT_YET_OPEN)
    sql = f"""{title} AS is_title,
        CASE WHEN {about} THEN 0 ELSE m.holds_all END AS holds_all,
        m.score * CASE WHEN {about} THEN {PROMINENCE[Prominence.ABOUT_SITE]}
                       WHEN prominence = {not_yet_open} THEN {PROMINENCE[Prominence.NOT_YET_OPEN]}
                       ELSE 1.0 END
                * CASE WHEN m.holds_all = 1 AND {near} THEN {AT_ONE_PLACE} ELSE 1.0 END AS score"""
    return sql, [*title_params, *named_params, *named_params, *near_params]


def _is_title(query: SearchQuery) -> Sql:
    """4 for an item that is called so, 2 for one with these words or another name in its title, or that says
    them as they were typed; one less where it only names something whose address is not known yet."""
    has, params = _any_of("title_key", [tuple(name.split()) for name in query.names])
    if query.said:
        containing, said_params = fulltext_tables().containing(query.said)
        has += f" OR m.id IN (SELECT id FROM ({containing}) AS said)"  # noqa: S608 - our own fragments
        params += said_params
    later = f"(CASE prominence WHEN {int(Prominence.NOT_YET_OPEN)} THEN 1 ELSE 0 END)"
    return (
        f"CASE WHEN title_key = %s THEN 4 - {later} WHEN {has} THEN 2 - {later} ELSE 0 END",
        [query.title_key or "\ue000", *params],
    )


def _is_named(query: SearchQuery) -> Sql:
    """That a word of the title was asked for."""
    return _any_of("title_key", [(stem,) for stem in query.stems])


def _holds_all_at_one_place(query: SearchQuery) -> Sql:
    """That one passage, under the item's title, holds all that was asked for, or another name of it."""
    if sum(len(unit.own) for unit in query.units) < 2:
        return "1 = 0", []
    conditions: list[str] = []
    params: list[Param] = []
    said_there = f"' ' || title_key || ' {BREAK}' || p.stems LIKE {WITHIN}"
    for unit in query.units:
        ways = [" AND ".join([said_there] * len(way)) for way in unit.ways]
        conditions.append(f"({' OR '.join(ways)})")
        params += [_standing_in(phrase) for way in unit.ways for phrase in way]
    return (
        "EXISTS (SELECT 1 FROM search_searchpassage p"  # noqa: S608 - our own fragments
        f" WHERE p.record_id = m.id AND {' AND '.join(conditions)})",
        params,
    )


def _any_of(column: str, phrases: Iterable[Phrase]) -> Sql:
    """That a text of stems, parted by spaces, holds one of the phrases."""
    params: list[Param] = [_standing_in(phrase) for phrase in phrases]
    conditions = [f"' ' || {column} || ' ' LIKE {WITHIN}"] * len(params)
    return f"({' OR '.join(conditions) or '1 = 0'})", params


def _standing_in(phrase: Phrase) -> str:
    return f" {' '.join(phrase)} "
