"""When proof of work is asked for: above limits that people do not reach."""

from __future__ import annotations

from django.http import HttpRequest

from knowledge.access.attempts import account_of
from knowledge.access.known_devices import device_of
from knowledge.people.abuse.counting import count_account, count_visitor
from knowledge.people.abuse.proof_of_work import is_proven

FREE_CODES = 20
"""Sign-in codes an hour of one internet connection, such as a ward's or a community centre's."""
FREE_CODES_OF_ACCOUNT = 12
"""The same to one address, from everywhere together."""


def must_prove_work_for_code(request: HttpRequest, email: str) -> bool:
    """Whether this mailed code or link takes proof of work that was not given yet; counts it.

    Nobody is refused for what others do with their address. A browser that is known is spared.
    """
    account = account_of(email)
    if device_of(request, account):
        return False
    counts = (
        count_visitor(request, "ask-for-code", "1h") > FREE_CODES,
        count_account(request, "ask-for-code", account, "1h") > FREE_CODES_OF_ACCOUNT,
    )
    return any(counts) and not is_proven(request)
