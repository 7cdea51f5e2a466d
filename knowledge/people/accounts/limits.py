"""How often codes may be asked for and tried, per address and per visitor; and what one person may do in a day."""

from __future__ import annotations

import hashlib

from django.http import HttpRequest
from django_ratelimit.core import is_ratelimited

from knowledge.people.abuse.counting import connection_of

CODES_PER_ADDRESS = "6/15m"
CODES_PER_VISITOR = "300/h"
TRIES_PER_ADDRESS = "25/15m"
TRIES_PER_VISITOR = "120/h"
INVITATIONS_PER_PERSON = "20/d"
TEXTS_PER_PERSON = "20/d"
DOWNLOADS_PER_PERSON = "10/h"
EXAMPLES_PER_PERSON = "40/d"
"""Examples begun, sent or not."""
FILES_PER_PERSON = "120/h"
"""Pictures, documents and Word forms uploaded: six examples with as many files as they can have."""


def may_ask_for_code(request: HttpRequest, email: str) -> bool:
    """Whether another code may be mailed there; counts this request."""
    return _within(request, "code", email, CODES_PER_ADDRESS, CODES_PER_VISITOR)


def may_try_code(request: HttpRequest, email: str) -> bool:
    """Whether another code may be tried for that address; counts this try.

    The session counts tries too; this holds when somebody sends many at once.
    """
    return _within(request, "try", email, TRIES_PER_ADDRESS, TRIES_PER_VISITOR)


def may_invite(request: HttpRequest) -> bool:
    """Whether the signed-in person may have another invitation mailed; counts this one."""
    return _person_within(request, "invite-co-author", INVITATIONS_PER_PERSON)


def may_mail_text(request: HttpRequest) -> bool:
    """Whether the signed-in person may have another text mailed to themselves; counts this one."""
    return _person_within(request, "mail-text", TEXTS_PER_PERSON)


def may_download(request: HttpRequest) -> bool:
    """Whether the signed-in person may download everything again; counts this time."""
    return _person_within(request, "download-everything", DOWNLOADS_PER_PERSON)


def may_begin(request: HttpRequest) -> bool:
    """Whether the signed-in person may begin another example; counts this one."""
    return _person_within(request, "begin-example", EXAMPLES_PER_PERSON)


def may_upload(request: HttpRequest) -> bool:
    """Whether the signed-in person may upload another file; counts this one."""
    return _person_within(request, "upload", FILES_PER_PERSON)


def _person_within(request: HttpRequest, group: str, rate: str) -> bool:
    return not is_ratelimited(
        request,
        group=group,
        key=lambda group, request: str(request.user.pk),
        rate=rate,
        increment=True,
    )


def _within(request: HttpRequest, act: str, email: str, per_address: str, per_visitor: str) -> bool:
    address = hashlib.sha256(email.strip().lower().encode()).hexdigest()
    limits = (
        (f"sign-in-{act}-address", lambda group, request: address, per_address),
        (f"sign-in-{act}-visitor", connection_of, per_visitor),
    )
    # Both are counted always, so that a stranger learns nothing from which one is full.
    full = [
        is_ratelimited(request, group=group, key=key, rate=rate, increment=True)
        for group, key, rate in limits
    ]
    return not any(full)
