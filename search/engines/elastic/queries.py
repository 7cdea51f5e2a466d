"""What Elasticsearch is asked for a query: bounded in words, clauses and time. Pure.

The rules are those of docs/relevancy.md and of the database: an item matches with one of the words, all
phrases and no exclusion; an exact title comes first, then one with the words in it, then what holds all. BM25 counts
the columns as one text (`combined_fields`), each occurrence by its column's weight.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from elasticsearch_dsl import A, Q, Search
from elasticsearch_dsl.query import Query

from knowledge.contracts.findable import Prominence
from search.language.query import FILTERS, OLDEST, PAGE_SIZE, SearchQuery
from search.language.ranking import (
    ALTERNATIVE,
    AT_ONE_PLACE,
    COLUMNS,
    HOLDS_ALL_FIRST,
    IN_TITLE_FIRST,
    PROMINENCE,
    TITLE_FIRST,
)
from search.language.units import Phrase

FIELDS = [f"{column.name}^{column.in_elastic:g}" for column in COLUMNS]
_WEIGHTS = {column.name: column.in_elastic for column in COLUMNS}
PASSAGE_FIELDS = [
    f"passages.heading^{_WEIGHTS['headings']:g}",
    f"passages.text^{_WEIGHTS['body']:g}",
]
PLACE_FIELDS = [*PASSAGE_FIELDS, f"passages.title^{_WEIGHTS['title']:g}"]
"""A passage stands under its item's title: what is said there is said of that."""
MOST_ALTERNATIVES = 12
"""Other runs that are asked for in the place of one run."""
MOST_VALUES = 2_000
"""Values of a facet that are counted."""
MOST_PASSAGES = 3
"""Passages that are asked for of one item."""


def page_of_results(
    query: SearchQuery,
    *,
    page: int,
    without: Collection[str],
    seconds: float,
    size: int = PAGE_SIZE,
    near: Collection[str] = (),
) -> Search:
    """One page of results with the total and all counts, never one of the documents `without`.

    The documents `near` are among the results whatever words they have; without any, they score 0.
    """
    search = (
        Search()
        .query(matching(query, without, near))
        .sort(*_order(query))
        .extra(
            **{
                "from": (page - 1) * PAGE_SIZE,
                "size": size,
                "version": True,
                "_source": False,
                "track_total_hits": True,
                "timeout": f"{int(seconds * 1000)}ms",
            }
        )
    )
    if chosen := filters_of(query):
        search = search.post_filter("bool", filter=list(chosen.values()))
    for name in FILTERS:
        field = "kind" if name == "kind" else f"facets.{name}"
        values = A("terms", field=field, size=MOST_VALUES)
        others = [clause for other, clause in chosen.items() if other != name]
        if others:
            search.aggs.bucket(name, A("filter", bool={"filter": others})).bucket("values", values)
        else:
            search.aggs.bucket(name, values)
    return search


def best_passages(query: SearchQuery, documents: Sequence[str], seconds: float) -> Search:
    """The passages of these documents that answer best, by position and score."""
    clauses = _clauses(query)
    sought = Q(
        "bool",
        should=[
            *(each.scored(PASSAGE_FIELDS) for each in clauses if each.is_phrase),
            *(each.scored(PASSAGE_FIELDS) for each in _merged_words(clauses)),
        ],
        minimum_should_match=1,
    )
    nested = Q(
        "nested",
        path="passages",
        query=sought,
        inner_hits={
            "size": MOST_PASSAGES,
            "_source": False,
            "docvalue_fields": ["passages.position"],
        },
    )
    return (
        Search()
        .query(Q("bool", filter=[Q("ids", values=list(documents)), nested]))
        .extra(size=len(documents), _source=False, timeout=f"{int(seconds * 1000)}ms")
    )


