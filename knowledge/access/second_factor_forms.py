"""The second factor's code: how often it may be tried, wherever it is asked for."""

from __future__ import annotations

from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.base import forms as allauth_forms
from django.core.exceptions import ValidationError

from knowledge.access.attempts import SECOND_FACTOR, account_of, may_try

TOO_MANY_CODES = (
    "A code was tried too often. Wait 15 minutes, then use the newest code of your app; or sign in on a "
    "device on which you have signed in before."
)

WRONG_CODE = (
    "This code is wrong, was used before or has run out. Your app shows a new one every 30 seconds: type "
    "the newest."
)


class SecondFactorAdapter(DefaultMFAAdapter):
    """Says what to do about a code that is not taken; a slow typist meets that often."""

    error_messages = DefaultMFAAdapter.error_messages | {"incorrect_code": WRONG_CODE}


class SecondFactorForm(allauth_forms.AuthenticateForm):
    """The code at the door."""

    beside = ""
    """What else was shown, so that tries of those who cannot show it count apart."""

    def clean_code(self) -> str:
        """Counts the try first. ValidationError when it is one too many, or the code is wrong."""
        if not may_try(context.request, SECOND_FACTOR, account_of(self.user.email) + self.beside):
            raise ValidationError(TOO_MANY_CODES)
        return super().clean_code()


class SecondFactorAgainForm(SecondFactorForm, allauth_forms.ReauthenticateForm):
    """The code of somebody signed in, before something that matters."""

    save = allauth_forms.ReauthenticateForm.save
    _emit_authentication_failed = allauth_forms.ReauthenticateForm._emit_authentication_failed


class SecondFactorWithLinkForm(SecondFactorForm):
    """The code beside a mailed link. Whoever knows the password but not the mailbox uses up none of its tries."""

    beside = " with link"
