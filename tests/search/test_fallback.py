"""While one engine is down the other answers; nobody waits twice, and it comes back by itself."""

from __future__ import annotations

import pytest

from search.engines.base import EngineUnavailable, SearchEngine
from search.engines.breaker import FIRST_PAUSE, LONGEST_PAUSE, CircuitBreaker
from search.engines.fallback import FallbackEngine
from search.language.query import SearchQuery
from search.language.results import EngineResults


class Clock:
    """Time that passes when a test says so."""

    now = 1000.0

    def __call__(self) -> float:
        return self.now


class Answering(SearchEngine):
    """An engine that answers with a total, or fails."""

    name = "answering"

    def __init__(self, total: int):
        self.total = total
        self.error: Exception | None = None
        self.asked = 0

    def search(self, request: SearchQuery) -> EngineResults:
        self.asked += 1
        if self.error:
            raise self.error
        return EngineResults(total=self.total, page=1)

    def check(self):
        return []


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def first() -> Answering:
    return Answering(1)


@pytest.fixture
def both(first: Answering, clock: Clock) -> FallbackEngine:
    return FallbackEngine(first, Answering(2), CircuitBreaker(clock))


def test_the_first_answers_while_it_can(both):
    assert both.search(SearchQuery()) == EngineResults(total=1, page=1)


def test_the_second_answers_in_its_place_and_says_so(both, first):
    first.error = EngineUnavailable("down")
    assert both.search(SearchQuery()) == EngineResults(total=2, page=1, is_simpler=True)


def test_an_engine_that_is_down_is_left_alone_and_tried_again(both, first, clock):
    first.error = EngineUnavailable("down")
    for _ in range(20):
        both.search(SearchQuery())
    assert first.asked == 1
    clock.now += FIRST_PAUSE
    both.search(SearchQuery())
    both.search(SearchQuery())
    assert first.asked == 2
    first.error = None
    clock.now += 2 * FIRST_PAUSE
    assert not both.search(SearchQuery()).is_simpler
    assert not both.search(SearchQuery()).is_simpler


def test_pauses_grow_and_end(both, first, clock):
    first.error = EngineUnavailable("down")
    both.search(SearchQuery())
    waits = []
    for _ in range(8):
        asked, waited = first.asked, 0.0
        while first.asked == asked:
            clock.now += 0.5
            waited += 0.5
            both.search(SearchQuery())
        waits.append(waited)
    assert waits[0] == FIRST_PAUSE
    assert waits == sorted(waits)
    assert waits[-1] == LONGEST_PAUSE


def test_after_a_pause_one_caller_tries_while_the_others_do_not_wait(clock):
    breaker = CircuitBreaker(clock)
    breaker.record_failure()
    clock.now += FIRST_PAUSE
    assert [breaker.allows_call() for _ in range(5)] == [True, False, False, False, False]


def test_a_question_that_fails_by_itself_does_not_stop_others(both, first):
    first.error = EngineUnavailable("bad question", is_query_specific=True)
    assert both.search(SearchQuery()).is_simpler
    first.error = None
    assert not both.search(SearchQuery()).is_simpler


def test_a_mistake_of_ours_is_not_hidden(both, first):
    first.error = ZeroDivisionError()
    with pytest.raises(ZeroDivisionError):
        both.search(SearchQuery())
