"""How forms on the public side keep robots out, without asking people anything."""

from __future__ import annotations

import uuid

from django import forms
from django.http import HttpRequest
from django_ratelimit.core import is_ratelimited

from knowledge.access.client_address import client_of


class RobotTrap(forms.Form):
    """Two hidden fields: one that only robots fill in, one that makes a double click send once."""

    website = forms.CharField(
        required=False,
        label="Leave this empty",
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )
    form_token = forms.UUIDField(widget=forms.HiddenInput)

    @property
    def is_from_robot(self) -> bool:
        """Whether the field that people do not see was filled in."""
        return bool(self.data.get("website"))


def new_token() -> uuid.UUID:
    """A token for a form that is shown for the first time."""
    return uuid.uuid4()


def is_sent_too_often(request: HttpRequest, group: str, rate: str) -> bool:
    """Counts this request, and says whether its sender has reached the rate ("20/h")."""
    return is_ratelimited(
        request,
        group=group,
        key=lambda group, request: client_of(request),
        rate=rate,
        method="POST",
        increment=True,
    )
