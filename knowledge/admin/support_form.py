"""The form of the support text: one person writes it, another publishes it."""

from __future__ import annotations

from django import forms
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.log_actions import log

from knowledge.models.support import SupportText
from knowledge.moderation.permissions import user_can_list_files

PUBLISHED = "knowledge.publish_support_text"
CHANGED_TOO = (
    "You have changed the words, so somebody else has to publish them. Save without this tick, or "
    "leave the words as they were."
)
WROTE_THEM = "You wrote these words. Another moderator has to publish them."
MODERATORS_ONLY = "Only a moderator can publish the support text."


class SupportTextForm(WagtailAdminModelForm):
    """Keeps what is typed beside the public words until somebody else publishes it."""

    publish = forms.BooleanField(
        required=False,
        label="Publish these words",
        help_text="Only somebody who did not write them can.",
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.written_by = self.instance.proposed_by_id

    def clean(self) -> dict[str, object]:
        cleaned = super().clean()
        if cleaned.get("publish") and (why := self._why_not()):
            self.add_error("publish", why)
        return cleaned

    def _why_not(self) -> str:
        if self._has_new_words():
            return CHANGED_TOO
        if self.written_by == self.for_user.pk:
            return WROTE_THEM
        return "" if user_can_list_files(self.for_user) else MODERATORS_ONLY

    def _has_new_words(self) -> bool:
        return bool({"proposed_heading", "proposed_text"} & set(self.changed_data))

    def save(self, commit: bool = True) -> SupportText:
        text: SupportText = self.instance
        if self._has_new_words():
            text.proposed_by = self.for_user
        if self.cleaned_data.get("publish"):
            before = {"heading": text.heading, "text": text.text}
            text.heading, text.text = text.proposed_heading, text.proposed_text
            text.proposed_by = None
            log(instance=text, action=PUBLISHED, user=self.for_user, data={"before": before})
        return super().save(commit)
