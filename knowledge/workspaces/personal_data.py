"""Nothing about a person is to be kept behind a private link: forms look for it before they take a text."""

from __future__ import annotations

from collections.abc import Mapping

from django import forms

from knowledge.identifiers import find_identifiers


class NobodysForm(forms.Form):
    """Refuses what looks like personal data until whoever typed it says that it is about nobody."""

    is_nobody = forms.BooleanField(
        required=False, label="I have checked: this says nothing about a private person"
    )
    has_findings = False
    """Whether something looks like it, so that the tick is shown."""

    def look_at(self, texts: Mapping[str, str]) -> None:
        """Name of a field → its text; to be called by `clean`."""
        for finding in find_identifiers(texts):
            self.has_findings = True
            if not self.cleaned_data.get("is_nobody"):
                self.add_error(
                    finding.field,
                    f"This looks like personal data ({finding.kind.value}): “{finding.matched}”. "
                    "Please take it out. Nothing about a person is to be kept here.",
                )
