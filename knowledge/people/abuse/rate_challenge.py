"""When an effort is asked for: above limits that people do not reach."""

from __future__ import annotations

from django.http import HttpRequest

from knowledge.people.abuse.counting import count_visitor
from knowledge.people.abuse.proof_of_work import is_proven

FREE_CODES = 20
"""Sign-in codes an hour of one internet connection, such as a ward's or a community centre's."""


def must_show_effort_for_code(request: HttpRequest) -> bool:
    """Whether this sign-in code takes an effort that was not shown yet; counts it."""
    return count_visitor(request, "ask-for-code", "1h") > FREE_CODES and not is_proven(request)
