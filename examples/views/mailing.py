"""Mails people a copy of what they wrote."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from examples.plain_text import text_of
from examples.views.access import own_submission
from knowledge.people.accounts.limits import may_mail_text
from knowledge.people.mail import public_link, send_mail
from knowledge.people.privacy import sign_in_first
from knowledge.users.requests import SignedInRequest


@sign_in_first
@require_POST
def mail_my_text(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Mail the text of an example to the person's own address."""
    submission = own_submission(request, pk)
    if may_mail_text(request):
        send_mail(
            "your_text",
            request.user.email,
            f"Your text: {submission.title}",
            {
                "title": submission.title,
                "text": text_of(submission),
                "link": public_link(submission.get_absolute_url()),
            },
        )
        messages.success(request, f"We have mailed your text to {request.user.email}.")
    else:
        messages.error(request, "We have mailed you many texts today. Please go on tomorrow.")
    return redirect(submission)
