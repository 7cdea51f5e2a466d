"""Above a limit the visitor proves work: the browser works for some seconds, or they wait.

The work is Altcha's (django-altcha makes and checks it); it is done by our own script, and nothing
is asked of anybody else. Waiting needs no script. One proof is good for one act.
"""

from __future__ import annotations

import json
import secrets
import time

from django import forms
from django.core import signing
from django.core.cache import cache
from django.http import HttpRequest, QueryDict
from django_altcha import AltchaField, get_altcha_challenge

from knowledge.people.abuse.counting import count_visitor

MOST_WORK = 30_000
"""Numbers that the browser tries at most: some seconds on an old phone."""
WAIT_SECONDS = 45
VALID_SECONDS = 20 * 60
MOST_WAITS = 20
"""Times an hour that a connection may wait instead of work."""
CREDIT = "hub_proof_of_work"
SALT = "examples.abuse.wait"


MESSAGES = {
    "required": "The check is not finished yet. Wait for it, or use the second button.",
    "invalid": "The check did not work. Please try again.",
    "error": "The check did not work. Please try again.",
    "replay": "This check was used already. Please try again.",
}


def is_proven(request: HttpRequest) -> bool:
    """Whether the visitor has proved work for one act; uses it up."""
    return bool(request.session.pop(CREDIT, False))


def new_challenge() -> str:
    """A challenge for the browser, as JSON."""
    return json.dumps(get_altcha_challenge(max_number=MOST_WORK).__dict__)


def new_wait() -> str:
    """When the waiting began, signed."""
    return signing.dumps({"at": time.time(), "id": secrets.token_urlsafe(9)}, salt=SALT)


def take_work(request: HttpRequest, data: QueryDict) -> str:
    """ "" when the browser's work is right, which is then good for one act; else what to do."""
    field = AltchaField(error_messages=MESSAGES)
    try:
        field.clean(data.get("altcha", ""))
    except forms.ValidationError as error:
        return " ".join(error.messages)
    request.session[CREDIT] = True
    return ""


def take_wait(request: HttpRequest, data: QueryDict) -> str:
    """ "" when somebody has waited long enough; else what to do. A wait counts once."""
    try:
        began = signing.loads(data.get("wait", ""), salt=SALT, max_age=VALID_SECONDS)
    except signing.BadSignature:
        return "This page was open for too long. Please wait once more."
    left = WAIT_SECONDS - (time.time() - began["at"])
    if left > 0:
        return f"Please wait {round(left) + 1} seconds longer, then press the button again."
    if count_visitor(request, "wait-instead", "1h") > MOST_WAITS:
        return (
            "This was used very often from your internet connection. Please try again in an hour."
        )
    if not cache.add(f"waited-{began['id']}", True, VALID_SECONDS):
        return "This was used already. Please wait once more."
    request.session[CREDIT] = True
    return ""
