"""The two one-field forms of signing in."""

from __future__ import annotations

from django import forms


class AddressForm(forms.Form):
    """Where to mail a code."""

    email = forms.EmailField(
        label="Your e-mail address",
        max_length=254,
        widget=forms.EmailInput({"autocomplete": "email", "spellcheck": "false"}),
        error_messages={
            "required": "Enter your e-mail address.",
            "invalid": "Enter an e-mail address like name@example.org.",
            "max_length": "An e-mail address has at most 254 characters.",
        },
    )

    def clean_email(self) -> str:
        """In lower case, as addresses are kept."""
        return self.cleaned_data["email"].lower()


class CodeForm(forms.Form):
    """The code that was mailed."""

    code = forms.CharField(
        label="Code from the e-mail",
        max_length=40,
        widget=forms.TextInput(
            {
                "class": "nhsuk-input--width-10",
                "autocomplete": "one-time-code",
                "inputmode": "numeric",
                "spellcheck": "false",
            }
        ),
        error_messages={
            "required": "Enter the code from the e-mail.",
            "max_length": "The code has eight digits.",
        },
    )
