"""A new password by a mailed link: who has a second factor gives it too, as a mailbox alone is not them."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import ResetPasswordKeyForm
from django import forms

from knowledge.access.second_factor_forms import SecondFactorWithLinkForm
from knowledge.access.session_record import has_second_factor


class NewPasswordForm(ResetPasswordKeyForm):
    """The new password twice, and the code of the second factor from those who have one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.user and has_second_factor(self.user):
            self.fields["code"] = forms.CharField(
                label="Code from your authenticator app, or one of your recovery codes",
                max_length=40,
                widget=forms.TextInput(attrs={"autocomplete": "one-time-code"}),
                error_messages={"required": "Enter the code from your authenticator app."},
            )

    def clean(self) -> dict[str, object]:
        """The code is tried last, as each works once: a mistyped password must not cost it."""
        cleaned = super().clean()
        if "code" in self.fields and not self.errors:
            factor = SecondFactorWithLinkForm(user=self.user, data={"code": cleaned["code"]})
            for problem in factor.errors.get("code", []):
                self.add_error("code", problem)
        return cleaned
