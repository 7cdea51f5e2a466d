"""Begin an example: an empty draft of one template, once however often the button is pressed."""

from __future__ import annotations

import uuid

from django.db import IntegrityError, transaction

from examples.models import Submission
from examples.template_fields import TEMPLATES
from knowledge.people.organisations.membership_defaults import default_place
from knowledge.users.models import User


def begin(owner: User, practice_template: str, token: uuid.UUID) -> Submission:
    """The draft that the form with this token began. ValueError for an unknown template.

    It begins with the organisation and the region that its owner belongs to.

    The token is the draft's id. One that belongs to somebody else begins a draft of its own.
    """
    if practice_template not in TEMPLATES:
        raise ValueError(f"There is no template {practice_template!r}.")
    mine = Submission.objects.owned_by(owner).filter(pk=token).first()
    if mine:
        return mine
    beginning = {
        "owner": owner,
        "practice_template": practice_template,
        **default_place(owner),
    }
    try:
        with transaction.atomic():
            return Submission.objects.create(pk=token, **beginning)
    except IntegrityError:
        mine = Submission.objects.owned_by(owner).filter(pk=token).first()
        return mine or Submission.objects.create(**beginning)
