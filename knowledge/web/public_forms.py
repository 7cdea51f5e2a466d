"""How forms on the public side look and how they keep robots out, without asking people anything."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.http import HttpRequest
from django_ratelimit.core import is_ratelimited

from knowledge.access.client_address import client_of

CLASSES: dict[type[forms.Widget], str] = {
    forms.Textarea: "nhsuk-textarea",
    forms.Select: "nhsuk-select",
    forms.TextInput: "nhsuk-input",
    forms.EmailInput: "nhsuk-input",
    forms.URLInput: "nhsuk-input",
    forms.PasswordInput: "nhsuk-input",
}


class PublicForm(forms.Form):
    """A form in the design system's looks; `components/forms/field.html` draws its fields."""

    use_required_attribute = False  # our own messages say more than the browser's

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            name = CLASSES.get(type(field.widget), "")
            if name:
                field.widget.attrs.setdefault("class", name)

    def full_clean(self) -> None:
        """Besides checking, lets faulty fields look faulty."""
        super().full_clean()
        for name in self.errors:
            if name not in self.fields:
                continue
            attrs = self.fields[name].widget.attrs
            look = str(attrs.get("class", "")).split(" ")[0]
            if look and f"{look}--error" not in str(attrs["class"]):
                attrs["class"] = f"{attrs['class']} {look}--error"


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
