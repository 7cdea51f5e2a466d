"""How often codes may be asked for and tried, per address and per visitor; and what one person may do in a day."""

from __future__ import annotations

from django.http import HttpRequest
from django_ratelimit.core import is_ratelimited

from knowledge.access.attempts import MAIL, MAILED_CODE, account_of, may_try

INVITATIONS_PER_PERSON = "20/d"
TEXTS_PER_PERSON = "20/d"
DOWNLOADS_PER_PERSON = "10/h"
EXAMPLES_PER_PERSON = "40/d"
"""Examples begun, sent or not."""
FILES_PER_PERSON = "120/h"
"""Pictures, documents and Word forms uploaded: six examples with as many files as they can have."""


def may_ask_for_code(request: HttpRequest, email: str) -> bool:
    """Whether another code or link may be mailed there; counts this request."""
    return may_try(request, MAIL, account_of(email))


def may_try_code(request: HttpRequest, email: str) -> bool:
    """Whether another code may be tried for that address; counts this try.

    The session counts tries too; this holds when somebody sends many at once.
    """
    return may_try(request, MAILED_CODE, account_of(email))


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