@dataclass(frozen=True)
class _Clause:
    """A phrase, or a run of words that may stand anywhere, with what may stand in its place."""

    run: Phrase
    others: tuple[Phrase, ...]
    is_phrase: bool
    itself: tuple[Phrase, ...] = ()
    """As `Unit.itself`."""
    times: int = 1
    rarity: Mapping[str, float] = field(default_factory=dict)

    def scored(self, fields: list[str]) -> Query:
        """The run or one of the others, which count a little less, whichever scores best."""
        if self.is_phrase:
            own = _phrase(self.run, fields)
        else:
            own = _words(self.run, fields, "or", float(self.times))
        return _best([own, *(self._other(other, fields) for other in self.others)])

    def _other(self, other: Phrase, fields: list[str]) -> Query:
        """Another name counts less than the typed one, however many words it has more or rarer ones."""
        shared = self._tells(other) and min(map(self._tells, (self.run, *self.others)))
        as_common = shared / self._tells(other) if shared else 1.0
        as_long = min(1.0, len(self.run) / len(other))
        boost = round(self.times * ALTERNATIVE * as_long * as_common, 4)
        if len(other) == 1:
            return _phrase(other, fields, boost)
        # A weight on a phrase's field would multiply, where for words it counts as more occurrences.
        return _phrase(other, [field.partition("^")[0] for field in fields], boost)

    def _tells(self, name: Phrase) -> float:
        """As much as its rarest word; 0 where that is not known."""
        return max((self.rarity.get(part, 0.0) for part in name), default=0.0)

    def held(self, fields: list[str]) -> Query:
        """The whole run or one of the others."""
        whole = len(self.itself) == 1
        own = _phrase(self.itself[0], fields) if whole else _words(self.run, fields, "and")
        return _best([own, *(_phrase(other, fields) for other in self.others)])


def excluded_by(query: SearchQuery, without: Collection[str]) -> list[Query]:
    """What is never a result."""
    excluded = [
        Q("term", is_removed=True),
        *(_phrase(phrase, FIELDS) for phrase in query.exclusions),
    ]
    if without:
        excluded.append(Q("ids", values=sorted(without)))
    return excluded


def matching(query: SearchQuery, without: Collection[str], near: Collection[str] = ()) -> Query:
    """Which documents match, with the score that orders them."""
    excluded = excluded_by(query, without)
    if not query.has_words:
        return Q("bool", must=[Q("match_all")], must_not=excluded)
    clauses = _clauses(query)
    phrases = [each.scored(FIELDS) for each in clauses if each.is_phrase]
    words = [each.scored(FIELDS) for each in _merged_words(clauses)]
    if phrases:
        sought = Q("bool", must=phrases, should=words)
    else:
        sought = Q("bool", should=words, minimum_should_match=1)
    for prominence, counts in PROMINENCE.items():
        which = _is_about_site(query) if prominence == Prominence.ABOUT_SITE else _is(prominence)
        sought = Q("boosting", positive=sought, negative=which, negative_boost=counts)
    if sum(len(each.run) for each in clauses) > 1:
        apart = Q("bool", must_not=[_all_at_one_place(clauses)])
        sought = Q(
            "boosting", positive=sought, negative=apart, negative_boost=round(1 / AT_ONE_PLACE, 4)
        )
    if (query.common or query.is_found_together) and not phrases:
        sought = Q("bool", must=[sought], filter=[_finding(query)])
    if near:
        anyway = Q("constant_score", filter=Q("ids", values=sorted(near)), boost=0)
        sought = Q("bool", should=[sought, anyway], minimum_should_match=1)
    return Q("bool", must=[sought], should=_leading(query), must_not=excluded)


def _finding(query: SearchQuery) -> Query:
    """What holds one of the words or names that find, or each of the words."""
    finding = [unit for unit in query.units if unit.finds]
    words = [stem for unit in finding for stem in unit.own]
    if query.is_found_together:
        return _words(words, FIELDS, "and")
    others = [_phrase(other, FIELDS) for unit in finding for other in unit.alternatives]
    return Q("bool", should=[_words(words, FIELDS, "or"), *others], minimum_should_match=1)


