"""A mailed code that proves something once: a new address, or that it is really you who deletes.

It works like signing in (`knowledge.people.accounts.codes`) and counts against the same limits.
"""

from __future__ import annotations

import time

from django.conf import settings
from django.http import HttpRequest

from knowledge.people.accounts.codes import CODE_SECONDS, Answer, PendingSignIn
from knowledge.people.accounts.limits import may_ask_for_code, may_try_code
from knowledge.people.mail import send_code


def mail_code(request: HttpRequest, purpose: str, address: str, subject: str) -> bool:
    """Mail a code for this purpose and remember it; False, and nothing sent, beyond the limits."""
    if not may_ask_for_code(request, address):
        return False
    pending = PendingSignIn.begin(address, time.time())
    request.session[_key(purpose)] = pending.as_session()
    send_code(
        f"{purpose}_code",
        address,
        f"{pending.code_in_groups} {subject}",
        {
            "code": pending.code_in_groups,
            "minutes": CODE_SECONDS // 60,
            "site_name": settings.HUB_SITE_NAME,
        },
    )
    return True


def waiting_for(request: HttpRequest, purpose: str) -> PendingSignIn | None:
    """The code that was mailed for this purpose and not used yet."""
    return PendingSignIn.from_session(request.session.get(_key(purpose)))


def judge_code(request: HttpRequest, purpose: str, typed: str) -> Answer:
    """What the typed code is. One that was right is used up."""
    pending = waiting_for(request, purpose)
    if pending is None:
        return Answer.EXPIRED
    if not may_try_code(request, pending.email):
        return Answer.TOO_OFTEN
    answer, pending = pending.judge(typed, time.time())
    if answer is Answer.RIGHT:
        forget(request, purpose)
    else:
        request.session[_key(purpose)] = pending.as_session()
    return answer


def forget(request: HttpRequest, purpose: str) -> None:
    """Drop a code that waits."""
    request.session.pop(_key(purpose), None)


def _key(purpose: str) -> str:
    return f"hub_{purpose}_code"


def show_demo_mail() -> dict[str, object]:
    """For pages that ask for a code: whether the demo's letter box can be read."""
    return {"show_demo_mail": settings.HUB_DEMO}
