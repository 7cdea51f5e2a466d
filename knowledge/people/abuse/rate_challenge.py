"""When an effort is asked for: above limits that people do not reach."""

from __future__ import annotations

from django.http import HttpRequest

from examples.suspicion import SENDING, is_known
from knowledge.people.abuse.counting import count_person, count_visitor
from knowledge.people.abuse.proof_of_work import is_proven

FREE_CODES = 20
"""Sign-in codes an hour of one internet connection, such as a ward's or a community centre's."""
FREE_BY_PERSON = 10
FREE_FROM_PLACE = 40
"""Examples sent within an hour by one person, from one connection, by people nobody knows."""


def must_show_effort_for_code(request: HttpRequest) -> bool:
    """Whether this sign-in code takes an effort that was not shown yet; counts it."""
    return count_visitor(request, "ask-for-code", "1h") > FREE_CODES and not is_proven(request)


def must_show_effort_to_send(request: HttpRequest) -> bool:
    """Whether sending takes an effort that was not shown yet. Sendings are counted when they succeed."""
    sent = count_person(request, SENDING, "1h", increment=False)
    from_place = count_visitor(request, SENDING, "1h", increment=False)
    if (sent < FREE_BY_PERSON and from_place < FREE_FROM_PLACE) or is_known(request.user):
        return False
    return not is_proven(request)