def _all_at_one_place(clauses: list[_Clause]) -> Query:
    """What holds all of the words in one passage, under its title."""
    every = Q("bool", filter=[each.held(PLACE_FIELDS) for each in clauses])
    return Q("nested", path="passages", query=every)


def _is(prominence: Prominence) -> Query:
    return Q("term", prominence=int(prominence))


def _is_about_site(query: SearchQuery) -> Query:
    """What is about the site itself, and of whose title no word was asked for."""
    named = [Q("match", title=" ".join(query.stems))] if query.stems else []
    return Q("bool", filter=[_is(Prominence.ABOUT_SITE)], must_not=named)


def _leading(query: SearchQuery) -> list[Query]:
    """What comes before everything that only scores better."""
    leading: list[Query] = []
    titles: dict[float, list[Query]] = {
        TITLE_FIRST: [Q("term", title_key=query.title_key)] if query.title_key else [],
        IN_TITLE_FIRST: [Q("match_phrase", title=name) for name in query.names],
    }
    if query.said:
        titles[IN_TITLE_FIRST].append(_phrase(query.said, [column.name for column in COLUMNS]))
    not_yet_open = _is(Prominence.NOT_YET_OPEN)
    for boost, ways in titles.items():
        if ways:
            called = Q("bool", should=ways, minimum_should_match=1)
            leading.append(Q("constant_score", filter=called, boost=boost / 2))
            opened = Q("bool", filter=[called], must_not=[not_yet_open])
            leading.append(Q("constant_score", filter=opened, boost=boost / 2))
    clauses = _clauses(query)
    about = [_is_about_site(query)]
    every = Q("bool", filter=[each.held(FIELDS) for each in clauses], must_not=about)
    leading.append(Q("constant_score", filter=every, boost=HOLDS_ALL_FIRST))
    return leading


def _clauses(query: SearchQuery) -> list[_Clause]:
    return [
        _Clause(
            unit.own,
            unit.alternatives[:MOST_ALTERNATIVES],
            unit.is_phrase,
            unit.itself,
            unit.times,
            query.rarity,
        )
        for unit in query.units
    ]


def _merged_words(clauses: list[_Clause]) -> list[_Clause]:
    """The words, those that have no alternatives and count alike as one run, which is counted fastest."""
    words = [each for each in clauses if not each.is_phrase]
    plain: dict[int, list[str]] = {}
    for each in words:
        if not each.others:
            plain.setdefault(each.times, []).extend(each.run)
    together = [
        _Clause(tuple(run), (), is_phrase=False, times=times) for times, run in plain.items()
    ]
    return [*together, *(each for each in words if each.others)]


def _best(queries: list[Query]) -> Query:
    return queries[0] if len(queries) == 1 else Q("dis_max", queries=queries)


def _phrase(phrase: Phrase, fields: list[str], boost: float = 1.0) -> Query:
    """The stems in this order within one column; a single one counts over all columns together."""
    if len(phrase) == 1:
        return _words(phrase, fields, "or", boost)
    return Q("multi_match", query=" ".join(phrase), type="phrase", fields=fields, boost=boost)


def _words(stems: Iterable[str], fields: list[str], operator: str, boost: float = 1.0) -> Query:
    words = " ".join(stems)
    return Q("combined_fields", query=words, fields=fields, operator=operator, boost=boost)


def filters_of(query: SearchQuery) -> dict[str, Query]:
    """facet → the condition that an item has one of its chosen values."""
    return {
        name: Q("terms", **{"kind" if name == "kind" else f"facets.{name}": list(values)})
        for name, values in query.filters.items()
        if values
    }


def _order(query: SearchQuery) -> list[dict[str, str]]:
    """The order of results; the record's key at its end keeps pages stable."""
    if query.is_by_date:
        return [{"sort_date": "desc"}, {"record": "desc"}]
    if query.sort == OLDEST:
        return [{"sort_date": "asc"}, {"record": "asc"}]
    return [{"_score": "desc"}, {"sort_date": "desc"}, {"record": "desc"}]
